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
  well,     // … and lets her know whether all is well
  happens,  // … and sees incidents
  vitals,   // … and vital signs
  located,  // … sees incidents and where they are
  glass,    // has broken the glass to this resident
  holding_or_glass,
  offered_or_glass,
};

// The scope of what needs a person who can be asked about it: no token has it.
constexpr std::string_view k_in_person = "person";

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
    {Action::read_resident, "residents", true, nothing, nothing, offered_or_glass, denied},
    {Action::change_residents, "residents", false, nothing, nothing, denied, denied},
    {Action::read_vitals, "residents", true, glass, nothing, holding_or_glass, vitals},
    {Action::read_timeline, "residents", true, nothing, nothing, glass, denied},
    {Action::list_family, "family", true, denied, denied, denied, nothing},
    {Action::read_family, "family", true, denied, denied, denied, linked},
    {Action::read_registers, "registers", true, nothing, nothing, denied, denied},
    {Action::change_registers, "registers", false, nothing, denied, denied, denied},
    {Action::read_own_offers, "worker", true, denied, denied, nothing, denied},
    {Action::report_whereabouts, "worker", false, denied, denied, nothing, denied},
    {Action::read_report, "reports", true, nothing, nothing, denied, denied},
    {Action::read_audit, "audit", true, nothing, denied, denied, denied},
    {Action::manage_tokens, "tokens", false, nothing, denied, denied, denied},
    {Action::export_resident, "privacy", true, nothing, denied, denied, denied},
    {Action::erase_resident, "privacy", false, nothing, denied, denied, denied},
    {Action::read_exchange, "fhir", true, denied, nothing, denied, denied},
    {Action::manage_webhooks, "webhooks", false, nothing, denied, denied, denied},
    {Action::manage_retention, "privacy", false, nothing, denied, denied, denied},
    {Action::break_glass, k_in_person, false, nothing, nothing, nothing, denied},
    {Action::review_glass, k_in_person, false, nothing, denied, denied, denied},
    {Action::keep_own_account, k_in_person, false, nothing, nothing, nothing, nothing},
    {Action::read_dossier, "incidents", true, nothing, nothing, denied, denied},
    {Action::accept_invitation, "session", false, nothing, nothing, nothing, nothing},
    {Action::lock_session, k_in_person, true, nothing, nothing, nothing, nothing},
    {Action::unlock_session, k_in_person, true, nothing, nothing, nothing, nothing},
    {Action::keep_sessions, k_in_person, false, nothing, nothing, nothing, nothing},
    {Action::manage_sessions, k_in_person, false, nothing, denied, denied, denied},
    {Action::reveal_key_safe, k_in_person, false, glass, glass, glass, denied},
    {Action::read_consents, "residents", true, nothing, nothing, denied, denied},
    {Action::change_consents, "residents", false, nothing, nothing, denied, denied},
    {Action::hear_gateway, "gateway", false, nothing, nothing, nothing, nothing},
    {Action::read_whole_record, "residents", true, nothing, nothing, glass, denied},
}};

struct FieldRow {
  Field field;
  Needs administrator, dispatcher, care_worker, family;
};

// A worker who is asked learns what it is and in which area; who holds it, where, how to get in and what to
// know; who was released, that it is over. A relative sees the tiers that were agreed.
constexpr std::array<FieldRow, k_fields> k_field_rows{{
    {Field::incident_outline, nothing, nothing, former, happens},
    {Field::incident_story, nothing, nothing, offered, happens},
    {Field::incident_words, nothing, nothing, holding, denied},
    {Field::incident_place, nothing, nothing, holding, located},
    {Field::incident_holder, nothing, nothing, offered, happens},
    {Field::incident_asked, nothing, nothing, denied, denied},
    {Field::resident_name, nothing, nothing, offered_or_glass, linked},
    {Field::resident_home, nothing, nothing, holding_or_glass, denied},
    {Field::resident_care, nothing, nothing, holding_or_glass, denied},
    {Field::resident_condition, nothing, nothing, holding, well},
    {Field::resident_vitals, glass, nothing, holding_or_glass, vitals},
}};

constexpr bool rows_in_order() {
  for (std::size_t i = 0; i < k_rows.size(); ++i) {
    if (static_cast<std::size_t>(k_rows[i].action) != i) return false;
  }
  return true;
}
static_assert(rows_in_order(), "a row stands where its action does not");

constexpr bool field_rows_in_order() {
  for (std::size_t i = 0; i < k_field_rows.size(); ++i) {
    if (static_cast<std::size_t>(k_field_rows[i].field) != i) return false;
  }
  return true;
}
static_assert(field_rows_in_order(), "a row stands where its field does not");

template <class AnyRow>
Needs needs_of(const AnyRow& row, Role role) {
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

Decision by_tier(const FamilyTiers& tiers, bool agreed) {
  if (!tiers.linked) return Decision::hidden;
  return agreed ? Decision::allowed : Decision::forbidden;
}

// Whoever may break the glass is told that she may not without it, whatever her relation.
Decision by_glass(const Subject& subject) {
  return subject.glass_until && subject.at < *subject.glass_until ? Decision::allowed : Decision::forbidden;
}

Decision by_needs(Needs needs, const Subject& subject) {
  switch (needs) {
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
      return by_tier(subject.tiers, true);
    case well:
      return by_tier(subject.tiers, subject.tiers.status);
    case happens:
      return by_tier(subject.tiers, subject.tiers.incidents);
    case vitals:
      return by_tier(subject.tiers, subject.tiers.vitals);
    case located:
      return by_tier(subject.tiers, subject.tiers.incidents && subject.tiers.location);
    case glass:
      return by_glass(subject);
    case holding_or_glass:
      if (by_glass(subject) == Decision::allowed) return Decision::allowed;
      return by_relation(subject.relation, Relation::holds);
    case offered_or_glass:
      if (subject.relation >= Relation::offered) return Decision::allowed;
      return by_glass(subject);
  }
  LAMPLIGHT_CHECK(false && "a need outside the enumeration");
}

bool in_scope(const Caller& caller, const Row& row) {
  if (caller.by_token && row.scope == k_in_person) return false;
  if (caller.scopes.empty()) return true;
  const std::string reading = std::string(row.scope) + ":read";
  return std::any_of(caller.scopes.begin(), caller.scopes.end(),
                     [&](const std::string& scope) { return scope == row.scope || (row.reads && scope == reading); });
}

}  // namespace

bool open_to_anyone(Action action) {
  return action == Action::sign_in || action == Action::accept_invitation || action == Action::hear_gateway;
}

Decision permit(const Caller& caller, Action action, const Subject& subject) {
  if (open_to_anyone(action)) return Decision::allowed;
  if (!caller.role) return Decision::sign_in;
  if (caller.valid_until && subject.at >= *caller.valid_until) return Decision::sign_in;
  const Row& row = k_rows.at(static_cast<std::size_t>(action));
  if (!in_scope(caller, row)) return Decision::forbidden;
  const Decision decision = by_needs(needs_of(row, *caller.role), subject);
  // Signing out is always possible. What only reads goes on: alarms are shown and sound at a desk that nobody mans.
  const bool acts = !row.reads && action != Action::end_session;
  return decision == Decision::allowed && caller.locked && acts ? Decision::locked : decision;
}

Fields fields_of(const Caller& caller, const Subject& subject) {
  Fields shown;
  if (!caller.role) return shown;
  if (caller.valid_until && subject.at >= *caller.valid_until) return shown;
  for (const FieldRow& row : k_field_rows) {
    if (by_needs(needs_of(row, *caller.role), subject) == Decision::allowed) shown.add(row.field);
  }
  return shown;
}

bool is_scope(std::string_view scope) {
  constexpr std::string_view reading = ":read";
  if (scope.ends_with(reading)) scope.remove_suffix(reading.size());
  if (scope == k_in_person) return false;
  return std::any_of(k_rows.begin(), k_rows.end(), [&](const Row& row) { return row.scope == scope; });
}

}  // namespace lamplight::server
