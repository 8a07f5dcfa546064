// Reading what a heartbeat says of the device's own counters.
#include <cmath>

#include "devices/device_course.h"
#include "devices/strict_json.h"
#include "model/limits.h"

namespace lamplight {
namespace {

constexpr double k_count_max = 9.0e15;  // what a double holds exactly

std::optional<std::int64_t> counted(const Json& message, std::string_view name, std::vector<std::string>& odd) {
  const Json* member = message.member(name);
  if (member == nullptr) return std::nullopt;
  const auto number = member->number();
  if (number && *number >= 0 && *number <= k_count_max && std::floor(*number) == *number) {
    return static_cast<std::int64_t>(*number);
  }
  odd.emplace_back(name);
  return std::nullopt;
}

}  // namespace

DeviceCounts decode_counts(std::string_view payload, std::vector<std::string>& odd) {
  const auto read = read_json(payload, limits::status_bytes_max);
  DeviceCounts counts;
  if (!read || read.value().object() == nullptr) return counts;
  const Json& message = read.value();
  counts.seq = counted(message, "seq", odd);
  counts.uptime_s = counted(message, "uptime_s", odd);
  if (const Json* tamper = message.member("tamper")) {
    counts.tamper = tamper->truth();
    if (!counts.tamper) odd.emplace_back("tamper");
  }
  return counts;
}

}  // namespace lamplight
