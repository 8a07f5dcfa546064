// The demo town as data: the same from one seed, and with what was promised of it.
#include "db/demo_town.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "db/demo_sign_ins.h"
#include "devices/topic.h"
#include "dispatch/intake.h"

namespace lamplight::db {
namespace {

using namespace std::chrono_literals;

constexpr Instant k_now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 8h + 15min;
const DemoTown k_town = make_demo_town(1, k_now);

const DemoResident& resident_of(const DemoDevice& device) {
  for (const DemoResident& resident : k_town.residents) {
    if (resident.card.id == device.card.resident) return resident;
  }
  FAIL("a device without a resident: " << device.card.id.text());
  return k_town.residents.front();
}

DemoPasswords passwords(unsigned char byte) {
  SealKey::Bytes bytes{};
  bytes.fill(byte);
  return DemoPasswords{SealKey{bytes}};
}

std::set<SkillCode> driven_by(const WorkerId& worker) {
  std::set<SkillCode> codes;
  for (const DemoVehicle& vehicle : k_town.vehicles) {
    if (vehicle.driver != worker) continue;
    codes.emplace(std::string(k_vehicle_prefix) + vehicle.kind);
    std::istringstream equipment{vehicle.equipment};
    for (std::string part; std::getline(equipment, part, ',');) codes.emplace(std::string(k_vehicle_prefix) + part);
  }
  return codes;
}

// As server/town_watch would have it, with those on duty who work at that time.
Town town_at(Instant now) {
  Registers registers;
  for (const DemoResident& resident : k_town.residents) registers.residents.emplace(resident.card.id, resident.card);
  for (const DemoDevice& device : k_town.devices) registers.devices.emplace(device.card.id, device.card);
  for (const District& district : k_town.districts) registers.districts.emplace(district.id, district);
  for (const DemoSkill& skill : k_town.skills) {
    if (skill.for_two) registers.skills_for_two.insert(skill.code);
  }
  registers.policies = k_town.policies;
  const auto running = demo_shifts(now, now);
  std::vector<WorkerCard> workers;
  for (const DemoWorker& worker : k_town.workers) {
    WorkerCard card = worker.card;
    card.position_at = now;
    card.on_duty = std::any_of(running.begin(), running.end(), [&](const auto& one) { return one.worker == card.id; });
    std::set<SkillCode> skills(card.skills.begin(), card.skills.end());
    skills.merge(driven_by(card.id));
    card.skills.assign(skills.begin(), skills.end());
    workers.push_back(std::move(card));
  }
  return {std::make_shared<const Registers>(std::move(registers)),
          std::make_shared<const Workforce>(std::move(workers)), nullptr, nullptr, nullptr};
}

Changes pressed(const DemoDevice& device, Instant now, AlarmKind kind = AlarmKind::sos, const std::string& text = {}) {
  Signal signal;
  signal.device = device.card.id;
  signal.id = AlarmId{"a-1"};
  signal.district = device.card.district;
  signal.kind = kind;
  signal.kind_text = facts_of(kind).name;
  signal.text = text;
  signal.received_at = now;
  const std::vector<Signal> signals{signal};
  return take_in(signals, {}, town_at(now), GreatCircle{k_town_speed_mps}, now);
}

TEST_CASE("One seed makes one town, another seed another") {
  const DemoTown again = make_demo_town(1, k_now);
  const DemoTown other = make_demo_town(2, k_now);
  std::size_t same_names = 0;
  for (std::size_t i = 0; i < k_demo_residents; ++i) {
    REQUIRE(again.residents[i].card == k_town.residents[i].card);
    REQUIRE(again.residents[i].address == k_town.residents[i].address);
    if (other.residents[i].card.name == k_town.residents[i].card.name) ++same_names;
  }
  REQUIRE(again.devices.size() == k_town.devices.size());
  REQUIRE(same_names < k_demo_residents / 10);
}

TEST_CASE("The first sixteen devices belong to different residents, none of them on SpO2 scale 2") {
  std::set<ResidentId> residents;
  for (std::size_t i = 0; i < 16; ++i) {
    const DemoResident& resident = resident_of(k_town.devices[i]);
    residents.insert(resident.card.id);
    CHECK(resident.spo2_scale == 1);
    CHECK(resident.card.needs.empty());
    CHECK(k_town.devices[i].card.model == "pendant");
  }
  REQUIRE(residents.size() == 16);
}

TEST_CASE("Every home is in its district, and no two things share a name") {
  std::set<DeviceId> devices;
  for (const DemoDevice& device : k_town.devices) {
    CHECK(devices.insert(device.card.id).second);
    CHECK(is_name(device.card.id.text()));
    CHECK(device.card.district == resident_of(device).card.district);
  }
  REQUIRE(devices.size() >= 600);
  for (const DemoResident& resident : k_town.residents) {
    for (const District& district : k_town.districts) {
      if (district.id == resident.card.district) CHECK(distance_m(district.centre, resident.card.home) < 400);
    }
    CHECK(resident.contacts.size() >= 1);
    CHECK(resident.contacts.size() <= 3);
  }
  std::set<std::string> usernames;
  for (const DemoUser& user : k_town.users) CHECK(usernames.insert(user.username).second);
}

TEST_CASE("At every hour of a month sixteen work, with every skill among them, and nobody two shifts on end") {
  std::set<WorkerId> before;
  for (int shift = 0; shift < 60; ++shift) {
    const Instant at = k_now + shift * 12h;
    const auto running = demo_shifts(at, at);
    std::set<WorkerId> working;
    std::set<SkillCode> skills;
    for (const DemoShift& s : running) {
      CHECK(s.from <= at);
      CHECK(s.until > at);
      CHECK(before.count(s.worker) == 0);
      working.insert(s.worker);
      for (const DemoWorker& worker : k_town.workers) {
        if (worker.card.id == s.worker) skills.insert(worker.card.skills.begin(), worker.card.skills.end());
      }
      for (const SkillCode& code : driven_by(s.worker)) {
        const auto is_it = [&](const DemoSkill& skill) { return skill.code == code; };
        if (std::any_of(k_town.skills.begin(), k_town.skills.end(), is_it)) skills.insert(code);
      }
    }
    REQUIRE(working.size() == k_demo_on_shift);
    REQUIRE(skills.size() == k_town.skills.size());
    before = working;
  }
}

TEST_CASE("Whoever is on shift at the start is on duty") {
  std::size_t on_duty = 0;
  for (const DemoWorker& worker : k_town.workers) on_duty += worker.card.on_duty ? 1 : 0;
  REQUIRE(on_duty == k_demo_on_shift);
}

// Five shifts after each other are all the forty workers twice; then it begins again.
TEST_CASE("At any hour an ordinary press asks one worker at once and opens one incident") {
  for (int shift = 0; shift < 5; ++shift) {
    for (std::size_t i = 0; i < 16; ++i) {
      const Changes changes = pressed(k_town.devices[i], k_now + shift * 12h);
      CHECK(changes.opened.size() == 1);
      CHECK(changes.offers.size() == 1);
    }
  }
}

TEST_CASE("Some are lifted by two, and two are asked for them at any hour") {
  std::size_t lifted = 0;
  for (std::size_t i = 0; i < k_demo_residents; ++i) {
    const DemoDevice& pendant = k_town.devices[i];
    const auto& needs = resident_of(pendant).card.needs;
    if (std::find(needs.begin(), needs.end(), SkillCode{"two_person_lift"}) == needs.end()) continue;
    ++lifted;
    for (int shift = 0; shift < 5; ++shift) {
      const Changes changes = pressed(pendant, k_now + shift * 12h);
      INFO(pendant.card.id.text() << ", shift " << shift);
      CHECK(changes.opened.size() == 2);
      CHECK(changes.offers.size() == 2);
    }
  }
  CHECK(lifted >= 3);
  CHECK(lifted <= 20);
}

TEST_CASE("A fall on the stairs asks two, one of whom brings a stretcher, at any hour") {
  for (int shift = 0; shift < 5; ++shift) {
    const Changes changes = pressed(k_town.devices[0], k_now + shift * 12h, AlarmKind::fall, "摔在楼梯上");
    REQUIRE(changes.opened.size() == 2);
    CHECK(changes.opened.front().needs.size() == 3);
    REQUIRE(changes.offers.size() == 2);
    const bool brought = std::any_of(changes.offers.begin(), changes.offers.end(), [](const Offer& offer) {
      return driven_by(offer.worker).contains(SkillCode{"vehicle_stretcher"});
    });
    CHECK(brought);
  }
}

TEST_CASE("Two residents have a plan of their own, none of them among those a newcomer presses for") {
  REQUIRE(k_town.policies.plans.size() == 2);
  for (const Plan& plan : k_town.policies.plans) {
    REQUIRE(plan.resident);
    for (std::size_t i = 0; i < 16; ++i) CHECK(plan.resident != k_town.devices[i].card.resident);
    CHECK_FALSE(plan.steps.empty());
  }
  const auto urgent = std::find_if(k_town.devices.begin(), k_town.devices.end(), [](const DemoDevice& device) {
    return device.card.resident == ResidentId{"r-030"};
  });
  CHECK(pressed(*urgent, k_now).offers.size() == 2);
}

TEST_CASE("Some wish for a language or for a man or a woman, must and rather, and not those a newcomer presses for") {
  int musts = 0;
  int rathers = 0;
  for (const DemoResident& resident : k_town.residents) {
    for (const Wish wish : {resident.card.language_wish, resident.card.gender_wish}) {
      musts += wish == Wish::must ? 1 : 0;
      rathers += wish == Wish::rather ? 1 : 0;
    }
  }
  CHECK(musts > 5);
  CHECK(rathers > musts);
}

TEST_CASE("A town's passwords are its own, and the same whenever they are asked for") {
  const DemoUser& user = k_town.users.front();
  REQUIRE(passwords(1).of_user(user) == passwords(1).of_user(user));
  REQUIRE(passwords(1).of_user(user) != passwords(2).of_user(user));
  REQUIRE(passwords(1).of_user(k_town.users[1]) != passwords(1).of_user(user));
  REQUIRE(passwords(1).of_user(user).size() == 24);
}

TEST_CASE("The accounts list two dispatchers, three relatives, one administrator and every care worker") {
  const std::string json = accounts_json(k_town.users, passwords(1));
  const auto times = [&](const std::string& words) {
    std::size_t found = 0;
    for (std::size_t at = json.find(words); at != std::string::npos; at = json.find(words, at + 1)) ++found;
    return found;
  };
  CHECK(times("\"role\":\"dispatcher\"") == 2);
  CHECK(times("\"role\":\"family\"") == 3);
  CHECK(times("\"role\":\"administrator\"") == 1);
  CHECK(times("\"role\":\"care_worker\"") == k_demo_workers);
}

TEST_CASE("A name with quotes in it breaks no list") {
  DemoUser user;
  user.username = "a\"b\\c";
  user.name = "d\ne";
  const std::string json = accounts_json({user}, passwords(1));
  REQUIRE(json.find(R"("username":"a\"b\\c")") != std::string::npos);
  REQUIRE(json.find(R"("name":"de")") != std::string::npos);
}

TEST_CASE("An empty town has an administrator, skills and a ladder for everything") {
  const DemoTown town = make_empty_town();
  REQUIRE(town.users.size() == 1);
  REQUIRE(town.users.front().role == Role::administrator);
  REQUIRE(town.residents.empty());
  REQUIRE(town.devices.empty());
  REQUIRE(town.vehicles.empty());
  REQUIRE(town.plans.empty());
  REQUIRE(town.policies.evidence.empty());
  for (int priority = 1; priority <= 5; ++priority) CHECK_FALSE(town.policies.by_priority.at(priority).empty());
  REQUIRE(devices_json(town.devices, passwords(1)) == "[]\n");
}

}  // namespace
}  // namespace lamplight::db
