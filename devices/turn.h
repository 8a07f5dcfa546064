// What a rule makes of one look: something begins, something ends, or all stays as it is.
// Used by the rules of devices/ and by whoever keeps their findings.
#pragma once

#include <cstdint>

namespace lamplight {

enum class Turn : std::uint8_t { stays, begins, ends };

}  // namespace lamplight
