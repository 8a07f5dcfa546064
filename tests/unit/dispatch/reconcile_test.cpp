// What was decided while the database was away, judged again when it is back.
#include <catch2/catch.hpp>

#include "dispatch/reconcile.h"
#include "model/limits.h"
#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

constexpr Instant at(int seconds) {
  return k_noon + Seconds{seconds};
}

const IncidentId k_incident = incident_id_of(DeviceId{"pendant-li"}, AlarmId{"a-1"}, 0);

// A situation that takes changes in, as a ledger would: enough of one for a single incident.
struct Record {
  SmallTown small;
  Situation present;

  void take(const Changes& changes) {
    for (const Incident& incident : changes.opened) present.incidents.push_back(incident);
    for (const Incident& incident : changes.updated) {
      for (Incident& known : present.incidents) {
        if (known.id == incident.id) known = incident;
      }
    }
    present.alarms.insert(present.alarms.end(), changes.alarms.begin(), changes.alarms.end());
    for (const OfferAnswer& answer : changes.offer_answers) {
      for (Offer& offer : present.offers) {
        if (offer.worker == answer.worker && offer.round == answer.round) offer.state = answer.state;
      }
    }
    present.offers.insert(present.offers.end(), changes.offers.begin(), changes.offers.end());
    present.commitments.clear();
    for (const Incident& incident : present.incidents) {
      if (is_held(incident.state)) present.commitments.push_back({*incident.worker, incident.id, 1, true, false});
    }
  }

  // Pressed at noon, brought in `late` after.
  void press(Seconds late) {
    const Situation before = present;
    const Signal signal = small_signal("pendant-li", "a-1");
    take(brought_to(take_in({&signal, 1}, present, small.town(), small.travel, k_noon), before, k_noon, k_noon + late));
  }

  LateCommand late(CommandKind kind, const std::string& worker, Instant then, Instant now) {
    Command command{.kind = kind, .who = "u-" + worker, .as_worker = WorkerId{worker}};
    LateCommand result = carry_out_late(command, k_incident, present, small.town(), small.travel, then, now);
    take(result.changes);
    return result;
  }

  [[nodiscard]] const Incident& incident() const { return present.incidents.front(); }
};

bool tells(const Changes& changes, const std::string& what, const std::string& worker) {
  for (const HistoryEntry& entry : changes.history) {
    if (entry.what == what && entry.worker == WorkerId{worker}) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("An alarm brought in late keeps the time it came, and its offer begins now") {
  Record record;
  record.press(Seconds{300});
  CHECK(record.incident().opened_at == k_noon);
  CHECK(record.incident().changed_at == at(300));
  REQUIRE(record.incident().deadline.has_value());
  CHECK(record.incident().deadline->at == at(345));
  REQUIRE(record.present.offers.size() == 1);
  CHECK(record.present.offers.front().at == k_noon);
  CHECK(record.present.offers.front().expires_at == at(345));
}

TEST_CASE("A press brought in late never puts off what is due") {
  Record record;
  record.press(Seconds{0});
  const auto due = record.incident().deadline;
  const Situation before = record.present;
  const Signal again = small_signal("pendant-li", "a-2");
  const Changes raised = brought_to(
      take_in({&again, 1}, record.present, record.small.town(), record.small.travel, at(5)), before, at(5), at(300));
  REQUIRE(raised.updated.size() == 1);
  CHECK(raised.updated.front().deadline == due);
}

TEST_CASE("A provisional acceptance is one, also of a worker whom the database has not asked") {
  Record record;
  record.press(Seconds{60});
  const LateCommand result = record.late(CommandKind::accept, "w3", at(20), at(60));
  CHECK(result.superseded.empty());
  CHECK(record.incident().state == IncidentState::assigned);
  CHECK(record.incident().worker == WorkerId{"w3"});
  REQUIRE(result.changes.history.size() >= 2);
  CHECK(result.changes.history.back().at == at(20));
  CHECK(record.incident().deadline->at == at(60) + limits::depart_within);
  CHECK(result.changes.tellings.size() == 1);
  // The same entry once more, after a crash: nothing.
  CHECK(record.late(CommandKind::accept, "w3", at(20), at(61)).changes.empty());
}

TEST_CASE("Of two provisional acceptances the earlier stands, whichever is brought in first") {
  const bool later_first = GENERATE(false, true);
  Record record;
  record.press(Seconds{60});
  const auto earlier = [&] { return record.late(CommandKind::accept, "w2", at(10), at(60)); };
  const auto later = [&] { return record.late(CommandKind::accept, "w3", at(30), at(60)); };
  LateCommand last;
  if (later_first) {
    CHECK(later().superseded.empty());
    last = earlier();
  } else {
    CHECK(earlier().superseded.empty());
    last = later();
  }
  CHECK(last.superseded == std::vector{WorkerId{"w3"}});
  CHECK(tells(last.changes, "superseded", "w3"));
  CHECK(record.incident().worker == WorkerId{"w2"});
  CHECK(record.incident().state == IncidentState::assigned);
}

TEST_CASE("Who is at the door is not sent away for an earlier acceptance") {
  Record record;
  record.press(Seconds{60});
  (void)record.late(CommandKind::accept, "w3", at(30), at(60));
  (void)record.late(CommandKind::arrive, "w3", at(50), at(60));
  REQUIRE(record.incident().state == IncidentState::arrived);
  const LateCommand result = record.late(CommandKind::accept, "w2", at(10), at(61));
  CHECK(result.superseded == std::vector{WorkerId{"w2"}});
  CHECK(record.incident().worker == WorkerId{"w3"});
}

TEST_CASE("An acceptance on the database stands above a provisional one, however early") {
  Record record;
  record.press(Seconds{0});
  const Command accept{.kind = CommandKind::accept, .who = "u-w1", .as_worker = WorkerId{"w1"}};
  auto accepted = carry_out(accept, k_incident, record.present, record.small.town(), record.small.travel, at(40));
  REQUIRE(accepted.ok());
  record.take(accepted.value());
  const LateCommand result = record.late(CommandKind::accept, "w2", at(5), at(60));
  CHECK(result.superseded == std::vector{WorkerId{"w2"}});
  CHECK(tells(result.changes, "superseded", "w2"));
  CHECK(record.incident().worker == WorkerId{"w1"});
}

TEST_CASE("A provisional acceptance gives way where the worker holds another emergency by now") {
  Record record;
  record.press(Seconds{60});
  record.present.commitments.push_back({WorkerId{"w2"}, IncidentId{"i-other"}, 1, true, false});
  const LateCommand result = record.late(CommandKind::accept, "w2", at(10), at(60));
  CHECK(result.superseded == std::vector{WorkerId{"w2"}});
  CHECK_FALSE(record.incident().worker.has_value());
}

TEST_CASE("A late command that the state forbids is a line of the story and changes nothing else") {
  Record record;
  record.press(Seconds{60});
  const LateCommand result = record.late(CommandKind::arrive, "w4", at(30), at(60));
  CHECK(tells(result.changes, "not_applied", "w4"));
  CHECK(record.incident().state == IncidentState::offered);
  CHECK(result.changes.tellings.empty());
}

TEST_CASE("A home that has heard more than what stands hears what stands, with a higher seq") {
  Record record;
  record.press(Seconds{60});
  const AlarmKey key{DeviceId{"pendant-li"}, AlarmId{"a-1"}};
  const auto told = [&](AckState state, std::int64_t seq) {
    return LastTold{{key, Ack{.device = key.device, .alarm = key.id, .state = state, .seq = seq}}};
  };
  const auto speak = [&](const LastTold& last) {
    return tell_what_stands(last, record.present, record.small.town(), record.small.travel, at(61));
  };
  CHECK(speak(told(AckState::received, 1)).empty());
  CHECK(speak({}).empty());
  const Changes changes = speak(told(AckState::on_the_way, 5));
  REQUIRE(changes.tellings.size() == 1);
  CHECK(changes.tellings.front().ack_seq == 6);
  CHECK(changes.tellings.front().state == AckState::received);
  CHECK(speak(told(AckState::assigned, 1)).tellings.size() == 1);
}

TEST_CASE("A step is fulfilled for her who has made it, and for everybody once it has come about") {
  Record record;
  record.press(Seconds{0});
  const auto by = [](CommandKind kind, const char* worker) {
    return Command{.kind = kind, .who = std::string("u-") + worker, .as_worker = WorkerId{worker}};
  };
  CHECK_FALSE(is_fulfilled(by(CommandKind::accept, "w2"), record.incident()));
  (void)record.late(CommandKind::accept, "w2", at(10), at(10));
  CHECK(is_fulfilled(by(CommandKind::accept, "w2"), record.incident()));
  CHECK_FALSE(is_fulfilled(by(CommandKind::accept, "w3"), record.incident()));
  CHECK_FALSE(is_fulfilled(by(CommandKind::arrive, "w2"), record.incident()));
  (void)record.late(CommandKind::arrive, "w2", at(20), at(20));
  CHECK(is_fulfilled(by(CommandKind::depart, "w2"), record.incident()));
  CHECK(is_fulfilled(by(CommandKind::arrive, "w2"), record.incident()));
  CHECK_FALSE(is_fulfilled(by(CommandKind::arrive, "w3"), record.incident()));
  CHECK(is_fulfilled(Command{.kind = CommandKind::arrive, .who = "u-d"}, record.incident()));
  CHECK_FALSE(is_fulfilled(by(CommandKind::resolve, "w2"), record.incident()));
  CHECK_FALSE(is_fulfilled(Command{.kind = CommandKind::close, .who = "u-d"}, record.incident()));
  CHECK_FALSE(is_fulfilled(Command{.kind = CommandKind::note, .who = "u-d"}, record.incident()));
}
