// The town put together: districts, skills, how it escalates, who works when.
#include "db/demo_town.h"

#include "db/demo_homes.h"
#include "db/demo_people.h"
#include "db/demo_rules.h"
#include "db/demo_staff.h"

namespace lamplight::db {
namespace {

using namespace std::chrono_literals;

// Shifts begin at 7 and at 19 o'clock; the town is eight hours ahead of UTC.
constexpr Millis k_shift{12h};
constexpr Millis k_first_shift{-1h};

std::int64_t shift_number(Instant at) {
  const std::int64_t since_ms = ms_of(at) - k_first_shift.count();
  return since_ms / k_shift.count() - (since_ms % k_shift.count() < 0 ? 1 : 0);
}

// Offers, then the resident's people, then every dispatcher; a life at stake ends at the emergency number.
Ladder emergency_ladder(Millis offer, Millis call, bool life) {
  Ladder ladder{{StepAction::offer, 1, offer},
                {StepAction::offer, 3, offer},
                {StepAction::contacts, 1, call},
                {StepAction::dispatchers, 1, call}};
  if (life) ladder.push_back({StepAction::emergency_number, 1, call});
  return ladder;
}

Policies make_policies() {
  Policies policies;
  policies.by_priority[1] = emergency_ladder(45s, 60s, true);
  policies.by_priority[2] = emergency_ladder(60s, 90s, false);
  policies.by_priority[3] = emergency_ladder(90s, 120s, false);
  policies.by_priority[4] = emergency_ladder(3min, 5min, false);
  policies.by_priority[5] = emergency_ladder(5min, 10min, false);
  policies.by_queue[IncidentClass::service] = {{StepAction::dispatchers, 1, 30min}};
  policies.by_queue[IncidentClass::technical] = {{StepAction::dispatchers, 1, 60min}};
  policies.needs[AlarmKind::fall] = {SkillCode{"lifting"}};
  policies.needs[AlarmKind::vital] = {SkillCode{"nursing"}};
  return policies;
}

std::vector<DemoSkill> make_skills() {
  std::vector<DemoSkill> skills;
  for (const words::Word& word : words::k_skills) {
    skills.push_back({SkillCode{std::string(word.code)}, std::string(word.name), std::string(word.name_en)});
    skills.back().for_two = word.code == "two_person_lift";
  }
  return skills;
}

}  // namespace

DemoTown make_empty_town() {
  DemoTown town;
  town.skills = make_skills();
  town.policies = make_policies();
  town.users.push_back(make_administrator());
  return town;
}

DemoTown make_demo_town(std::uint64_t seed, Instant now) {
  DemoTown town;
  for (const words::Village& village : words::k_villages) {
    town.districts.push_back({DistrictId{std::string(village.id)}, std::string(village.name),
                              std::string(village.name_en), Position{village.lat, village.lon}});
  }
  town.skills = make_skills();
  town.policies = make_policies();
  town.policies.evidence = make_evidence_rules();
  town.plans = make_plans();
  for (const DemoPlan& one : town.plans) town.policies.plans.push_back(one.plan);
  town.vehicles = make_vehicles();
  town.residents = make_residents(seed);
  add_two_person_lifts(town.residents);
  town.devices = make_devices(seed, town.residents);
  town.workers = make_workers(seed, now);
  town.users = make_users(seed, town.workers);
  town.family_links = make_family_links(town.devices);
  return town;
}

std::vector<DemoShift> demo_shifts(Instant from, Instant until) {
  std::vector<DemoShift> shifts;
  for (std::int64_t number = shift_number(from); number <= shift_number(until); ++number) {
    const Instant start = instant_of_ms(number * k_shift.count() + k_first_shift.count());
    for (std::size_t i = 0; i < k_demo_on_shift; ++i) {
      const std::size_t worker = (static_cast<std::size_t>(number) * k_demo_on_shift + i) % k_demo_workers;
      const WorkerId id{numbered("w-", worker + 1, 2)};
      shifts.push_back({"s-" + std::to_string(number) + "-" + id.text(), id, start, start + k_shift});
    }
  }
  return shifts;
}

}  // namespace lamplight::db
