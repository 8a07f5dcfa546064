// Judges the record of a simulated town: I1 to I6, I10, I14, who may be asked (A1 to A4), what is never
// folded or cancelled (S1, S2), what homes can tell apart (T1). Knows nothing of how it came about.
#pragma once

#include <string>
#include <vector>

#include "tests/simulation/record.h"

namespace lamplight::simulation {

// Each violation a sentence that begins with its invariant; none: all held.
[[nodiscard]] std::vector<std::string> violations(const Record& record);

}  // namespace lamplight::simulation
