// Bounds of what care workers photograph, each with its reason.
#pragma once

#include <cstddef>

namespace lamplight::limits {

inline constexpr std::size_t photo_bytes_max = 45'000;      // in base64 it fits a body, and a stairway's bad line
inline constexpr std::size_t photos_per_incident_max = 20;  // of a visit; more is an album

}  // namespace lamplight::limits
