// Written out by hand.
#include "db/demo_rules.h"

#include <algorithm>

#include "db/demo_people.h"

namespace lamplight::db {
namespace {

using namespace std::chrono_literals;

// Not constants of their own type: a town may be made before this file's would be.
constexpr const char* k_two_person_lift = "two_person_lift";
constexpr const char* k_stretcher = "vehicle_stretcher";

DemoVehicle vehicle(const std::string& id, const std::string& name, const std::string& kind, int seats,
                    const std::string& district, const std::string& driver) {
  DemoVehicle made;
  made.id = id;
  made.name = name;
  made.plate = "粤T·D" + id.substr(id.size() - 2) + "00";
  made.kind = kind;
  made.seats = seats;
  made.district = DistrictId{district};
  made.driver = WorkerId{driver};
  return made;
}

}  // namespace

std::vector<DemoVehicle> make_vehicles() {
  // The roster takes sixteen neighbours of forty: of three drivers at most sixteen apart one always works. All three
  // lift, and go to every district.
  std::vector<DemoVehicle> vehicles{
      vehicle("vehicle-01", "1号面包车", "van", 7, "guyi", "w-02"),
      vehicle("vehicle-02", "2号面包车", "van", 7, "haizhou", "w-17"),
      vehicle("vehicle-03", "3号面包车", "van", 7, "caoer", "w-26"),
      vehicle("vehicle-04", "4号小车", "car", 5, "gangdong", "w-11"),
      vehicle("vehicle-05", "5号电动车", "electric_bicycle", 1, "liufang", "w-38"),
  };
  for (DemoVehicle& one : vehicles) {
    if (one.kind == "van") one.equipment = "stretcher,wheelchair";
  }
  return vehicles;
}

std::vector<EvidenceRule> make_evidence_rules() {
  return {
      // Down a flight of stairs nobody is carried by one alone, nor in arms.
      {AlarmKind::fall, {}, "楼梯", {SkillCode{k_two_person_lift}, SkillCode{k_stretcher}}},
      // Out of bed and then out of the door: she has to be won, not fetched.
      {AlarmKind::wandering, AlarmKind::bed_exit, "", {SkillCode{"dementia"}}},
      {{}, {}, "导尿管", {SkillCode{"catheter"}}},
  };
}

std::vector<DemoPlan> make_plans() {
  DemoPlan family_first{.plan = {.id = PlanId{"r-025-night"}}, .name = "夜里离床先问家人"};
  family_first.plan.resident = ResidentId{"r-025"};
  family_first.plan.kind = AlarmKind::bed_exit;
  family_first.plan.time = TimeOfWeek::night;
  family_first.plan.steps = {{StepAction::contacts, 1, 2min},
                             {StepAction::offer, 1, 60s},
                             {StepAction::offer, 3, 60s},
                             {StepAction::dispatchers, 1, 2min}};
  DemoPlan two_at_once{.plan = {.id = PlanId{"r-030-urgent"}}, .name = "危急时同时询问两人"};
  two_at_once.plan.resident = ResidentId{"r-030"};
  two_at_once.plan.priority = 1;
  two_at_once.plan.steps = {{StepAction::offer, 2, 30s},
                            {StepAction::offer, 3, 30s},
                            {StepAction::contacts, 1, 60s},
                            {StepAction::dispatchers, 1, 60s, Loudness::loud},
                            {StepAction::emergency_number, 1, 60s}};
  return {family_first, two_at_once};
}

void add_two_person_lifts(std::vector<DemoResident>& residents) {
  for (DemoResident& resident : residents) {
    std::vector<SkillCode>& needs = resident.card.needs;
    const bool lifted = std::find(needs.begin(), needs.end(), SkillCode{"lifting"}) != needs.end();
    if (!lifted || !resident.card.high_risk || resident.mobility != words::k_mobility.back()) continue;
    needs.emplace_back(k_two_person_lift);
    std::sort(needs.begin(), needs.end());
  }
}

}  // namespace lamplight::db
