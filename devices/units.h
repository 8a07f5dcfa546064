// Units that homes use besides ours, and how they are converted.
//
// Names are those of the SenML units registry (RFC 8428 §12.1) and of UCUM. Called by
// devices/decode_readings; pure.
#pragma once

#include <optional>
#include <string_view>

#include "model/reading.h"

namespace lamplight {

// `value` in the unit of `facts`. An empty `unit` is taken for ours; nothing where the conversion
// would be a guess. Converted values are rounded to four decimals: no sensor of a home has more.
[[nodiscard]] std::optional<double> in_our_unit(const ReadingFacts& facts, std::string_view unit, double value);

}  // namespace lamplight
