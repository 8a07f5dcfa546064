// The demo town's own ways: what is driven, what evidence calls for, whose alarms go by a plan of their own. Pure.
//
// Used by db/demo_town only. No dice: it is the same town whatever the seed.
#pragma once

#include <vector>

#include "db/demo_town.h"

namespace lamplight::db {

// Vans with a stretcher, one of them driven at any hour of the roster, and two that are smaller.
[[nodiscard]] std::vector<DemoVehicle> make_vehicles();

[[nodiscard]] std::vector<EvidenceRule> make_evidence_rules();

// Of two residents, neither of them among those a newcomer presses for. By id.
[[nodiscard]] std::vector<DemoPlan> make_plans();

// Who lies in bed and is at high risk is not lifted by one alone.
void add_two_person_lifts(std::vector<DemoResident>& residents);

}  // namespace lamplight::db
