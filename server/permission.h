// Who may see and do what (design §7, I11): one pure function for the routes and the live feed alike.
//
// `permit` weighs who asks (Caller), how she stands to the thing (Subject), what she wants (Action) and
// when. It reads nothing: server/http/subjects looks the relation up, permit judges it. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/ids.h"
#include "model/role.h"
#include "model/time.h"

namespace lamplight::server {

// One for every route, and one for every command, since commands differ in who may give them.
enum class Action : std::uint8_t {
  sign_in,
  read_session,
  end_session,
  follow_live,
  list_incidents,
  read_incident,
  read_candidates,
  make_incident,
  command_incident,  // any command at all; the command's own action is asked next
  do_acknowledge,
  do_offer,
  do_assign,
  do_accept,
  do_decline,
  do_depart,
  do_arrive,
  do_resolve,
  do_close,
  do_escalate,
  do_note,
  do_cancel,
  do_reopen,
  reveal_field,
  list_alarms,
  list_residents,
  read_resident,
  change_residents,
  read_vitals,
  read_timeline,
  list_family,
  read_family,
  read_registers,
  change_registers,
  read_own_offers,
  report_whereabouts,
  read_report,
  read_audit,
  manage_tokens,
};

inline constexpr Action k_last_action = Action::manage_tokens;

struct Caller {
  UserId user;                         // empty: nobody has signed in
  std::optional<Role> role;            // nothing: nobody has signed in
  std::string person;                  // a care worker's id in the register of workers
  std::vector<std::string> scopes;     // of an API token; empty: all that the role may
  std::optional<Instant> valid_until;  // of the session or token
};

// How a care worker stands to an incident, or to a resident through an open incident.
enum class Relation : std::uint8_t { none, former, offered, holds };

// What a resident has agreed that this relative may see.
struct FamilyTiers {
  bool linked = false;
  bool status = false;
  bool incidents = false;
  bool vitals = false;
  bool location = false;
  bool operator==(const FamilyTiers&) const = default;
};

struct Subject {
  Relation relation = Relation::none;
  FamilyTiers tiers;
  Instant at{};  // when it is asked
};

enum class Decision : std::uint8_t {
  allowed,
  sign_in,    // 401: nobody, or not any more
  forbidden,  // 403
  hidden,     // 404: that it exists is already more than she may know
};

[[nodiscard]] Decision permit(const Caller& caller, Action action, const Subject& subject);

// A scope of an API token: "incidents", "residents", "family", "registers", "worker", "reports",
// "audit", "tokens", "live" or "session", alone or followed by ":read".
[[nodiscard]] bool is_scope(std::string_view scope);

}  // namespace lamplight::server
