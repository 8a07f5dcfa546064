// Bounds to begin at, bounds to end at.
#include "devices/device_health.h"

#include <chrono>

namespace lamplight {
namespace {

std::string minutes_of(Millis span) {
  return std::to_string(std::chrono::round<std::chrono::minutes>(std::chrono::abs(span)).count()) + " min";
}

}  // namespace

HealthVerdict judge_battery(const DeviceStatus& status, bool open, const HealthRules& rules) {
  if (!status.battery_pct) return {};
  const int pct = *status.battery_pct;
  if (!open && pct <= rules.battery_low_pct) return {Turn::begins, "battery at " + std::to_string(pct) + " %"};
  if (open && pct >= rules.battery_good_pct) return {Turn::ends, "battery at " + std::to_string(pct) + " % again"};
  return {};
}

HealthVerdict judge_mains(const DeviceStatus& status, bool open) {
  if (!status.mains) return {};
  if (!open && !*status.mains) return {Turn::begins, "runs on its battery: no mains"};
  if (open && *status.mains) return {Turn::ends, "mains are back"};
  return {};
}

std::optional<Millis> clock_skew(const DeviceStatus& status) {
  if (!status.sent_at) return std::nullopt;
  return *status.sent_at - status.received_at;
}

HealthVerdict judge_clock(std::optional<Millis> before, std::optional<Millis> skew, bool open,
                          const HealthRules& rules) {
  if (!skew) return {};
  if (open) {
    if (std::chrono::abs(*skew) > rules.clock_true) return {};
    return {Turn::ends, "its clock is right again"};
  }
  const bool off = std::chrono::abs(*skew) > rules.clock_off;
  if (!off || !before || std::chrono::abs(*skew - *before) > rules.clock_true) return {};
  return {Turn::begins, "its clock is " + minutes_of(*skew) + (*skew > Millis{0} ? " ahead" : " behind")};
}

}  // namespace lamplight
