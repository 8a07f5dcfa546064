// A dense Hungarian method: slow, short and obviously right, to hold the sparse one against.
#pragma once

#include <cstdint>

#include "tests/unit/dispatch/assignment_cases.h"

namespace lamplight::testing {

// What the best answer costs: its travel, and for everybody left a weight that no travel outweighs.
[[nodiscard]] std::int64_t dense_cost(const TownCase& town);

// What this answer costs, in the same weights.
[[nodiscard]] std::int64_t cost_of(const TownCase& town, const Assignment& answer);

}  // namespace lamplight::testing
