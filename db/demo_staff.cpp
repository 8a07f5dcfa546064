// Care workers and sign-ins. Skills go round by number, so that whoever is on shift has all of them.
#include "db/demo_staff.h"

#include <algorithm>
#include <set>

#include "db/demo_people.h"

namespace lamplight::db {
namespace {

using simulate::Dice;

std::vector<SkillCode> skills_of(std::size_t number) {
  std::vector<SkillCode> skills{SkillCode{"first_aid"}};
  if (number % 4 != 3) {
    skills.push_back(SkillCode{"lifting"});
    skills.push_back(SkillCode{"two_person_lift"});
  }
  if (number % 3 == 0) skills.push_back(SkillCode{"nursing"});
  if (number % 6 == 0) skills.push_back(SkillCode{"catheter"});
  if (number % 5 < 2) skills.push_back(SkillCode{"dementia"});
  if (number % 2 == 1) skills.push_back(SkillCode{"key_holder"});
  if (number % 3 == 1) skills.push_back(SkillCode{"driver"});
  if (number % 8 == 4) skills.push_back(SkillCode{"sign_language"});
  std::sort(skills.begin(), skills.end());
  return skills;
}

std::vector<std::string> languages_of(std::size_t number) {
  std::vector<std::string> languages{"zh"};
  if (number % 5 != 4) languages.emplace_back("yue");
  if (number % 10 == 2) languages.emplace_back("en");
  return languages;
}

// Four in five serve the whole town, the others their village and its neighbours.
std::vector<DistrictId> districts_of(std::size_t number) {
  std::vector<DistrictId> districts;
  if (number % 5 != 3) return districts;
  for (std::size_t i = 0; i < 4; ++i) {
    districts.emplace_back(std::string(words::k_villages[(number + i) % words::k_villages.size()].id));
  }
  std::sort(districts.begin(), districts.end());
  return districts;
}

DemoWorker make_worker(std::uint64_t seed, std::size_t index, Instant now, std::set<std::string>& usernames) {
  DemoWorker worker;
  worker.card.id = WorkerId{numbered("w-", index + 1, 2)};
  Dice dice{seed, {"worker", worker.card.id.text()}};
  worker.card.gender = dice.chance(0.7) ? Gender::female : Gender::male;
  DemoName name = throw_name(dice, worker.card.gender);
  while (!usernames.insert(name.spoken).second) name = throw_name(dice, worker.card.gender);
  worker.card.name = name.written;
  worker.username = name.spoken;
  worker.phone = throw_phone(dice);
  worker.card.skills = skills_of(index);
  worker.card.languages = languages_of(index);
  worker.card.districts = districts_of(index);
  const words::Village& village =
      words::k_villages[(index + index / words::k_villages.size()) % words::k_villages.size()];
  worker.card.position = throw_house(dice, village).place;
  worker.card.position_at = now;
  worker.card.accuracy_m = dice.between(4, 20);
  return worker;
}

DemoUser make_user(const std::string& id, Role role, const std::string& name) {
  DemoUser user;
  user.id = UserId{"u-" + id};
  user.username = id;
  user.role = role;
  user.name = name;
  user.language = "zh";
  return user;
}

}  // namespace

std::vector<DemoWorker> make_workers(std::uint64_t seed, Instant now) {
  std::vector<DemoWorker> workers;
  std::set<std::string> usernames;
  for (std::size_t i = 0; i < k_demo_workers; ++i) workers.push_back(make_worker(seed, i, now, usernames));
  for (const DemoShift& shift : demo_shifts(now, now)) {
    for (DemoWorker& worker : workers) {
      if (worker.card.id == shift.worker) worker.card.on_duty = true;
    }
  }
  return workers;
}

DemoUser make_administrator() {
  return make_user("admin", Role::administrator, "系统管理员");
}

std::vector<DemoUser> make_users(std::uint64_t seed, const std::vector<DemoWorker>& workers) {
  std::vector<DemoUser> users{make_administrator()};
  for (std::size_t i = 1; i <= 6; ++i) {
    const std::string id = "dispatcher" + std::to_string(i);
    Dice dice{seed, {"user", id}};
    users.push_back(make_user(id, Role::dispatcher, throw_name(dice, Gender::female).written));
    users.back().listed = i <= 2;
  }
  for (const DemoWorker& worker : workers) {
    users.push_back(make_user(worker.username, Role::care_worker, worker.card.name));
    users.back().id = UserId{"u-" + worker.card.id.text()};
    users.back().person = worker.card.id.text();
  }
  for (std::size_t i = 1; i <= 3; ++i) {
    const std::string id = "family" + std::to_string(i);
    Dice dice{seed, {"user", id}};
    users.push_back(make_user(id, Role::family, throw_name(dice, i == 2 ? Gender::male : Gender::female).written));
  }
  return users;
}

std::vector<DemoFamilyLink> make_family_links(const std::vector<DemoDevice>& devices) {
  const auto resident = [&](std::size_t i) { return *devices[i].card.resident; };
  return {
      {UserId{"u-family1"}, resident(0), "女儿", true, true, true, true},
      {UserId{"u-family2"}, resident(1), "儿子", true, true, false, false},
      {UserId{"u-family3"}, resident(2), "孙女", true, false, false, false},
      {UserId{"u-family3"}, resident(0), "孙女", true, true, false, false},
  };
}

}  // namespace lamplight::db
