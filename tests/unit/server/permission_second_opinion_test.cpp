// The rules of sight once more, role by role, as one would explain them to whoever starts at the desk; every
// combination of who, relation, what, field and when is put to both, and they must agree.
//
// Written from contracts §3 and design §7, not from server/permission, and in another shape on purpose.
#include <catch2/catch.hpp>
#include <set>

#include "server/permission.h"

using namespace lamplight;
using namespace lamplight::server;

namespace {

using enum Action;

const Instant k_now = instant_of_ms(1'795'000'000'000);

const std::set<Action> k_everybody{sign_in,          accept_invitation, read_session,  end_session,  follow_live,
                                   keep_own_account, lock_session,      keep_sessions, unlock_session,
                                   hear_gateway};
const std::set<Action> k_in_person{break_glass,   review_glass,   reveal_key_safe, keep_own_account,
                                   lock_session,  unlock_session, keep_sessions,   manage_sessions};

// What the two desks share, and what only one of them does.
const std::set<Action> k_both_desks{
    list_incidents, read_incident,   read_candidates, list_alarms, list_residents, read_resident, change_residents,
    read_timeline,  read_registers,  read_report,     break_glass, read_consents,  change_consents, read_dossier,
    read_whole_record};
const std::set<Action> k_dispatcher{make_incident, command_incident, do_acknowledge, do_offer,     do_assign,
                                    do_depart,     do_arrive,        do_resolve,     do_close,     do_escalate,
                                    do_note,       do_cancel,        do_reopen,      reveal_field, read_vitals,
                                    read_exchange};
const std::set<Action> k_administrator{change_registers, read_audit,     manage_tokens,   review_glass,    manage_sessions,
                                       export_resident,  erase_resident, manage_webhooks, manage_retention};

const std::set<Action> k_worker_always{read_own_offers, report_whereabouts, break_glass};
const std::set<Action> k_worker_ever_asked{command_incident, do_accept, do_decline};
const std::set<Action> k_worker_asked{read_incident, do_depart, do_arrive, do_resolve};
const std::set<Action> k_worker_holding{do_escalate, do_note, reveal_field, read_vitals};
const std::set<Action> k_worker_with_glass{read_whole_record, read_timeline, reveal_key_safe};

struct Case {
  Role role = Role::family;
  Relation relation = Relation::none;
  FamilyTiers tiers;
  bool glass = false;
};

Decision when(bool fine) {
  return fine ? Decision::allowed : Decision::forbidden;
}

Decision of_worker(Action action, const Case& asked) {
  if (k_worker_always.count(action) > 0) return Decision::allowed;
  if (k_worker_with_glass.count(action) > 0) return when(asked.glass);
  if (action == read_vitals && asked.glass) return Decision::allowed;
  if (action == read_resident) return when(asked.glass || asked.relation >= Relation::offered);
  for (const auto& [actions, least] : {std::pair{&k_worker_ever_asked, Relation::former},
                                       {&k_worker_asked, Relation::offered},
                                       {&k_worker_holding, Relation::holds}}) {
    if (actions->count(action) == 0) continue;
    if (asked.relation == Relation::none) return Decision::hidden;
    return when(asked.relation >= least);
  }
  return Decision::forbidden;
}

Decision of_relative(Action action, const FamilyTiers& tiers) {
  if (action == list_family) return Decision::allowed;
  if (action != read_family && action != read_vitals) return Decision::forbidden;
  if (!tiers.linked) return Decision::hidden;
  return when(action == read_family || tiers.vitals);
}

Decision second_opinion(Action action, const Case& asked) {
  if (k_everybody.count(action) > 0) return Decision::allowed;
  switch (asked.role) {
    case Role::administrator:
      if (action == read_vitals || action == reveal_key_safe) return when(asked.glass);
      return when(k_both_desks.count(action) + k_administrator.count(action) > 0);
    case Role::dispatcher:
      if (action == reveal_key_safe) return when(asked.glass);
      return when(k_both_desks.count(action) + k_dispatcher.count(action) > 0);
    case Role::care_worker:
      return of_worker(action, asked);
    case Role::family:
      return of_relative(action, asked.tiers);
  }
  return Decision::forbidden;
}

std::set<Field> fields_by_role(const Case& asked) {
  using enum Field;
  const std::set<Field> incident{incident_outline, incident_story, incident_holder};
  std::set<Field> seen;
  const auto add = [&](bool fine, std::set<Field> more) {
    if (fine) seen.merge(more);
  };
  switch (asked.role) {
    case Role::administrator:
    case Role::dispatcher:
      for (std::size_t i = 0; i < k_fields; ++i) seen.insert(static_cast<Field>(i));
      if (asked.role == Role::administrator && !asked.glass) seen.erase(resident_vitals);
      return seen;
    case Role::care_worker:
      add(asked.relation >= Relation::former, {incident_outline});
      add(asked.relation >= Relation::offered, incident);
      add(asked.relation >= Relation::offered || asked.glass, {resident_name});
      add(asked.relation == Relation::holds, {incident_words, incident_place, resident_condition});
      add(asked.relation == Relation::holds || asked.glass, {resident_home, resident_care, resident_vitals});
      return seen;
    case Role::family:
      if (!asked.tiers.linked) return seen;
      add(true, {resident_name});
      add(asked.tiers.status, {resident_condition});
      add(asked.tiers.incidents, incident);
      add(asked.tiers.incidents && asked.tiers.location, {incident_place});
      add(asked.tiers.vitals, {resident_vitals});
      return seen;
  }
  return seen;
}

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (const Role role : {Role::administrator, Role::dispatcher, Role::care_worker, Role::family}) {
    for (const Relation relation : {Relation::none, Relation::former, Relation::offered, Relation::holds}) {
      for (unsigned bits = 0; bits < 32; ++bits) {
        for (const bool glass : {false, true}) {
          const FamilyTiers tiers{(bits & 1U) != 0, (bits & 2U) != 0, (bits & 4U) != 0, (bits & 8U) != 0,
                                  (bits & 16U) != 0};
          cases.push_back({role, relation, tiers, glass});
        }
      }
    }
  }
  return cases;
}

Subject subject_of(const Case& asked, Instant at) {
  Subject subject;
  subject.relation = asked.relation;
  subject.tiers = asked.tiers;
  if (asked.glass) subject.glass_until = k_now + Millis{1};
  subject.at = at;
  return subject;
}

}  // namespace

TEST_CASE("Two opinions on every who, relation, what and when agree") {
  int compared = 0;
  for (const Case& asked : all_cases()) {
    for (int number = 0; number <= static_cast<int>(k_last_action); ++number) {
      const auto action = static_cast<Action>(number);
      Caller caller;
      caller.role = asked.role;
      const Decision expected = second_opinion(action, asked);
      const bool agree = permit(caller, action, subject_of(asked, k_now)) == expected;
      caller.by_token = true;
      const Decision by_token = k_in_person.count(action) > 0 ? Decision::forbidden : expected;
      const bool token_too = permit(caller, action, subject_of(asked, k_now)) == by_token;
      // A moment later the glass is whole again.
      Case later = asked;
      later.glass = false;
      caller.by_token = false;
      const bool later_too =
          permit(caller, action, subject_of(asked, k_now + Millis{1})) == second_opinion(action, later);
      compared += 3;
      if (agree && token_too && later_too) continue;
      INFO("role " << name_of(asked.role) << " relation " << static_cast<int>(asked.relation) << " action " << number
                   << " glass " << asked.glass);
      CHECK(agree);
      CHECK(token_too);
      CHECK(later_too);
    }
  }
  CHECK(compared > 100'000);
}

TEST_CASE("Two opinions on every field agree, and a session that is over shows none") {
  int compared = 0;
  for (const Case& asked : all_cases()) {
    Caller caller;
    caller.role = asked.role;
    const Fields shown = fields_of(caller, subject_of(asked, k_now));
    const std::set<Field> expected = fields_by_role(asked);
    for (std::size_t i = 0; i < k_fields; ++i) {
      const auto field = static_cast<Field>(i);
      ++compared;
      if (shown.has(field) == (expected.count(field) > 0)) continue;
      INFO("role " << name_of(asked.role) << " relation " << static_cast<int>(asked.relation) << " field " << i
                   << " glass " << asked.glass);
      CHECK(shown.has(field) == (expected.count(field) > 0));
    }
    caller.valid_until = k_now;
    CHECK(fields_of(caller, subject_of(asked, k_now)) == Fields{});
  }
  CHECK(compared >= 5'000);
}
