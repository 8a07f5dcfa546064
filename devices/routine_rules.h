// The rules about a resident's habits and her rooms.
//
// Each is a small pure function with a name; its parameters are in her care plan. Minutes are of the
// town's day. A household that has no such sensor, or has not been known for long enough, is never found
// anything about. Called by devices/resident_watch.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "devices/vital_rules.h"

namespace lamplight {

inline constexpr std::string_view k_no_motion_rule = "no_motion";
inline constexpr std::string_view k_bed_left_rule = "bed_left";
inline constexpr std::string_view k_door_open_rule = "door_open";
inline constexpr std::string_view k_room_cold_rule = "room_cold";
inline constexpr std::string_view k_room_hot_rule = "room_hot";

inline constexpr int k_mornings_min = 14;  // fewer are no habit
inline constexpr int k_mornings = 30;      // the last ones that count

// The minute by which she was up on that share of the mornings, and on how many she was.
struct UsualMorning {
  int up_by_min = 0;
  int up = 0;        // mornings up by then
  int mornings = 0;  // of so many
  bool operator==(const UsualMorning&) const = default;
};
// `minutes`: of the first motion of each of the last mornings. Nothing where they are too few.
[[nodiscard]] std::optional<UsualMorning> usual_morning(std::span<const int> minutes, double share);

// "up by 09:40 on 27 of 30 days; it is 10:30 and nobody has moved"
[[nodiscard]] Judged judge_no_motion(const CarePlan::NoMotionRule& rule, const std::optional<UsualMorning>& usual,
                                     bool moved_today, int minute_now);

// `left_at`: since when she is out of bed; nothing while she is in it.
[[nodiscard]] Judged judge_bed_left(const CarePlan::BedRule& rule, const std::optional<Instant>& left_at,
                                    int left_minute, Instant now);
// `open_since`: nothing while the door is shut.
[[nodiscard]] Judged judge_door_open(const CarePlan::DoorRule& rule, const std::optional<Instant>& open_since,
                                     Instant now);
[[nodiscard]] Judged judge_room_cold(const CarePlan::RoomRule& rule, double celsius);
[[nodiscard]] Judged judge_room_hot(const CarePlan::RoomRule& rule, double celsius);

// "09:40"
[[nodiscard]] std::string clock_text(int minute_of_day);

}  // namespace lamplight
