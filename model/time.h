// Instants and durations. `now` is always a parameter; only server/clock reads a clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lamplight {

using Millis = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

// Milliseconds of UTC since 1970, as the database keeps them.
using Instant = std::chrono::sys_time<Millis>;

[[nodiscard]] constexpr Instant instant_of_ms(std::int64_t ms) { return Instant{Millis{ms}}; }
[[nodiscard]] constexpr std::int64_t ms_of(Instant at) { return at.time_since_epoch().count(); }

// RFC 3339 UTC with milliseconds: `2026-11-23T08:15:30.123Z`.
[[nodiscard]] std::string to_rfc3339(Instant at);

// Reads any RFC 3339 date-time of the years 0000–9999 (offset or Z, 0–9 fraction digits, which are
// cut to milliseconds; a leap second counts as the second before). Nothing when it is anything else.
[[nodiscard]] std::optional<Instant> from_rfc3339(std::string_view text);

}  // namespace lamplight
