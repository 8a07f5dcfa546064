// The rules of server/permission at their edges; the whole table is walked in tests/flow.
#include "server/permission.h"

#include <catch2/catch.hpp>

using namespace lamplight;
using namespace lamplight::server;

namespace {

const Instant k_now = instant_of_ms(1'795'000'000'000);

Caller caller(Role role) {
  Caller made;
  made.user = UserId{"u"};
  made.role = role;
  made.person = "w-1";
  return made;
}

Subject related(Relation relation) {
  Subject subject;
  subject.relation = relation;
  subject.at = k_now;
  return subject;
}

std::vector<Action> all_actions() {
  std::vector<Action> actions;
  for (int i = 0; i <= static_cast<int>(k_last_action); ++i) actions.push_back(static_cast<Action>(i));
  return actions;
}

}  // namespace

TEST_CASE("Nobody may do nothing but sign in, and a gateway bring what it has with its key") {
  for (const Action action : all_actions()) {
    const Decision decision = permit(Caller{}, action, related(Relation::holds));
    CHECK(decision == (open_to_anyone(action) ? Decision::allowed : Decision::sign_in));
  }
}

TEST_CASE("A session counts until its end and not at it") {
  Caller dispatcher = caller(Role::dispatcher);
  dispatcher.valid_until = k_now + Millis{1};
  CHECK(permit(dispatcher, Action::list_incidents, related(Relation::none)) == Decision::allowed);
  dispatcher.valid_until = k_now;
  CHECK(permit(dispatcher, Action::list_incidents, related(Relation::none)) == Decision::sign_in);
}

TEST_CASE("A closer relation never takes a right away") {
  const std::vector<Relation> rising{Relation::none, Relation::former, Relation::offered, Relation::holds};
  for (const Action action : all_actions()) {
    bool allowed = false;
    for (const Relation relation : rising) {
      const bool now = permit(caller(Role::care_worker), action, related(relation)) == Decision::allowed;
      INFO("action " << static_cast<int>(action) << " relation " << static_cast<int>(relation));
      CHECK((now || !allowed));
      allowed = now;
    }
  }
}

TEST_CASE("What a care worker has never been asked about is hidden, not forbidden") {
  const Caller worker = caller(Role::care_worker);
  for (const Action action : {Action::read_incident, Action::do_accept, Action::reveal_field, Action::read_vitals}) {
    CHECK(permit(worker, action, related(Relation::none)) == Decision::hidden);
  }
  CHECK(permit(worker, Action::read_incident, related(Relation::former)) == Decision::forbidden);
  CHECK(permit(worker, Action::reveal_field, related(Relation::offered)) == Decision::forbidden);
  CHECK(permit(worker, Action::reveal_field, related(Relation::holds)) == Decision::allowed);
}

TEST_CASE("A relative sees vital signs only where the resident has agreed") {
  Subject subject = related(Relation::none);
  const Caller relative = caller(Role::family);
  CHECK(permit(relative, Action::read_vitals, subject) == Decision::hidden);
  subject.tiers.linked = true;
  CHECK(permit(relative, Action::read_vitals, subject) == Decision::forbidden);
  subject.tiers.vitals = true;
  CHECK(permit(relative, Action::read_vitals, subject) == Decision::allowed);
  CHECK(permit(relative, Action::read_resident, subject) == Decision::forbidden);
}

TEST_CASE("Scopes only narrow: every action a scoped token may do, its role may do") {
  for (const Role role : {Role::administrator, Role::dispatcher}) {
    Caller scoped = caller(role);
    scoped.scopes = {"incidents:read", "residents"};
    for (const Action action : all_actions()) {
      if (open_to_anyone(action)) continue;
      if (permit(scoped, action, related(Relation::none)) != Decision::allowed) continue;
      CHECK(permit(caller(role), action, related(Relation::none)) == Decision::allowed);
    }
    CHECK(permit(scoped, Action::list_incidents, related(Relation::none)) == Decision::allowed);
    CHECK(permit(scoped, Action::change_residents, related(Relation::none)) == Decision::allowed);
    CHECK(permit(scoped, Action::make_incident, related(Relation::none)) == Decision::forbidden);
    CHECK(permit(scoped, Action::read_report, related(Relation::none)) == Decision::forbidden);
  }
}

TEST_CASE("A scope is a word of the table, alone or for reading") {
  for (const char* scope : {"incidents", "incidents:read", "audit", "registers:read"}) CHECK(is_scope(scope));
  for (const char* scope : {"", ":read", "incident", "incidents:write", "incidents:read:read"})
    CHECK_FALSE(is_scope(scope));
}

TEST_CASE("Of a locked desk everything is read and nothing changed, but that it can be unlocked or left") {
  Caller desk = caller(Role::dispatcher);
  desk.locked = true;
  for (const Action action : {Action::follow_live, Action::list_incidents, Action::read_incident, Action::read_resident,
                              Action::unlock_session, Action::end_session}) {
    CHECK(permit(desk, action, related(Relation::none)) == Decision::allowed);
  }
  for (const Action action : {Action::command_incident, Action::do_close, Action::make_incident, Action::reveal_field,
                              Action::change_residents, Action::break_glass, Action::change_consents}) {
    CHECK(permit(desk, action, related(Relation::none)) == Decision::locked);
  }
  CHECK(permit(desk, Action::change_registers, related(Relation::none)) == Decision::forbidden);
}
