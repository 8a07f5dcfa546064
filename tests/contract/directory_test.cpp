// The registers, as dispatch reads them from MySQL and from memory.
#include <catch2/catch.hpp>

#include "db/directory.h"
#include "db/memory_directory.h"
#include "db/roster.h"
#include "tests/contract/stores.h"

namespace lamplight::tests {
namespace {

using db::Params;

constexpr Instant k_now = instant_of_ms(1'795'421'730'000);

District guzhen() {
  return {DistrictId{"guzhen"}, "古镇", "Guzhen", {22.613, 113.19}};
}

ResidentCard mrs_li() {
  ResidentCard card;
  card.id = ResidentId{"r-1"};
  card.name = "李玉兰";
  card.district = DistrictId{"guzhen"};
  card.home = {22.6131, 113.1908};
  card.high_risk = true;
  card.needs = {SkillCode{"lifting"}, SkillCode{"wound_care"}};
  card.language = "yue";
  card.language_wish = Wish::must;
  card.gender_wanted = Gender::female;
  card.gender_wish = Wish::rather;
  card.excluded = {WorkerId{"w-1"}};
  card.preferred = {WorkerId{"w-2"}, WorkerId{"w-3"}};
  card.contacts = 2;
  return card;
}

DeviceCard pendant() {
  return {DeviceId{"p-1"}, DistrictId{"guzhen"}, ResidentId{"r-1"}, "pendant", "浴室"};
}
DeviceCard spare() {
  return {DeviceId{"p-2"}, DistrictId{"guzhen"}, {}, "pendant", ""};
}

WorkerCard chen_mei() {
  WorkerCard card;
  card.id = WorkerId{"w-1"};
  card.name = "陈梅";
  card.on_duty = true;
  card.position = Position{22.62, 113.2};
  card.position_at = k_now - Seconds{30};
  card.accuracy_m = 12.5;
  card.skills = {SkillCode{"lifting"}, SkillCode{"vehicle_oxygen"}, SkillCode{"vehicle_stretcher"},
                 SkillCode{"vehicle_van"}, SkillCode{"wound_care"}};
  card.languages = {"zh", "yue"};
  card.gender = Gender::female;
  card.districts = {DistrictId{"guzhen"}, DistrictId{"henglan"}};
  card.shift_ends = k_now + Seconds{3600};
  card.break_until = k_now + Seconds{600};
  card.works_since = k_now;
  return card;
}

WorkerCard a_new_one() {
  WorkerCard card;
  card.id = WorkerId{"w-2"};
  card.name = "新";
  card.shift_ends = k_now + Seconds{900};
  card.works_since = k_now - Seconds{1800};  // her break is over
  return card;
}

Policies policies() {
  Policies p;
  p.by_priority[1] = {{StepAction::offer, 1, Millis{45'000}}, {StepAction::dispatchers, 1, Millis{60'000}}};
  p.by_priority[2] = {{StepAction::contacts, 1, Millis{30'000}}};
  p.by_queue[IncidentClass::service] = {{StepAction::emergency_number, 2, Millis{1}}};
  p.needs[AlarmKind::fall] = {SkillCode{"first_aid"}, SkillCode{"lifting"}};
  p.needs[AlarmKind::unknown] = {SkillCode{"first_aid"}};
  p.evidence = {{AlarmKind::fall, AlarmKind::sos, "", {SkillCode{"lifting"}, SkillCode{"nursing"}}},
                {std::nullopt, std::nullopt, "楼梯", {SkillCode{"lifting"}}}};
  p.weights.cover_pct = 40;
  return p;
}

// The rows that make the registers above, with neighbours that must not be seen.
void write_registers(db::Session& session) {
  const auto put = [&](const std::string& table, const std::string& columns, const std::vector<Params>& rows) {
    session.insert("INSERT INTO " + table + " (" + columns + ") VALUES {rows}", rows);
  };
  put("districts", "id, name, name_en, lat, lon", {{"guzhen", "古镇", "Guzhen", 22.613, 113.19}});
  const std::string resident =
      "id, name, district_id, lat, lon, high_risk, language, language_wish, gender_wanted, gender_wish, archived, "
      "data_key_sealed, address_sealed, access_sealed, key_safe_sealed, clinical_sealed, notes_sealed, changed_ms";
  put("residents", resident,
      {{"r-1", "李玉兰", "guzhen", 22.6131, 113.1908, 1, "yue", "must", "female", "rather", 0, "", "", "", "", "", "",
        1},
       {"r-2", "moved", "guzhen", 22.6131, 113.1908, 0, "", "none", "", "none", 1, "", "", "", "", "", "", 1}});
  put("resident_needs", "resident_id, skill", {{"r-1", "wound_care"}, {"r-1", "lifting"}, {"r-2", "x"}, {"r-3", "x"}});
  put("resident_workers", "resident_id, worker_id, relation",
      {{"r-1", "w-3", "preferred"},
       {"r-1", "w-2", "preferred"},
       {"r-1", "w-1", "excluded"},
       {"r-2", "w-1", "excluded"}});
  put("contacts", "id, resident_id, ordinal, name, relation, phone",
      {{"c-1", "r-1", 1, "a", "daughter", "1"},
       {"c-2", "r-1", 2, "b", "son", "2"},
       {"c-3", "r-2", 1, "c", "son", "3"}});
  put("devices", "id, resident_id, district_id, model, room, retired, changed_ms",
      {{"p-1", "r-1", "guzhen", "pendant", "浴室", 0, 1},
       {"p-2", nullptr, "guzhen", "pendant", "", 0, 1},
       {"p-3", "r-1", "guzhen", "pendant", "", 1, 1}});
  put("workers", "id, name, gender, languages, on_duty, lat, lon, accuracy_m, position_ms, archived, changed_ms",
      {{"w-2", "新", "", "", 0, nullptr, nullptr, 0.0, 0, 0, 1},
       {"w-1", "陈梅", "female", "zh,yue", 1, 22.62, 113.2, 12.5, k_now - Seconds{30}, 0, 1},
       {"w-9", "left", "", "", 1, nullptr, nullptr, 0.0, 0, 1, 1}});
  put("worker_skills", "worker_id, skill, expires_ms",
      {{"w-1", "wound_care", nullptr},
       {"w-1", "lifting", k_now + Millis{1}},
       {"w-1", "driving", k_now},
       {"w-9", "x", nullptr}});
  put("vehicles", "id, name, kind, equipment, worker_id, archived",
      {{"v-1", "厢式车", "van", "stretcher,oxygen", "w-1", 0},
       {"v-2", "厢式车", "van", "", "w-1", 0},
       {"v-3", "sold", "car", "", "w-1", 1},
       {"v-4", "in the yard", "ambulance", "", nullptr, 0},
       {"v-5", "of somebody who left", "car", "", "w-9", 0}});
  put("worker_districts", "worker_id, district_id", {{"w-1", "henglan"}, {"w-1", "guzhen"}});
  put("shifts", "id, worker_id, start_ms, end_ms, break_start_ms, break_end_ms",
      {{"s-1", "w-1", k_now, k_now + Seconds{3600}, k_now - Millis{1}, k_now + Seconds{600}},
       {"s-2", "w-1", k_now + Seconds{3600}, k_now + Seconds{7200}, nullptr, nullptr},
       {"s-3", "w-2", k_now - Seconds{3600}, k_now, nullptr, nullptr},
       {"s-4", "w-2", k_now - Seconds{7200}, k_now + Seconds{900}, k_now - Seconds{3000}, k_now - Seconds{1800}}});
  put("skills", "code, name, name_en, for_two",
      {{"lifting", "搬抬", "Lifting", true}, {"wound_care", "伤口护理", "Wound care", false}});
  put("policy_steps", "queue, priority, step, action, width, wait_ms",
      {{"emergency", 1, 2, "dispatchers", 1, 60'000},
       {"emergency", 1, 1, "offer", 1, 45'000},
       {"emergency", 2, 1, "contacts", 1, 30'000},
       {"service", 0, 1, "emergency_number", 2, 1}});
  put("kind_needs", "kind, skill", {{"fall", "lifting"}, {"fall", "first_aid"}, {"unknown", "first_aid"}});
  put("evidence_rules", "ordinal, kind, beside, says, needs",
      {{1, "", "", "楼梯", "lifting"}, {0, "fall", "sos", "", "lifting,nursing"}});
  // One that this version does not know is no reason to refuse a town.
  put("weights", "name, value", {{"cover_pct", 40}, {"of_a_later_version_s", 7}});
}

class MySqlRegisters {
 public:
  MySqlRegisters() : pool_(empty_schema(), db::Purpose::requests, 2), directory_(pool_) { pool_.with(write_registers); }
  Directory& directory() { return directory_; }
  db::Pool& pool() { return pool_; }
  void change_something() {
    pool_.with([](db::Session& session) { session.transaction([&] { db::raise_mark(session); }); });
  }

 private:
  db::Pool pool_;
  db::MySqlDirectory directory_;
};

class MemoryRegisters {
 public:
  MemoryRegisters() {
    directory_.put(guzhen());
    directory_.put(mrs_li());
    directory_.put(pendant());
    directory_.put(spare());
    directory_.put(policies());
    directory_.put_skills_for_two({SkillCode{"lifting"}});
    directory_.put(a_new_one());
    directory_.put(chen_mei());
  }
  Directory& directory() { return directory_; }
  void change_something() { directory_.put(mrs_li()); }

 private:
  db::MemoryDirectory directory_;
};

}  // namespace

TEMPLATE_TEST_CASE("The registers are read whole", "", MySqlRegisters, MemoryRegisters) {
  TestType stores;
  const auto read = stores.directory().registers(k_now);
  REQUIRE(read.ok());
  Registers expected;
  expected.districts.emplace(DistrictId{"guzhen"}, guzhen());
  expected.residents.emplace(ResidentId{"r-1"}, mrs_li());
  expected.devices.emplace(DeviceId{"p-1"}, pendant());
  expected.devices.emplace(DeviceId{"p-2"}, spare());
  expected.skills_for_two = {SkillCode{"lifting"}};
  expected.policies = policies();
  CHECK(read.value().residents.at(ResidentId{"r-1"}) == mrs_li());
  CHECK(read.value().policies == policies());
  CHECK(read.value() == expected);
}

TEMPLATE_TEST_CASE("Workers come sorted, with what is valid now", "", MySqlRegisters, MemoryRegisters) {
  TestType stores;
  const auto read = stores.directory().workers(k_now);
  REQUIRE(read.ok());
  REQUIRE(read.value().size() == 2);
  CHECK(read.value()[0] == chen_mei());
  CHECK(read.value()[1] == a_new_one());
}

TEST_CASE("The roster ahead has every skill with its end, and the shifts around the time") {
  MySqlRegisters stores;
  const auto plan = db::Rosters(stores.pool()).plan(k_now + Seconds{3600}, k_now + Seconds{7200});
  REQUIRE(plan.ok());
  REQUIRE(plan.value().workers.size() == 2);
  CHECK(plan.value().workers[0].skills.empty());
  CHECK(plan.value().skills.size() == 8);
  CHECK(plan.value().skills.back() == DatedSkill{WorkerId{"w-9"}, SkillCode{"vehicle_car"}, std::nullopt});
  CHECK(plan.value().skills[0] == DatedSkill{WorkerId{"w-1"}, SkillCode{"driving"}, k_now});
  REQUIRE(plan.value().shifts.size() == 4);
  CHECK(plan.value().shifts[0].break_until == k_now + Seconds{600});
  CHECK(db::Rosters(stores.pool()).plan(k_now + Seconds{200'000}, k_now + Seconds{300'000}).value().shifts.empty());
}

TEMPLATE_TEST_CASE("One device and one resident are found by id, or not", "", MySqlRegisters, MemoryRegisters) {
  TestType stores;
  Directory& directory = stores.directory();
  CHECK(directory.device(DeviceId{"p-1"}).value() == pendant());
  CHECK(directory.device(DeviceId{"p-2"}).value() == spare());
  CHECK(directory.device(DeviceId{"p-9"}).value() == std::nullopt);
  CHECK(directory.resident(ResidentId{"r-1"}).value() == mrs_li());
  CHECK(directory.resident(ResidentId{"r-9"}).value() == std::nullopt);
}

TEMPLATE_TEST_CASE("The mark rises with a change", "", MySqlRegisters, MemoryRegisters) {
  TestType stores;
  const std::int64_t before = stores.directory().registers_mark().value();
  CHECK(stores.directory().registers_mark().value() == before);
  stores.change_something();
  CHECK(stores.directory().registers_mark().value() > before);
}

}  // namespace lamplight::tests
