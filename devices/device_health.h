// What a heartbeat says about the device itself: battery, mains, clock.
//
// Small pure functions with hysteresis: a trouble begins at one bound and ends at another, so that
// nothing flaps. Each is a rule of a finding (devices/finding.h) about the device. What several heartbeats
// say together stands in devices/device_course.h. Called by server/home_watch with each heartbeat.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "devices/turn.h"
#include "model/alarm_kind.h"
#include "model/reading.h"

namespace lamplight {

struct HealthRules {
  int battery_low_pct = 15;   // at or below: some days are left
  int battery_good_pct = 25;  // a new or charged one
  Seconds clock_off{300};     // beyond what waiting in a queue explains
  Seconds clock_true{60};
};

// What one rule makes of one heartbeat.
struct HealthVerdict {
  Turn turn = Turn::stays;
  std::string text;  // where it begins or ends
};

inline constexpr std::string_view k_battery_rule = "battery";
inline constexpr std::string_view k_mains_rule = "mains";
inline constexpr std::string_view k_clock_rule = "clock";

// `open`: the rule has found something about this device, and it has not ended.
[[nodiscard]] HealthVerdict judge_battery(const DeviceStatus& status, bool open, const HealthRules& rules);
[[nodiscard]] HealthVerdict judge_mains(const DeviceStatus& status, bool open);

// How far the device's clock is ahead; nothing where it gives no time.
[[nodiscard]] std::optional<Millis> clock_skew(const DeviceStatus& status);
// `before` is the skew of its last heartbeat: a clock is wrong when two heartbeats agree on it, as a
// message that was only late is late once.
[[nodiscard]] HealthVerdict judge_clock(std::optional<Millis> before, std::optional<Millis> skew, bool open,
                                        const HealthRules& rules);

}  // namespace lamplight
