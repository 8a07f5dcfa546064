// How a press of the monitor's canary is known from the presses of homes (docs/operating.md).
#pragma once

#include <string_view>

namespace lamplight {

inline constexpr std::string_view k_canary_prefix = "canary-";  // of its device names, which no register knows
inline constexpr std::string_view k_canary_kind = "canary";     // what the inbox calls its presses

}  // namespace lamplight
