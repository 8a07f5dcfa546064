// What a ledger keeps, and what it refuses: on MySQL and in memory.
#include <catch2/catch.hpp>

#include "model/limits.h"
#include "tests/contract/samples.h"
#include "tests/contract/stores.h"

namespace lamplight::tests {
namespace {

using namespace std::chrono_literals;

Situation read(Ledger& ledger, const SituationQuery& query) {
  auto situation = ledger.situation(query);
  REQUIRE(situation.ok());
  return situation.value();
}

StoreError refusal(Result<Committed, StoreError> result) {
  REQUIRE_FALSE(result.ok());
  return result.error();
}

}  // namespace

TEMPLATE_TEST_CASE("An incident is read back as it was written, also after a restart", "", MySqlStores, MemoryStores) {
  TestType stores;
  const Incident incident = sample_incident("i1", "emergency:r-17");
  const AlarmRow alarm = sample_alarm("p-1", "a-1", "i1");
  Changes changes = opening(incident, alarm);
  changes.offers = {sample_offer("i1", "w-2"), sample_offer("i1", "w-1")};
  const auto committed = stores.ledger().apply(changes, k_morning);
  REQUIRE(committed.ok());
  CHECK(committed.value().incidents == std::vector{incident.id});

  stores.reopen();
  const Situation situation = read(stores.another(), about_alarm("p-1", "a-1"));
  CHECK(situation.incidents == std::vector{incident});
  CHECK(situation.alarms == std::vector{alarm});
  CHECK(situation.offers == std::vector{sample_offer("i1", "w-1"), sample_offer("i1", "w-2")});
}

TEMPLATE_TEST_CASE("Every optional field may be missing", "", MySqlStores, MemoryStores) {
  TestType stores;
  Incident bare;
  bare.id = IncidentId{"i1"};
  bare.version = 1;
  AlarmRow alarm;
  alarm.device = DeviceId{"p-1"};
  alarm.id = AlarmId{"a-1"};
  Changes changes;
  changes.opened = {bare};
  changes.alarms = {alarm};
  REQUIRE(stores.ledger().apply(changes, k_morning).ok());
  CHECK(read(stores.ledger(), about("i1")).incidents == std::vector{bare});
  CHECK(read(stores.ledger(), about_alarm("p-1", "a-1")).alarms == std::vector{alarm});
}

TEMPLATE_TEST_CASE("Chinese, emoji and unreadable bytes survive", "", MySqlStores, MemoryStores) {
  TestType stores;
  Incident incident = sample_incident("i1", "k1");
  incident.kind_text = "跌倒🆘";
  Changes changes = opening(incident, sample_alarm("p-1", "a-1", "i1"));
  changes.evidence[0].text = "陈奶奶在浴室跌倒 👵🏻";
  changes.evidence[0].raw = std::string{"\x00\xff{\"id\"\x00\x80", 9};
  changes.offers = {sample_offer("i1", "w-1")};
  changes.offers[0].reasons = "离她六分钟\n讲粤语 🛵";
  REQUIRE(stores.ledger().apply(changes, k_morning).ok());
  const Situation situation = read(stores.ledger(), about("i1"));
  CHECK(situation.incidents[0].kind_text == "跌倒🆘");
  CHECK(situation.offers[0].reasons == "离她六分钟\n讲粤语 🛵");
}

TEMPLATE_TEST_CASE("Words too long for their column are cut at a character, not refused", "", MySqlStores,
                   MemoryStores) {
  TestType stores;
  Changes changes = opening(sample_incident("i1", "k1"), sample_alarm("p-1", "a-1", "i1"));
  std::string reasons;
  for (int i = 0; i < 1'001; ++i) reasons += "灯";
  changes.offers = {sample_offer("i1", "w-1")};
  changes.offers[0].reasons = reasons;
  changes.evidence[0].text = reasons + reasons + "\xff broken";
  changes.history[0].detail = std::string(9'000, 'x');
  REQUIRE(stores.ledger().apply(changes, k_morning).ok());
  CHECK(read(stores.ledger(), about("i1")).offers[0].reasons == reasons.substr(0, 3'000));
}

TEMPLATE_TEST_CASE("A known alarm is a conflict and leaves nothing behind", "", MySqlStores, MemoryStores) {
  TestType stores;
  REQUIRE(
      stores.ledger().apply(opening(sample_incident("i1", "k1"), sample_alarm("p-1", "a-1", "i1")), k_morning).ok());
  Changes again = opening(sample_incident("i2", "k2"), sample_alarm("p-1", "a-1", "i2"));
  again.offers = {sample_offer("i2", "w-1")};
  CHECK(refusal(stores.another().apply(again, k_morning)) == StoreError::conflict);

  CHECK(read(stores.ledger(), about("i2")).incidents.empty());
  CHECK(read(stores.ledger(), about("i2")).commitments.empty());
  CHECK(read(stores.ledger(), about_alarm("p-1", "a-1")).alarms[0].incident == IncidentId{"i1"});
  // Neither a timer nor a key of i2 is left.
  CHECK(stores.ledger().next_due().value() == k_morning + 45s);
  again.alarms[0].id = AlarmId{"a-2"};
  CHECK(stores.ledger().apply(again, k_morning).ok());
}

TEMPLATE_TEST_CASE("An incident's id is taken once", "", MySqlStores, MemoryStores) {
  TestType stores;
  REQUIRE(
      stores.ledger().apply(opening(sample_incident("i1", "k1"), sample_alarm("p-1", "a-1", "i1")), k_morning).ok());
  CHECK(refusal(stores.ledger().apply(opening(sample_incident("i1", "k2"), sample_alarm("p-1", "a-2", "i1")),
                                      k_morning)) == StoreError::conflict);
}

TEMPLATE_TEST_CASE("Of two servers that change an incident one loses, and leaves nothing behind", "", MySqlStores,
                   MemoryStores) {
  TestType stores;
  const Incident incident = sample_incident("i1", "k1");
  REQUIRE(stores.ledger().apply(opening(incident, sample_alarm("p-1", "a-1", "i1")), k_morning).ok());
  const Incident first = held_by(incident, "w-1");
  REQUIRE(stores.ledger().apply(updating(first), k_morning).ok());

  Changes late = updating(held_by(incident, "w-2"));
  late.alarms = {sample_alarm("p-1", "a-2", "i1")};
  late.offers = {sample_offer("i1", "w-2")};
  CHECK(refusal(stores.another().apply(late, k_morning)) == StoreError::conflict);
  const Situation situation = read(stores.ledger(), about_alarm("p-1", "a-2"));
  CHECK(situation.alarms.empty());
  CHECK(read(stores.ledger(), about("i1")).incidents == std::vector{first});
  CHECK(read(stores.ledger(), about("i1")).offers.empty());
  CHECK(stores.ledger().next_due().value() == first.deadline->at);
}

TEMPLATE_TEST_CASE("An update of an incident that is not there is a conflict", "", MySqlStores, MemoryStores) {
  TestType stores;
  CHECK(refusal(stores.ledger().apply(updating(next(sample_incident("i1", "k1"))), k_morning)) == StoreError::conflict);
  CHECK(stores.ledger().next_due().value() == std::nullopt);
}

TEMPLATE_TEST_CASE("An update that alters nothing but the version is found", "", MySqlStores, MemoryStores) {
  TestType stores;
  Incident incident = sample_incident("i1", "k1");
  REQUIRE(stores.ledger().apply(opening(incident, sample_alarm("p-1", "a-1", "i1")), k_morning).ok());
  ++incident.version;
  CHECK(stores.ledger().apply(updating(incident), k_morning).ok());
}

TEMPLATE_TEST_CASE("One joinable incident a home and class", "", MySqlStores, MemoryStores) {
  TestType stores;
  const Incident incident = sample_incident("i1", "emergency:r-17");
  REQUIRE(stores.ledger().apply(opening(incident, sample_alarm("p-1", "a-1", "i1")), k_morning).ok());
  const Changes second = opening(sample_incident("i2", "emergency:r-17"), sample_alarm("p-1", "a-2", "i2"));
  CHECK(refusal(stores.another().apply(second, k_morning)) == StoreError::conflict);

  SECTION("once it is closed another may be opened, and the closed one is not joined") {
    REQUIRE(stores.ledger().apply(updating(closed(incident)), k_morning).ok());
    REQUIRE(stores.ledger().apply(second, k_morning).ok());
    SituationQuery query;
    query.join_keys = {"emergency:r-17", "emergency:r-18"};
    const Situation situation = read(stores.ledger(), query);
    REQUIRE(situation.incidents.size() == 1);
    CHECK(situation.incidents[0].id == IncidentId{"i2"});

    SECTION("and the first can't be opened again beside it") {
      Incident reopened = next(closed(incident));
      reopened.state = IncidentState::open;
      CHECK(refusal(stores.ledger().apply(updating(reopened), k_morning)) == StoreError::conflict);
    }
  }
  SECTION("a resolved one is not joined either") {
    Incident resolved = next(incident);
    resolved.state = IncidentState::resolved;
    REQUIRE(stores.ledger().apply(updating(resolved), k_morning).ok());
    CHECK(stores.ledger().apply(second, k_morning).ok());
  }
  SECTION("an empty key joins nothing") {
    REQUIRE(
        stores.ledger().apply(opening(sample_incident("i3", ""), sample_alarm("p-1", "a-3", "i3")), k_morning).ok());
    CHECK(stores.ledger().apply(opening(sample_incident("i4", ""), sample_alarm("p-1", "a-4", "i4")), k_morning).ok());
  }
}

TEMPLATE_TEST_CASE("A worker holds one emergency", "", MySqlStores, MemoryStores) {
  TestType stores;
  const Incident first = sample_incident("i1", "k1");
  Incident second = sample_incident("i2", "k2");
  const bool emergency = GENERATE(true, false);
  if (!emergency) second.queue = IncidentClass::service;
  REQUIRE(stores.ledger().apply(opening(first, sample_alarm("p-1", "a-1", "i1")), k_morning).ok());
  REQUIRE(stores.ledger().apply(opening(second, sample_alarm("p-2", "a-2", "i2")), k_morning).ok());
  REQUIRE(stores.ledger().apply(updating(held_by(first, "w-1")), k_morning).ok());

  if (!emergency) {
    CHECK(stores.ledger().apply(updating(held_by(second, "w-1")), k_morning).ok());
    return;
  }
  CHECK(refusal(stores.another().apply(updating(held_by(second, "w-1")), k_morning)) == StoreError::conflict);

  SECTION("until it is released") {
    REQUIRE(stores.ledger().apply(updating(closed(held_by(first, "w-1"))), k_morning).ok());
    CHECK(stores.ledger().apply(updating(held_by(second, "w-1")), k_morning).ok());
  }
  SECTION("a displacement releases and takes in one go, in whatever order it is written") {
    Incident released = next(held_by(first, "w-1"));
    released.state = IncidentState::open;
    released.worker.reset();
    Changes displacement;
    displacement.updated = {held_by(second, "w-1"), released};
    REQUIRE(stores.ledger().apply(displacement, k_morning).ok());
    const Situation situation = read(stores.ledger(), about("i2"));
    CHECK(situation.commitments ==
          std::vector{Commitment{WorkerId{"w-1"}, IncidentId{"i2"}, second.priority, true, false}});
  }
}

TEMPLATE_TEST_CASE("A repeat is counted on its own alarm", "", MySqlStores, MemoryStores) {
  TestType stores;
  REQUIRE(
      stores.ledger().apply(opening(sample_incident("i1", "k1"), sample_alarm("p-1", "a-1", "i1")), k_morning).ok());
  Changes reused;
  reused.alarms = {sample_alarm("p-1", "a-1", "i1"), sample_alarm("p-1", "a-2", "i1")};
  reused.alarms[0].generation = 2;
  REQUIRE(stores.ledger().apply(reused, k_morning).ok());

  Changes repeats;
  const AlarmRepeat again{DeviceId{"p-1"}, AlarmId{"a-1"}, 2, std::nullopt};
  const AlarmRepeat dated{DeviceId{"p-1"}, AlarmId{"a-2"}, 1, k_morning + 7s};
  const AlarmRepeat of_nobody{DeviceId{"p-9"}, AlarmId{"a-9"}, 1, std::nullopt};
  repeats.repeats = {again, again, dated, of_nobody};
  REQUIRE(stores.ledger().apply(repeats, k_morning).ok());
  const Situation situation = read(stores.ledger(), about_alarm("p-1", "a-1"));
  REQUIRE(situation.alarms.size() == 2);
  CHECK(situation.alarms[0].repeats == 0);
  CHECK(situation.alarms[1].repeats == 2);
  CHECK(situation.alarms[1].at == reused.alarms[0].at);
  const AlarmRow other = read(stores.ledger(), about_alarm("p-1", "a-2")).alarms[0];
  CHECK(other.repeats == 1);
  CHECK(other.at == k_morning + 7s);
}

TEMPLATE_TEST_CASE("An answer ends a pending offer and no other", "", MySqlStores, MemoryStores) {
  TestType stores;
  Changes changes = opening(sample_incident("i1", "k1"), sample_alarm("p-1", "a-1", "i1"));
  changes.offers = {sample_offer("i1", "w-1"), sample_offer("i1", "w-2")};
  REQUIRE(stores.ledger().apply(changes, k_morning).ok());
  CHECK(read(stores.ledger(), about("i1")).commitments.size() == 2);

  Changes declined;
  declined.offer_answers = {{IncidentId{"i1"}, WorkerId{"w-1"}, 1, OfferState::declined, k_morning}};
  REQUIRE(stores.ledger().apply(declined, k_morning).ok());
  Changes expired;
  expired.offer_answers = {{IncidentId{"i1"}, WorkerId{"w-1"}, 1, OfferState::expired, k_morning}};
  REQUIRE(stores.ledger().apply(expired, k_morning).ok());

  const Situation situation = read(stores.ledger(), about("i1"));
  CHECK(situation.offers[0].state == OfferState::declined);
  CHECK(situation.offers[1].state == OfferState::pending);
  CHECK(situation.commitments == std::vector{Commitment{WorkerId{"w-2"}, IncidentId{"i1"}, 1, true, true}});

  Changes again;
  again.offers = {sample_offer("i1", "w-2")};
  CHECK(refusal(stores.ledger().apply(again, k_morning)) == StoreError::conflict);
  again.offers[0].round = 2;
  CHECK(stores.ledger().apply(again, k_morning).ok());
}

TEMPLATE_TEST_CASE("Nothing to change is done at once", "", MySqlStores, MemoryStores) {
  TestType stores;
  const auto committed = stores.ledger().apply({}, k_morning);
  REQUIRE(committed.ok());
  CHECK(committed.value().acks.empty());
  CHECK(committed.value().incidents.empty());
}

}  // namespace lamplight::tests
