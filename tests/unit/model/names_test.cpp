// The words of the API and of the tables: one for each value, and back.
#include <catch2/catch.hpp>
#include <set>

#include "model/ack.h"
#include "model/alarm_kind.h"
#include "model/incident.h"
#include "model/message.h"
#include "model/people.h"
#include "model/policy.h"
#include "model/role.h"
#include "model/signal.h"

using namespace lamplight;

namespace {

// Every value from the first to `last` has a name of its own, which is read back as that value.
template <class E, class Named>
void check_round_trip(E last, const Named& named, std::size_t values) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    const auto value = static_cast<E>(i);
    INFO(name_of(value));
    CHECK(names.insert(name_of(value)).second);
    CHECK(named(name_of(value)) == value);
  }
  CHECK(names.size() == values);
  for (const char* other : {"Open", "no such name", " ", "closed "}) CHECK_FALSE(named(other));
}

template <class E>
std::set<std::string_view> names_up_to(E last) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(last); ++i) names.insert(name_of(static_cast<E>(i)));
  return names;
}

}  // namespace

TEST_CASE("every name is read back as what it names") {
  check_round_trip(AckState::rejected, ack_state_named, 7);
  check_round_trip(IncidentState::cancelled, incident_state_named, 8);
  check_round_trip(Outcome::other, outcome_named, 7);
  check_round_trip(OfferState::withdrawn, offer_state_named, 5);
  check_round_trip(DeadlineWhat::service_due, deadline_named, 11);
  check_round_trip(Gender::male, gender_named, 3);
  check_round_trip(Wish::must, wish_named, 3);
  check_round_trip(StepAction::ask_resident, step_action_named, 5);
  check_round_trip(Loudness::loud, loudness_named, 3);
  check_round_trip(TimeOfWeek::night, time_of_week_named, 3);
  check_round_trip(Recipient::home, recipient_named, 4);
  check_round_trip(MessageAbout::question, message_about_named, 9);
  check_round_trip(MessageState::no_channel, message_state_named, 6);
  check_round_trip(Channel::home, channel_named, 4);
  check_round_trip(Role::family, role_named, 4);
}

TEST_CASE("names that only go out are told apart too") {
  CHECK(names_up_to(IncidentClass::technical) == std::set<std::string_view>{"emergency", "service", "technical"});
  CHECK(names_up_to(SignalFlag::id_reused).size() == 8);
}

TEST_CASE("the words of the contract are those of the contract") {
  for (const char* state :
       {"open", "offered", "assigned", "on_the_way", "arrived", "resolved", "closed", "cancelled"}) {
    CHECK(incident_state_named(state));
  }
  for (const char* outcome : {"helped", "false_alarm", "no_answer", "hospital", "deceased", "technical", "other"}) {
    CHECK(outcome_named(outcome));
  }
  for (const char* state : {"received", "assigned", "on_the_way", "arrived", "closed", "cancelled", "rejected"}) {
    CHECK(ack_state_named(state));
  }
  for (const char* role : {"administrator", "dispatcher", "care_worker", "family"}) CHECK(role_named(role));
}

TEST_CASE("a device may name every kind of the contract, and no other") {
  std::set<AlarmKind> kinds;
  for (const char* name : {"sos",
                           "fall",
                           "smoke",
                           "gas",
                           "co",
                           "heat",
                           "water",
                           "cold",
                           "intruder",
                           "wandering",
                           "bed_exit",
                           "no_motion",
                           "medication_missed",
                           "vital",
                           "tamper",
                           "battery_low",
                           "mains_lost",
                           "device_fault",
                           "service",
                           "restored",
                           "cancel"}) {
    INFO(name);
    const auto kind = kind_named(name);
    REQUIRE(kind);
    CHECK(facts_of(*kind).name == name);
    kinds.insert(*kind);
  }
  CHECK(kinds.size() == 21);
  for (const char* name : {"unreadable", "unknown", "SOS", "", "sos "}) CHECK_FALSE(kind_named(name));
}

TEST_CASE("the facts of each kind stand at its own place and agree with each other") {
  for (int i = 0; i <= static_cast<int>(AlarmKind::unknown); ++i) {
    const KindFacts& facts = facts_of(static_cast<AlarmKind>(i));
    INFO(facts.name);
    CHECK(static_cast<int>(facts.kind) == i);
    CHECK(facts.priority >= 1);
    CHECK(facts.priority <= 5);
    // Life safety is never folded into a storm, and is always an emergency (design §4).
    if (facts.life_safety) {
      CHECK_FALSE(facts.foldable);
      CHECK(facts.queue == IncidentClass::emergency);
      CHECK(facts.priority <= 2);
    }
  }
  for (const AlarmKind kind :
       {AlarmKind::sos, AlarmKind::fall, AlarmKind::smoke, AlarmKind::gas, AlarmKind::co, AlarmKind::heat}) {
    CHECK(facts_of(kind).life_safety);
    CHECK(facts_of(kind).priority == 1);
  }
}

TEST_CASE("an incident that has ended is neither held nor joined") {
  for (int i = 0; i <= static_cast<int>(IncidentState::cancelled); ++i) {
    const auto state = static_cast<IncidentState>(i);
    INFO(name_of(state));
    if (is_ended(state)) {
      CHECK_FALSE(is_held(state));
      CHECK_FALSE(is_joinable(state));
    }
    if (is_held(state)) CHECK(is_joinable(state));
  }
  CHECK_FALSE(is_joinable(IncidentState::resolved));
  CHECK_FALSE(is_ended(IncidentState::resolved));
}
