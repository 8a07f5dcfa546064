// What one more signal means: new, joined, repeated (contracts §2).
#include <catch2/catch.hpp>

#include "dispatch/intake.h"
#include "model/limits.h"
#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

Changes take(const SmallTown& small, const std::vector<Signal>& signals, Situation situation = {}, Instant now = k_noon) {
  const Town town = small.town();
  return take_in(signals, std::move(situation), town, small.travel, now);
}

// The situation after `changes` on an empty ledger.
Situation after(const Changes& changes) {
  Situation situation;
  situation.alarms = changes.alarms;
  situation.incidents = changes.opened;
  situation.offers = changes.offers;
  return situation;
}

}  // namespace

TEST_CASE("A press opens an incident, offers it to the nearest and tells the home that it is received") {
  const SmallTown small;
  const Changes changes = take(small, {small_signal("pendant-li", "a-1")});
  REQUIRE(changes.opened.size() == 1);
  const Incident& incident = changes.opened.front();
  CHECK(incident.state == IncidentState::offered);
  CHECK(incident.priority == 1);
  CHECK(incident.resident == ResidentId{"r-li"});
  CHECK(incident.version == 1);
  REQUIRE(incident.deadline.has_value());
  CHECK(*incident.deadline == Deadline{k_noon + 45s, DeadlineWhat::offer_answer});
  REQUIRE(changes.offers.size() == 1);
  CHECK(changes.offers.front().worker == WorkerId{"w1"});
  CHECK(changes.offers.front().eta_s == 100);
  REQUIRE(changes.acks.size() == 1);
  CHECK(changes.acks.front().state == AckState::received);
  CHECK(changes.acks.front().seq == 1);
  CHECK(changes.acks.front().incident == incident.id);
  REQUIRE(changes.alarms.size() == 1);
  CHECK(changes.alarms.front().incident == incident.id);
  CHECK(changes.audit.size() == changes.history.size());
}

TEST_CASE("The same signal twice in one batch is one alarm and one repeat") {
  const SmallTown small;
  const Signal press = small_signal("pendant-li", "a-1");
  const Changes changes = take(small, {press, press});
  CHECK(changes.opened.size() == 1);
  CHECK(changes.alarms.size() == 1);
  CHECK(changes.repeats.size() == 1);
  REQUIRE(changes.answers.size() == 1);
  CHECK(changes.answers.front().seq == changes.acks.front().seq);
}

TEST_CASE("A second press with a new id joins the open incident and raises it") {
  const SmallTown small;
  const Changes first = take(small, {small_signal("pendant-li", "a-1")});
  const Changes second = take(small, {small_signal("hub-li", "b-1", AlarmKind::fall)}, after(first), k_noon + 10s);
  CHECK(second.opened.empty());
  REQUIRE(second.updated.size() == 1);
  CHECK(second.updated.front().raises == 1);
  CHECK(second.updated.front().version == 2);
  CHECK(second.updated.front().needs == std::vector{SkillCode{"lifting"}});
  REQUIRE(second.alarms.size() == 1);
  CHECK(second.alarms.front().incident == first.opened.front().id);
  REQUIRE(second.acks.size() == 1);
  CHECK(second.acks.front().state == AckState::received);
}

TEST_CASE("A raise never puts off what is due") {
  const SmallTown small;
  const Changes first = take(small, {small_signal("pendant-li", "a-1")});
  const Changes second = take(small, {small_signal("pendant-li", "a-2")}, after(first), k_noon + 40s);
  REQUIRE(second.updated.size() == 1);
  CHECK(second.updated.front().deadline->at == k_noon + 45s);
}

TEST_CASE("A more urgent signal raises the priority and starts the ladder anew") {
  const SmallTown small;
  const Changes first = take(small, {small_signal("hub-li", "a-1", AlarmKind::bed_exit)});
  REQUIRE(first.opened.front().priority == 3);
  const Changes second = take(small, {small_signal("pendant-li", "a-2")}, after(first), k_noon + 10s);
  REQUIRE(second.updated.size() == 1);
  CHECK(second.updated.front().priority == 1);
  CHECK(second.updated.front().kind == AlarmKind::sos);
  CHECK(second.offers.size() == 1);
  CHECK(second.offers.front().worker == WorkerId{"w2"});
}

TEST_CASE("The same id with another time raises the incident; its retries do not") {
  const SmallTown small;
  Signal press = small_signal("pendant-li", "a-1");
  press.at = k_noon - 1s;
  const Changes first = take(small, {press});
  press.at = k_noon + 9s;
  const Changes second = take(small, {press, press}, after(first), k_noon + 10s);
  CHECK(second.alarms.empty());
  CHECK(second.repeats.size() == 2);
  REQUIRE(second.updated.size() == 1);
  CHECK(second.updated.front().raises == 1);
}

TEST_CASE("A known id is a repeat for ten minutes after closing, then a new alarm unless its time is the same") {
  const SmallTown small;
  Signal press = small_signal("pendant-li", "a-1");
  const bool dated = GENERATE(true, false);
  if (dated) press.at = k_noon - 1s;
  Situation situation = after(take(small, {press}));
  Incident& incident = situation.incidents.front();
  incident.state = IncidentState::closed;
  incident.ended_at = k_noon + 60s;
  incident.deadline.reset();
  incident.ack_seq = 6;

  const Changes soon = take(small, {press}, situation, k_noon + 60s + limits::repeat_after_close - 1ms);
  CHECK(soon.opened.empty());
  REQUIRE(soon.answers.size() == 1);
  CHECK(soon.answers.front().state == AckState::closed);

  const Changes later = take(small, {press}, situation, k_noon + 60s + limits::repeat_after_close);
  if (dated) {
    CHECK(later.opened.empty());
    CHECK(later.repeats.size() == 1);
  } else {
    REQUIRE(later.opened.size() == 1);
    CHECK(later.opened.front().id != incident.id);
    REQUIRE(later.alarms.size() == 1);
    CHECK(later.alarms.front().generation == 1);
    CHECK(later.alarms.front().flags == "id_reused");
    REQUIRE(later.acks.size() == 1);
    CHECK(later.acks.front().seq == 7);
  }
}

TEST_CASE("A press with a known id and a new time on an incident closed a moment ago opens it again") {
  const SmallTown small;
  Signal press = small_signal("pendant-li", "a-1");
  press.at = k_noon - 1s;
  Situation situation = after(take(small, {press}));
  situation.incidents.front().state = IncidentState::closed;
  situation.incidents.front().ended_at = k_noon + 60s;
  situation.offers.front().state = OfferState::withdrawn;
  press.at = k_noon + 100s;
  const Changes changes = take(small, {press}, situation, k_noon + 101s);
  REQUIRE(changes.updated.size() == 1);
  CHECK(!is_ended(changes.updated.front().state));
  CHECK(changes.updated.front().deadline.has_value());
  CHECK(changes.opened.empty());
}

TEST_CASE("A retained alarm that is known is a repeat however old") {
  const SmallTown small;
  Signal press = small_signal("pendant-li", "a-1");
  Situation situation = after(take(small, {press}));
  situation.incidents.front().state = IncidentState::closed;
  situation.incidents.front().ended_at = k_noon;
  press.flags.push_back(SignalFlag::retained);
  const Changes changes = take(small, {press}, situation, k_noon + 72h);
  CHECK(changes.opened.empty());
  CHECK(changes.repeats.size() == 1);
}

TEST_CASE("A test is kept and shown as a test, sends nobody, and joins nothing") {
  const SmallTown small;
  Signal test = small_signal("pendant-li", "a-1");
  test.test = true;
  const Changes changes = take(small, {test, small_signal("pendant-li", "a-2")});
  REQUIRE(changes.opened.size() == 2);
  const Incident& shown = changes.opened[0].test ? changes.opened[0] : changes.opened[1];
  const Incident& real = changes.opened[0].test ? changes.opened[1] : changes.opened[0];
  CHECK(shown.state == IncidentState::open);
  CHECK(shown.deadline->what == DeadlineWhat::test_ends);
  CHECK(!real.test);
  for (const Offer& offer : changes.offers) CHECK(offer.incident == real.id);
}

TEST_CASE("An alarm of an unknown device is an incident without a resident, for the dispatcher") {
  const SmallTown small;
  const Changes changes = take(small, {small_signal("stranger", "a-1")});
  REQUIRE(changes.opened.size() == 1);
  CHECK(!changes.opened.front().resident);
  CHECK(changes.offers.empty());
  CHECK(changes.opened.front().deadline->what == DeadlineWhat::dispatcher_takes);
  CHECK(changes.alarms.front().flags == "unknown_device");
}

TEST_CASE("A known device keeps its resident in any district and is answered where it spoke") {
  const SmallTown small;
  Signal press = small_signal("pendant-li", "a-1");
  press.district = DistrictId{"west"};
  const Changes changes = take(small, {press});
  REQUIRE(changes.opened.size() == 1);
  CHECK(changes.opened.front().resident == ResidentId{"r-li"});
  CHECK(changes.opened.front().district == DistrictId{"east"});
  CHECK(changes.acks.front().district == DistrictId{"west"});
  CHECK(changes.alarms.front().flags == "wrong_district");
}

TEST_CASE("An unreadable alarm is an incident with its bytes; a readable id hears rejected") {
  const SmallTown small;
  Signal garbage = small_signal("pendant-li", "raw:1", AlarmKind::unreadable);
  garbage.id_readable = false;
  garbage.raw = std::string("\x00\xff{", 3);
  garbage.unreadable_reason = "not JSON";
  Signal half = small_signal("pendant-wang", "a-9", AlarmKind::unreadable);
  half.unreadable_reason = "kind is missing";
  const Changes changes = take(small, {garbage, half, garbage});
  CHECK(changes.opened.size() == 2);
  CHECK(changes.repeats.size() == 1);
  REQUIRE(changes.acks.size() == 1);
  CHECK(changes.acks.front().state == AckState::rejected);
  CHECK(changes.acks.front().alarm == AlarmId{"a-9"});
  CHECK(changes.acks.front().incident.has_value());
  bool kept = false;
  for (const Evidence& evidence : changes.evidence) kept = kept || evidence.raw == garbage.raw;
  CHECK(kept);
}

TEST_CASE("A cancel never ends a pressed incident; it is evidence") {
  const SmallTown small;
  const Changes first = take(small, {small_signal("pendant-li", "a-1")});
  Signal cancel = small_signal("pendant-li", "a-2", AlarmKind::cancel);
  cancel.about = AlarmId{"a-1"};
  const Changes changes = take(small, {cancel}, after(first), k_noon + 5s);
  REQUIRE(changes.updated.size() == 1);
  CHECK(changes.updated.front().state == IncidentState::offered);
  CHECK(changes.updated.front().deadline == first.opened.front().deadline);
  CHECK(changes.evidence.size() == 1);
}

TEST_CASE("A cancel ends what nobody pressed, and every alarm of it hears so") {
  const SmallTown small;
  const Changes first = take(small, {small_signal("hub-li", "a-1", AlarmKind::bed_exit)});
  Signal cancel = small_signal("hub-li", "a-2", AlarmKind::cancel);
  cancel.about = AlarmId{"a-1"};
  const Changes changes = take(small, {cancel}, after(first), k_noon + 5s);
  REQUIRE(changes.updated.size() == 1);
  CHECK(changes.updated.front().state == IncidentState::cancelled);
  REQUIRE(changes.tellings.size() == 1);
  CHECK(changes.tellings.front().state == AckState::cancelled);
}

TEST_CASE("A cancel of an alarm that never arrived goes to a person") {
  const SmallTown small;
  Signal cancel = small_signal("pendant-li", "a-2", AlarmKind::cancel);
  cancel.about = AlarmId{"a-1"};
  CHECK(take(small, {cancel}).opened.size() == 1);
}

TEST_CASE("Mains lost ends with the mains; the incident closes by itself") {
  const SmallTown small;
  const Changes first = take(small, {small_signal("hub-li", "a-1", AlarmKind::mains_lost)});
  REQUIRE(first.opened.front().queue == IncidentClass::technical);
  Signal back = small_signal("hub-li", "a-2", AlarmKind::restored);
  back.about = AlarmId{"a-1"};
  const Changes changes = take(small, {back}, after(first), k_noon + 60s);
  REQUIRE(changes.updated.size() == 1);
  CHECK(changes.updated.front().state == IncidentState::closed);
  CHECK(changes.updated.front().outcome == Outcome::technical);
}

TEST_CASE("A service wish never joins an emergency and is offered to nobody by itself") {
  const SmallTown small;
  const Changes first = take(small, {small_signal("pendant-li", "a-1")});
  const Changes changes = take(small, {small_signal("pendant-li", "a-2", AlarmKind::service)}, after(first), k_noon + 5s);
  REQUIRE(changes.opened.size() == 1);
  CHECK(changes.opened.front().queue == IncidentClass::service);
  CHECK(changes.offers.empty());
}

TEST_CASE("Many mains_lost of one district fold into one area incident; an SOS among them never does") {
  const SmallTown base;
  SmallTown small = base;
  std::vector<Signal> signals;
  for (int i = 0; i < 40; ++i) {
    const std::string device = "hub-" + std::to_string(i);
    small.registers.devices[DeviceId{device}] = {DeviceId{device}, DistrictId{"east"}, std::nullopt, "hub", ""};
    signals.push_back(small_signal(device, "a-1", AlarmKind::mains_lost));
  }
  signals.insert(signals.begin() + 25, small_signal("pendant-li", "a-1"));
  const Changes changes = take(small, signals);
  CHECK(changes.alarms.size() == 41);
  CHECK(changes.acks.size() == 41);
  CHECK(changes.opened.size() == limits::storm_signals_min + 2);
  int sos = 0;
  for (const Incident& incident : changes.opened) sos += incident.kind == AlarmKind::sos ? 1 : 0;
  CHECK(sos == 1);
}

TEST_CASE("Two presses in one batch never ask one worker twice") {
  const SmallTown small;
  const Changes changes = take(small, {small_signal("pendant-li", "a-1"), small_signal("pendant-wang", "a-1")});
  REQUIRE(changes.offers.size() == 2);
  CHECK(changes.offers[0].worker != changes.offers[1].worker);
}

TEST_CASE("The same input gives the same changes") {
  const SmallTown small;
  const std::vector<Signal> signals{small_signal("pendant-li", "a-1"), small_signal("pendant-wang", "a-1"),
                                    small_signal("hub-li", "b-1", AlarmKind::smoke)};
  CHECK(take(small, signals) == take(small, signals));
}
