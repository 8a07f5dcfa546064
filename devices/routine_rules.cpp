// Habits and rooms.
#include "devices/routine_rules.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "devices/two_languages.h"

namespace lamplight {
namespace {

constexpr double k_room_hysteresis = 1.0;  // °C

// Within [from, to) of a day, also over midnight.
bool within(int minute, int from, int to) {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

std::string minutes_since(Instant since, Instant now) {
  return std::to_string((now - since) / std::chrono::minutes{1});
}

}  // namespace

std::string clock_text(int minute_of_day) {
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(minute_of_day / 60) + ":" + two(minute_of_day % 60);
}

std::optional<UsualMorning> usual_morning(std::span<const int> minutes, double share) {
  if (minutes.size() < static_cast<std::size_t>(k_mornings_min)) return std::nullopt;
  std::vector<int> sorted(minutes.begin(), minutes.end());
  std::sort(sorted.begin(), sorted.end());
  const auto needed = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  const int up_by = sorted[std::max<std::size_t>(needed, 1) - 1];
  const auto up = std::upper_bound(sorted.begin(), sorted.end(), up_by) - sorted.begin();
  return UsualMorning{up_by, static_cast<int>(up), static_cast<int>(sorted.size())};
}

Judged judge_no_motion(const CarePlan::NoMotionRule& rule, const std::optional<UsualMorning>& usual, bool moved_today,
                       int minute_now) {
  if (moved_today || !rule.on) return {false, true, in_both("somebody moves again", "已有活动")};
  if (!usual || minute_now < usual->up_by_min + rule.late_min) return {};
  const std::string by = clock_text(usual->up_by_min);
  const std::string days = std::to_string(usual->up) + "/" + std::to_string(usual->mornings);
  return {true, false,
          in_both("up by " + by + " on " + days + " days; it is " + clock_text(minute_now) + " and nobody has moved",
                  days + "天在" + by + "前已起身；现在" + clock_text(minute_now) + "仍无活动")};
}

Judged judge_bed_left(const CarePlan::BedRule& rule, const std::optional<Instant>& left_at, int left_minute,
                      Instant now) {
  if (!left_at || !rule.on) return {false, true, in_both("back in bed", "已回到床上")};
  const bool at_night = within(left_minute, rule.from_min, rule.to_min);
  if (!at_night || now - *left_at < std::chrono::minutes{rule.minutes}) return {};
  const std::string minutes = minutes_since(*left_at, now);
  return {true, false,
          in_both("left her bed at " + clock_text(left_minute) + " and has not returned for " + minutes + " min",
                  clock_text(left_minute) + "离床，" + minutes + "分钟未返回")};
}

Judged judge_door_open(const CarePlan::DoorRule& rule, const std::optional<Instant>& open_since, Instant now) {
  if (!open_since || !rule.on) return {false, true, in_both("the door is shut", "门已关上")};
  if (now - *open_since < std::chrono::minutes{rule.minutes}) return {};
  const std::string minutes = minutes_since(*open_since, now);
  return {true, false,
          in_both("the front door has been open for " + minutes + " min", "大门已敞开" + minutes + "分钟")};
}

Judged judge_room_cold(const CarePlan::RoomRule& rule, double celsius) {
  const std::string value = value_text("room_temperature", celsius);
  const bool over = !rule.on || celsius >= rule.cold + k_room_hysteresis;
  return {rule.on && celsius < rule.cold, over,
          over ? in_both(value + ": warm enough again", "室温已回升") : in_both(value + ": too cold", "室温过低")};
}

Judged judge_room_hot(const CarePlan::RoomRule& rule, double celsius) {
  const std::string value = value_text("room_temperature", celsius);
  const bool over = !rule.on || celsius <= rule.hot - k_room_hysteresis;
  return {rule.on && celsius > rule.hot, over,
          over ? in_both(value + ": cool enough again", "室温已回落") : in_both(value + ": too hot", "室温过高")};
}

}  // namespace lamplight
