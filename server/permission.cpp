// The rules as a table, one row an action in the order of the enumeration; see contracts §3.
#include "server/permission.h"

#include <algorithm>
#include <array>

#include "model/check.h"

namespace lamplight::server {
namespace {

// What a role needs for an action.
enum class Needs : std::uint8_t {
  denied,   // never
  nothing,  // the role is enough
  former,   // a care worker: has ever been asked
  offered,  // … is asked now, or holds it
  holding,  // … holds it
  linked,   // a relative: the resident has named her
  vitals,   // … and lets her see vital signs
};

struct Row {
  Action action;
  std::string_view scope;
  bool reads;
  Needs administrator, dispatcher, care_worker, family;
};

using enum Needs;

// An administrator runs the registers and sees what dispatchers see of incidents, but does not act in
// them and has no business with vital signs or key safes. Accepting and declining are the worker's
// own word, nobody else's; a departure, an arrival and an outcome can also be told the desk by
// telephone. Whether an answer comes too late is for the state to say (409), hence `former`.
constexpr std::array<Row, static_cast<std::size_t>(k_last_action) + 1> k_rows{{
    {Action::sign_in, "session", false, nothing, nothing, nothing, nothing},
    {Action::read_session, "session", true, nothing, nothing, nothing, nothing},
    {Action::end_session, "session", false, nothing, nothing, nothing, nothing},
    {Action::follow_live, "live", true, nothing, nothing, nothing, nothing},
    {Action::list_incidents, "incidents", true, nothing, nothing, denied, denied},
    {Action::read_incident, "incidents", true, nothing, nothing, offered, denied},
    {Action::read_candidates, "incidents", true, nothing, nothing, denied, denied},
    {Action::make_incident, "incidents", false, denied, nothing, denied, denied},
    {Action::command_incident, "incidents", false, denied, nothing, former, denied},
    {Action::do_acknowledge, "incidents", false, denied, nothing, denied, denied},
    {Action::do_offer, "incidents", false, denied, nothing, denied, denied},
    {Action::do_assign, "incidents", false, denied, nothing, denied, denied},
    {Action::do_accept, "incidents", false, denied, denied, former, denied},
    {Action::do_decline, "incidents", false, denied, denied, former, denied},
    {Action::do_depart, "incidents", false, denied, nothing, offered, denied},
    {Action::do_arrive, "incidents", false, denied, nothing, offered, denied},
    {Action::do_resolve, "incidents", false, denied, nothing, offered, denied},
    {Action::do_close, "incidents", false, denied, nothing, denied, denied},
    {Action::do_escalate, "incidents", false, denied, nothing, holding, denied},
    {Action::do_note, "incidents", false, denied, nothing, holding, denied},
    {Action::do_cancel, "incidents", false, denied, nothing, denied, denied},
    {Action::do_reopen, "incidents", false, denied, nothing, denied, denied},
    {Action::reveal_field, "incidents", false, denied, nothing, holding, denied},
    {Action::list_alarms, "incidents", true, nothing, nothing, denied, denied},
    {Action::list_residents, "residents", true, nothing, nothing, denied, denied},
    {Action::read_resident, "residents", true, nothing, nothing, denied, denied},
    {Action::change_residents, "residents", false, nothing, nothing, denied, denied},
    {Action::read_vitals, "residents", true, denied, nothing, holding, vitals},
    {Action::read_timeline, "residents", true, nothing, nothing, denied, denied},
    {Action::list_family, "family", true, denied, denied, denied, nothing},
    {Action::read_family, "family", true, denied, denied, denied, linked},
    {Action::read_registers, "registers", true, nothing, nothing, denied, denied},
    {Action::change_registers, "registers", false, nothing, denied, denied, denied},
    {Action::read_own_offers, "worker", true, denied, denied, nothing, denied},
    {Action::report_whereabouts, "worker", false, denied, denied, nothing, denied},
    {Action::read_report, "reports", true, nothing, nothing, denied, denied},
    {Action::read_audit, "audit", true, nothing, denied, denied, denied},
    {Action::manage_tokens, "tokens", false, nothing, denied, denied, denied},
}};

constexpr bool rows_in_order() {
  for (std::size_t i = 0; i < k_rows.size(); ++i) {
    if (static_cast<std::size_t>(k_rows[i].action) != i) return false;
  }
  return true;
}
static_assert(rows_in_order(), "a row stands where its action does not");

Needs needs_of(const Row& row, Role role) {
  switch (role) {
    case Role::administrator:
      return row.administrator;
    case Role::dispatcher:
      return row.dispatcher;
    case Role::care_worker:
      return row.care_worker;
    case Role::family:
      return row.family;
  }
  LAMPLIGHT_CHECK(false && "a role outside the enumeration");
}

// An incident that she has never been asked about does not exist for her; one that she was released
// from is known to her and closed.
Decision by_relation(Relation relation, Relation least) {
  if (relation == Relation::none) return Decision::hidden;
  return static_cast<int>(relation) >= static_cast<int>(least) ? Decision::allowed : Decision::forbidden;
}

bool in_scope(const Caller& caller, const Row& row) {
  if (caller.scopes.empty()) return true;
  const std::string reading = std::string(row.scope) + ":read";
  return std::any_of(caller.scopes.begin(), caller.scopes.end(),
                     [&](const std::string& scope) { return scope == row.scope || (row.reads && scope == reading); });
}

}  // namespace

Decision permit(const Caller& caller, Action action, const Subject& subject) {
  if (action == Action::sign_in) return Decision::allowed;
  if (!caller.role) return Decision::sign_in;
  if (caller.valid_until && subject.at >= *caller.valid_until) return Decision::sign_in;
  const Row& row = k_rows.at(static_cast<std::size_t>(action));
  if (!in_scope(caller, row)) return Decision::forbidden;
  switch (needs_of(row, *caller.role)) {
    case denied:
      return Decision::forbidden;
    case nothing:
      return Decision::allowed;
    case former:
      return by_relation(subject.relation, Relation::former);
    case offered:
      return by_relation(subject.relation, Relation::offered);
    case holding:
      return by_relation(subject.relation, Relation::holds);
    case linked:
      return subject.tiers.linked ? Decision::allowed : Decision::hidden;
    case vitals:
      if (!subject.tiers.linked) return Decision::hidden;
      return subject.tiers.vitals ? Decision::allowed : Decision::forbidden;
  }
  LAMPLIGHT_CHECK(false && "a need outside the enumeration");
}

bool is_scope(std::string_view scope) {
  constexpr std::string_view reading = ":read";
  if (scope.ends_with(reading)) scope.remove_suffix(reading.size());
  return std::any_of(k_rows.begin(), k_rows.end(), [&](const Row& row) { return row.scope == scope; });
}

}  // namespace lamplight::server
