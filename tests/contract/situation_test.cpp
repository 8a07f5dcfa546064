// What a ledger answers when it is asked for the present.
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

void open(Ledger& ledger, const Incident& incident, const AlarmRow& alarm) {
  REQUIRE(ledger.apply(opening(incident, alarm), k_morning).ok());
}

}  // namespace

TEMPLATE_TEST_CASE("Nothing is known of what is not there", "", MySqlStores, MemoryStores) {
  TestType stores;
  SituationQuery query = about_alarm("p-1", "a-1");
  query.join_keys = {"k1"};
  query.incidents = {IncidentId{"i1"}};
  query.storm_districts = {DistrictId{"guzhen"}};
  CHECK(read(stores.ledger(), query) == Situation{});
  CHECK(read(stores.ledger(), SituationQuery{}) == Situation{});
}

TEMPLATE_TEST_CASE("An incident found in three ways is answered once", "", MySqlStores, MemoryStores) {
  TestType stores;
  open(stores.ledger(), sample_incident("i1", "k1"), sample_alarm("p-1", "a-1", "i1"));
  SituationQuery query = about_alarm("p-1", "a-1");
  query.alarms.push_back(query.alarms[0]);
  query.join_keys = {"k1", "k1"};
  query.incidents = {IncidentId{"i1"}, IncidentId{"i1"}};
  const Situation situation = read(stores.ledger(), query);
  CHECK(situation.incidents.size() == 1);
  CHECK(situation.alarms.size() == 1);
}

TEMPLATE_TEST_CASE("All generations of an alarm come with their incidents", "", MySqlStores, MemoryStores) {
  TestType stores;
  const Incident old = sample_incident("i1", "k1");
  open(stores.ledger(), old, sample_alarm("p-1", "a-1", "i1"));
  REQUIRE(stores.ledger().apply(updating(closed(old)), k_morning).ok());
  AlarmRow reused = sample_alarm("p-1", "a-1", "i2");
  reused.generation = 2;
  open(stores.ledger(), sample_incident("i2", "k1"), reused);
  open(stores.ledger(), sample_incident("i3", "k3"), sample_alarm("p-1", "a-10", "i3"));
  const Situation situation = read(stores.ledger(), about_alarm("p-1", "a-1"));
  REQUIRE(situation.alarms.size() == 2);
  CHECK(situation.alarms[0].generation == 1);
  CHECK(situation.alarms[1].generation == 2);
  REQUIRE(situation.incidents.size() == 2);
  CHECK(situation.incidents[0] == closed(old));
}

TEMPLATE_TEST_CASE("Evidence is read when it is asked for, the same words once, and not of a whole area", "", MySqlStores,
                   MemoryStores) {
  TestType stores;
  const Incident incident = sample_incident("i1", "k1");
  const AlarmRow alarm = sample_alarm("p-1", "a-1", "i1");
  open(stores.ledger(), incident, alarm);
  open(stores.ledger(), sample_incident("i2", "k2"), sample_alarm("p-2", "a-2", "i2"));
  open(stores.ledger(), sample_incident("i3", "a:guzhen:mains_lost"), sample_alarm("p-3", "a-3", "i3"));
  Changes more;
  const Evidence first = opening(incident, alarm).evidence[0];
  more.evidence = {first, first, first};
  more.evidence[1].kind_text = "smoke";
  more.evidence[2].text = "on the stairs";
  REQUIRE(stores.ledger().apply(more, k_morning).ok());

  SituationQuery query;
  query.join_keys = {"k1", "a:guzhen:mains_lost"};
  CHECK(read(stores.ledger(), query).evidence.empty());
  query.evidence = true;
  const IncidentId id{"i1"};
  CHECK(read(stores.ledger(), query).evidence ==
        std::vector<EvidenceWords>{
            {id, first.kind_text, "on the stairs"}, {id, first.kind_text, first.text}, {id, "smoke", first.text}});
}

TEMPLATE_TEST_CASE("Ids differ by case", "", MySqlStores, MemoryStores) {
  TestType stores;
  open(stores.ledger(), sample_incident("i1", "k1"), sample_alarm("p-1", "a-x", "i1"));
  open(stores.ledger(), sample_incident("i2", "K1"), sample_alarm("P-1", "a-X", "i2"));
  CHECK(read(stores.ledger(), about_alarm("p-1", "a-X")).alarms.empty());
  CHECK(read(stores.ledger(), about_alarm("P-1", "a-X")).alarms.size() == 1);
}

TEMPLATE_TEST_CASE("Two hundred alarms at once are looked up in one go", "", MySqlStores, MemoryStores) {
  TestType stores;
  Changes storm;
  SituationQuery query;
  for (int i = 0; i < 200; ++i) {
    const std::string number = std::to_string(i);
    const Changes one =
        opening(sample_incident("i" + number, "k" + number), sample_alarm("p-" + number, "a", "i" + number));
    storm.opened.push_back(one.opened[0]);
    storm.alarms.push_back(one.alarms[0]);
    storm.evidence.push_back(one.evidence[0]);
    storm.tellings.push_back(one.tellings[0]);
    query.alarms.push_back({DeviceId{"p-" + number}, AlarmId{"a"}});
    query.join_keys.push_back("k" + number);
  }
  const auto committed = stores.ledger().apply(storm, k_morning);
  REQUIRE(committed.ok());
  CHECK(committed.value().acks.size() == 200);
  const Situation situation = read(stores.ledger(), query);
  CHECK(situation.alarms.size() == 200);
  CHECK(situation.incidents.size() == 200);
}

TEMPLATE_TEST_CASE("Commitments are those of all workers, asked or at work", "", MySqlStores, MemoryStores) {
  TestType stores;
  Incident service = sample_incident("i1", "k1");
  service.queue = IncidentClass::service;
  service.priority = 4;
  open(stores.ledger(), service, sample_alarm("p-1", "a-1", "i1"));
  open(stores.ledger(), sample_incident("i2", "k2"), sample_alarm("p-2", "a-2", "i2"));
  Changes changes = updating(held_by(service, "w-1"));
  changes.offers = {sample_offer("i2", "w-2"), sample_offer("i2", "w-3")};
  REQUIRE(stores.ledger().apply(changes, k_morning).ok());

  SituationQuery query;
  const Situation situation = read(stores.ledger(), query);
  CHECK(situation.commitments == std::vector<Commitment>{{WorkerId{"w-1"}, IncidentId{"i1"}, 4, false, false},
                                                         {WorkerId{"w-2"}, IncidentId{"i2"}, 1, true, true},
                                                         {WorkerId{"w-3"}, IncidentId{"i2"}, 1, true, true}});
  CHECK(situation.incidents.empty());
  query.commitments = false;
  CHECK(read(stores.ledger(), query).commitments.empty());

  SECTION("what is closed binds nobody") {
    REQUIRE(stores.ledger().apply(updating(closed(held_by(service, "w-1"))), k_morning).ok());
    query.commitments = true;
    CHECK(read(stores.ledger(), query).commitments.size() == 2);
  }
}

TEMPLATE_TEST_CASE("A storm is counted by district, time and kind, and no further than it matters", "", MySqlStores,
                   MemoryStores) {
  TestType stores;
  SituationQuery query;
  query.storm_districts = {DistrictId{"guzhen"}, DistrictId{"henglan"}};
  query.storm_since = k_morning;
  const auto press = [&](int number, const std::string& kind, const std::string& district, Instant at, bool test) {
    const std::string id = std::to_string(number);
    Incident incident = sample_incident("i" + id, "");
    incident.test = test;
    AlarmRow alarm = sample_alarm("p-" + id, "a", "i" + id);
    alarm.kind_text = kind;
    alarm.district = DistrictId{district};
    alarm.received_at = at;
    open(stores.ledger(), incident, alarm);
  };
  press(1, "mains_lost", "guzhen", k_morning, false);
  press(2, "mains_lost", "guzhen", k_morning - 1ms, false);  // too early
  press(3, "sos", "guzhen", k_morning, false);               // never folded
  press(4, "mains_lost", "guzhen", k_morning, true);         // a test
  press(5, "device_fault", "henglan", k_morning + 1s, false);
  press(6, "device_fault", "henglan", k_morning + 1s, false);
  const auto counted = read(stores.ledger(), query).storm_signals;
  CHECK(counted == std::map<DistrictId, int>{{DistrictId{"guzhen"}, 1}, {DistrictId{"henglan"}, 2}});
  for (int i = 10; i < 30; ++i) press(i, "mains_lost", "guzhen", k_morning, false);
  CHECK(read(stores.ledger(), query).storm_signals[DistrictId{"guzhen"}] ==
        static_cast<int>(limits::storm_signals_min));
}

}  // namespace lamplight::tests
