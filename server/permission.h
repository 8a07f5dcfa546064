// Who may see and do what (design §7, I11): one table of rules for the routes, the live feed and exports alike.
//
// `permit` weighs who asks (Caller), how she stands to the thing (Subject), what she wants (Action) and
// when; `fields_of` says by the same rules which parts of it are shown. Both read nothing:
// server/http/subjects looks the relation up, they judge it. Any thread.
#pragma once

#include <bitset>
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
  read_resident,  // what fields_of says of the record
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
  export_resident,  // everything about one person, for herself
  erase_resident,
  read_exchange,  // FHIR, for other departments' systems
  manage_webhooks,
  manage_retention,
  break_glass,
  review_glass,
  keep_own_account,
  read_dossier,
  accept_invitation,
  lock_session,
  unlock_session,
  keep_sessions,  // of one's own account
  manage_sessions,
  reveal_key_safe,  // of a resident, without an incident
  read_consents,
  change_consents,
  hear_gateway,       // anybody who brings the gateway's key, which its handler asks for
  read_whole_record,  // with its history and files, which are shown whole or not at all
};

inline constexpr Action k_last_action = Action::read_whole_record;

// What is shown, or not, of a thing that may be read at all.
enum class Field : std::uint8_t {
  incident_outline,    // that there is one: kind, state, urgency, times
  incident_story,      // what happened when, and by whom
  incident_words,      // what was said in it: texts, details, raw bytes
  incident_place,      // where on the map
  incident_holder,     // who is coming
  incident_asked,      // whoever else was asked
  resident_name,       // and in which district
  resident_home,       // address, how to get in, telephones, contacts
  resident_care,       // mobility, conditions, notes, what is broken in the home
  resident_condition,  // whether all is well
  resident_vitals,
};

inline constexpr std::size_t k_fields = static_cast<std::size_t>(Field::resident_vitals) + 1;

struct Caller {
  UserId user;                         // empty: nobody has signed in
  std::optional<Role> role;            // nothing: nobody has signed in
  std::string person;                  // a care worker's id in the register of workers
  bool by_token = false;               // another system: no person, so nothing that needs one
  std::vector<std::string> scopes;     // of an API token; empty: all that the role may
  std::optional<Instant> valid_until;  // of the session or token
  bool locked = false;                 // nobody sits there: what is shown goes on, nothing is changed
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
  std::optional<Instant> glass_until;  // she has broken the glass to this resident, until then
  Instant at{};                        // when it is asked
};

enum class Decision : std::uint8_t {
  allowed,
  sign_in,    // 401: nobody, or not any more
  forbidden,  // 403
  hidden,     // 404: that it exists is already more than she may know
  locked,     // 423: after a code
};

// What is asked of whoever comes: to sign in, to take up an invitation.
[[nodiscard]] bool open_to_anyone(Action action);

[[nodiscard]] Decision permit(const Caller& caller, Action action, const Subject& subject);

class Fields {
 public:
  [[nodiscard]] bool has(Field field) const { return shown_.test(static_cast<std::size_t>(field)); }
  void add(Field field) { shown_.set(static_cast<std::size_t>(field)); }
  bool operator==(const Fields&) const = default;

 private:
  std::bitset<k_fields> shown_;
};

// What this caller is shown of an incident or resident to which she stands so; of nobody's, nothing.
[[nodiscard]] Fields fields_of(const Caller& caller, const Subject& subject);

// A scope of an API token: "incidents", "residents", "family", "registers", "worker", "reports",
// "audit", "tokens", "live", "session", "privacy", "fhir" or "webhooks", alone or followed by ":read".
[[nodiscard]] bool is_scope(std::string_view scope);

}  // namespace lamplight::server
