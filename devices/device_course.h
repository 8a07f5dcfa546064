// What the heartbeats of one device say together: words that never arrived, and restarts.
//
// A status may carry `seq`, which rises by one with each heartbeat and begins anew with the device, and `uptime_s`.
// Devices that say neither are judged by neither. Pure values with hysteresis; kept by server/home_watch.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "devices/device_health.h"

namespace lamplight {

inline constexpr std::string_view k_gaps_rule = "gaps";
inline constexpr std::string_view k_restarts_rule = "restarts";
inline constexpr std::string_view k_tamper_rule = "tamper";

// What a heartbeat may say of the device besides; judged and not stored.
struct DeviceCounts {
  std::optional<bool> tamper;            // its case is open, or it was taken off the wall
  std::optional<std::int64_t> seq;       // rises by one with each heartbeat; begins anew with the device
  std::optional<std::int64_t> uptime_s;  // since it was started
  bool operator==(const DeviceCounts&) const = default;
};

// Out of a heartbeat that decode_status has read; members of a wrong type or range are left out and named in `odd`.
[[nodiscard]] DeviceCounts decode_counts(std::string_view payload, std::vector<std::string>& odd);

struct DeviceCourse {
  std::optional<std::int64_t> seq;       // of the latest heartbeat
  std::optional<std::int64_t> uptime_s;  // … and when it came
  Instant heard_at{};
  std::uint32_t lost = 0;         // of the last k_course_words numbers, a bit each; the latest lowest
  int words = 0;                  // how many of those bits count
  std::vector<Instant> restarts;  // the latest last, at most k_restarts_kept
  bool operator==(const DeviceCourse&) const = default;
};

inline constexpr int k_course_words = 20;
inline constexpr int k_gaps_many = 5;  // of those: a line that loses a quarter
inline constexpr int k_gaps_few = 1;
inline constexpr int k_restarts_many = 3;  // within a day
inline constexpr Seconds k_restarts_within{86'400};

// Takes a heartbeat in. One that comes twice, or late and out of order, changes nothing.
void note_heartbeat(DeviceCourse& course, const DeviceCounts& counts, Instant at);

// `open` as in device_health.h.
[[nodiscard]] HealthVerdict judge_gaps(const DeviceCourse& course, bool open);
[[nodiscard]] HealthVerdict judge_restarts(const DeviceCourse& course, Instant now, bool open);
// Its case was opened; over when it says that it is shut.
[[nodiscard]] HealthVerdict judge_tamper(const DeviceCounts& counts, bool open);

}  // namespace lamplight
