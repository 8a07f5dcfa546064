// What homes are told: one answer for each alarm of an incident, kept in the outbox until it is sent.
#include <catch2/catch.hpp>

#include <algorithm>

#include "model/limits.h"
#include "tests/contract/samples.h"
#include "tests/contract/stores.h"

namespace lamplight::tests {
namespace {

using namespace std::chrono_literals;

constexpr Millis k_hold{5'000};

std::vector<Ack> claim(Outbox& outbox, Instant now, std::size_t max = 100) {
  auto claimed = outbox.claim(now, max, k_hold);
  REQUIRE(claimed.ok());
  std::vector<Ack> acks = claimed.value();
  std::sort(acks.begin(), acks.end(), [](const Ack& a, const Ack& b) { return a.alarm < b.alarm; });
  return acks;
}

Instant claimable() {
  return k_morning + limits::outbox_claim_age;
}

}  // namespace

TEMPLATE_TEST_CASE("A telling reaches every answerable alarm of its incident, where it spoke", "", MySqlStores,
                   MemoryStores) {
  TestType stores;
  const Incident incident = sample_incident("i1", "k1");
  REQUIRE(stores.ledger().apply(opening(incident, sample_alarm("p-1", "a-1", "i1")), k_morning).ok());

  Incident raised = held_by(incident, "w-1");
  raised.ack_seq = 2;
  Changes changes = updating(raised);
  AlarmRow elsewhere = sample_alarm("p-2", "a-2", "i1");
  elsewhere.district = DistrictId{"henglan"};
  elsewhere.seq_base = 40;
  AlarmRow unanswerable = sample_alarm("p-3", "raw:0", "i1");
  unanswerable.answerable = false;
  changes.alarms = {elsewhere, unanswerable};
  changes.tellings = {{raised.id, AckState::assigned, k_morning, "陈梅", 420, 2}};
  const auto committed = stores.ledger().apply(changes, k_morning);
  REQUIRE(committed.ok());
  const std::vector<Ack>& acks = committed.value().acks;
  REQUIRE(acks.size() == 2);
  CHECK(acks[0] == Ack{DeviceId{"p-1"}, DistrictId{"guzhen"}, AlarmId{"a-1"}, AckState::assigned, k_morning, raised.id,
                       "陈梅", 420, 2, ""});
  CHECK(acks[1] == Ack{DeviceId{"p-2"}, DistrictId{"henglan"}, AlarmId{"a-2"}, AckState::assigned, k_morning, raised.id,
                       "陈梅", 420, 42, ""});
}

TEMPLATE_TEST_CASE("The opening's own alarm hears of it", "", MySqlStores, MemoryStores) {
  TestType stores;
  const auto committed =
      stores.ledger().apply(opening(sample_incident("i1", "k1"), sample_alarm("p-1", "a-1", "i1")), k_morning);
  REQUIRE(committed.ok());
  REQUIRE(committed.value().acks.size() == 1);
  CHECK(committed.value().acks[0].alarm == AlarmId{"a-1"});
  CHECK(committed.value().acks[0].seq == 1);
}

TEMPLATE_TEST_CASE("An answer of its own and a telling with the same key are one message", "", MySqlStores,
                   MemoryStores) {
  TestType stores;
  Changes changes = opening(sample_incident("i1", "k1"), sample_alarm("p-1", "a-1", "i1"));
  Ack own;
  own.device = DeviceId{"p-1"};
  own.district = DistrictId{"guzhen"};
  own.alarm = AlarmId{"a-1"};
  own.at = k_morning;
  own.incident = IncidentId{"i1"};
  changes.acks = {own};
  const auto committed = stores.ledger().apply(changes, k_morning);
  REQUIRE(committed.ok());
  CHECK(committed.value().acks == std::vector{own});
  CHECK(claim(stores.outbox(), claimable()) == std::vector{own});
}

TEMPLATE_TEST_CASE("A repeat is answered again by the row that is there", "", MySqlStores, MemoryStores) {
  TestType stores;
  const auto opened =
      stores.ledger().apply(opening(sample_incident("i1", "k1"), sample_alarm("p-1", "a-1", "i1")), k_morning);
  REQUIRE(opened.ok());
  Changes repeat;
  repeat.repeats = {{DeviceId{"p-1"}, AlarmId{"a-1"}, 1, std::nullopt}};
  repeat.acks = opened.value().acks;
  const auto committed = stores.another().apply(repeat, k_morning + 2s);
  REQUIRE(committed.ok());
  CHECK(committed.value().acks == opened.value().acks);
  CHECK(claim(stores.outbox(), k_morning + 10s).size() == 1);
}

TEMPLATE_TEST_CASE("An answer to a repeat is not kept: the home asks again", "", MySqlStores, MemoryStores) {
  TestType stores;
  Changes changes = opening(sample_incident("i1", "k1"), sample_alarm("p-1", "a-1", "i1"));
  changes.tellings.clear();
  Ack answer;
  answer.device = DeviceId{"p-1"};
  answer.alarm = AlarmId{"a-1"};
  changes.answers = {answer};
  const auto committed = stores.ledger().apply(changes, k_morning);
  REQUIRE(committed.ok());
  CHECK(committed.value().acks.empty());
  CHECK(claim(stores.outbox(), claimable()).empty());
}

TEMPLATE_TEST_CASE("A message is left to its committer first, then claimed once, then claimed again", "", MySqlStores,
                   MemoryStores) {
  TestType stores;
  const auto committed =
      stores.ledger().apply(opening(sample_incident("i1", "k1"), sample_alarm("p-1", "a-1", "i1")), k_morning);
  REQUIRE(committed.ok());
  CHECK(claim(stores.outbox(), claimable() - 1ms).empty());
  CHECK(claim(stores.outbox(), claimable()) == committed.value().acks);
  CHECK(claim(stores.outbox(), claimable()).empty());
  CHECK(claim(stores.outbox(), claimable() + k_hold - 1ms).empty());
  stores.reopen();
  CHECK(claim(stores.outbox(), claimable() + k_hold) == committed.value().acks);
}

TEMPLATE_TEST_CASE("What has been sent is forgotten, and only that", "", MySqlStores, MemoryStores) {
  TestType stores;
  Changes changes = opening(sample_incident("i1", "k1"), sample_alarm("p-1", "a-1", "i1"));
  changes.alarms.push_back(sample_alarm("p-1", "a-2", "i1"));
  const auto committed = stores.ledger().apply(changes, k_morning);
  REQUIRE(committed.ok());
  REQUIRE(committed.value().acks.size() == 2);
  REQUIRE(stores.outbox().sent({committed.value().acks[0]}).ok());
  REQUIRE(stores.outbox().sent({committed.value().acks[0]}).ok());
  CHECK(claim(stores.outbox(), claimable()) == std::vector{committed.value().acks[1]});
  REQUIRE(stores.outbox().sent(committed.value().acks).ok());
  CHECK(claim(stores.outbox(), claimable() + 1h).empty());
}

TEMPLATE_TEST_CASE("A claim takes no more than it asks for, the oldest first", "", MySqlStores, MemoryStores) {
  TestType stores;
  for (int i = 0; i < 5; ++i) {
    const std::string number = std::to_string(i);
    const Changes changes =
        opening(sample_incident("i" + number, "k" + number), sample_alarm("p-1", "a-" + number, "i" + number));
    REQUIRE(stores.ledger().apply(changes, k_morning + Millis{i}).ok());
  }
  const auto first = claim(stores.outbox(), k_morning + 10s, 2);
  REQUIRE(first.size() == 2);
  CHECK(first[0].alarm == AlarmId{"a-0"});
  CHECK(first[1].alarm == AlarmId{"a-1"});
  CHECK(claim(stores.outbox(), k_morning + 10s, 100).size() == 3);
}

TEMPLATE_TEST_CASE("A refusal carries its reason and may have no incident", "", MySqlStores, MemoryStores) {
  TestType stores;
  Ack rejected;
  rejected.device = DeviceId{"p-1"};
  rejected.district = DistrictId{"guzhen"};
  rejected.alarm = AlarmId{"a-1"};
  rejected.state = AckState::rejected;
  rejected.at = k_morning;
  rejected.reason = "kind 缺失";
  Changes changes;
  changes.acks = {rejected};
  REQUIRE(stores.ledger().apply(changes, k_morning).ok());
  CHECK(claim(stores.outbox(), claimable()) == std::vector{rejected});
}

}  // namespace lamplight::tests
