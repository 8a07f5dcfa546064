// A town small enough to know by heart: two residents, four care workers, one ladder.
//
// Header-only values for the tests of the pure core; nothing here reads a clock.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "dispatch/intake.h"
#include "dispatch/lifecycle.h"
#include "dispatch/town.h"
#include "dispatch/travel.h"

namespace lamplight::tests {

using namespace std::chrono_literals;

inline const Instant k_noon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 12h;
inline const Position k_home{22.6100, 113.1900};

// `metres` north of the home.
inline Position north_of_home(double metres) { return {k_home.lat + metres / 111'195.0, k_home.lon}; }

inline WorkerCard small_worker(const std::string& id, double metres_away, std::vector<SkillCode> skills = {}) {
  WorkerCard worker{.id = WorkerId{id}, .name = "Worker " + id, .on_duty = true, .position = north_of_home(metres_away)};
  worker.position_at = k_noon;
  worker.skills = std::move(skills);
  worker.languages = {"zh"};
  return worker;
}

struct SmallTown {
  Registers registers;
  std::vector<WorkerCard> workers;
  GreatCircle travel{1.0};   // a metre a second: distances read as seconds

  SmallTown() {
    ResidentCard li{.id = ResidentId{"r-li"}, .name = "Li", .district = DistrictId{"east"}, .home = k_home};
    li.contacts = 2;
    ResidentCard wang{.id = ResidentId{"r-wang"}, .name = "Wang", .district = DistrictId{"east"}, .home = north_of_home(500)};
    registers.residents = {{li.id, li}, {wang.id, wang}};
    for (const auto& [device, resident] : {std::pair{"pendant-li", "r-li"}, {"hub-li", "r-li"}, {"pendant-wang", "r-wang"}}) {
      registers.devices[DeviceId{device}] = {DeviceId{device}, DistrictId{"east"}, ResidentId{resident}, "pendant", ""};
    }
    registers.districts[DistrictId{"east"}] = {DistrictId{"east"}, "东", "East", k_home};
    const Ladder urgent{{StepAction::offer, 1, 45s}, {StepAction::offer, 3, 45s}, {StepAction::contacts, 1, 60s},
                        {StepAction::dispatchers, 1, 60s}, {StepAction::emergency_number, 1, 60s}};
    for (int priority = 1; priority <= 5; ++priority) registers.policies.by_priority[priority] = urgent;
    registers.policies.by_queue[IncidentClass::service] = {{StepAction::dispatchers, 1, 30min}};
    registers.policies.by_queue[IncidentClass::technical] = {{StepAction::dispatchers, 1, 60min}};
    registers.policies.needs[AlarmKind::fall] = {SkillCode{"lifting"}};
    workers = {small_worker("w1", 100), small_worker("w2", 200, {SkillCode{"lifting"}}), small_worker("w3", 300),
               small_worker("w4", 400)};
  }

  [[nodiscard]] Town town() const {
    return {std::make_shared<const Registers>(registers), std::make_shared<const Workforce>(workers)};
  }
};

inline Signal small_signal(const std::string& device, const std::string& id, AlarmKind kind = AlarmKind::sos,
                           Instant received_at = k_noon) {
  Signal signal{.device = DeviceId{device}, .district = DistrictId{"east"}, .id = AlarmId{id}, .kind = kind};
  signal.kind_text = facts_of(kind).name;
  signal.received_at = received_at;
  return signal;
}

}  // namespace lamplight::tests
