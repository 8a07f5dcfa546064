// The demo town's homes: residents with all that is known of them, and what hangs on their walls. Pure.
//
// Used by db/demo_town only.
#pragma once

#include <vector>

#include "db/demo_town.h"

namespace lamplight::db {

[[nodiscard]] std::vector<DemoResident> make_residents(std::uint64_t seed);

// The pendants first, in the order of the residents; then everything else.
[[nodiscard]] std::vector<DemoDevice> make_devices(std::uint64_t seed, const std::vector<DemoResident>& residents);

}  // namespace lamplight::db
