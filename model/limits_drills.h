// Bounds of drills (server/drill_keeper).
#pragma once

#include "model/time.h"

namespace lamplight::limits {

inline constexpr Millis drill_home_wait{60'000};  // a home that was told to press, until its alarm must have come
inline constexpr Seconds drill_ahead_max{366LL * 24 * 3'600};

}  // namespace lamplight::limits
