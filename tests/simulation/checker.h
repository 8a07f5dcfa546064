// Judges the record of a simulated town: I1, I3, I4, I5, I6, I14. Knows nothing of how it came about.
#pragma once

#include <string>
#include <vector>

#include "tests/simulation/record.h"

namespace lamplight::simulation {

// Each violation a sentence that begins with its invariant; none: all held.
[[nodiscard]] std::vector<std::string> violations(const Record& record);

}  // namespace lamplight::simulation
