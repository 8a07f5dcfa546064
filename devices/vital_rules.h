// The rules about a resident's vital signs: her score by the table, her own limits, her own baseline.
//
// Each is a small pure function of values: does its condition hold, is it clearly over, and the words for
// the evidence. How long it must last is judged by devices/resident_watch. NEWS2 is the Royal College of
// Physicians' of 2017 (devices/news2.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "devices/baseline.h"
#include "devices/care_plan.h"
#include "devices/news2.h"

namespace lamplight {

struct Judged {
  bool begins = false;  // the condition holds
  bool ends = false;    // it is clearly over; between the two nothing turns
  std::string text;     // why, in both languages
  bool operator==(const Judged&) const = default;
};

inline constexpr std::string_view k_news2_urgent_rule = "news2_urgent";
inline constexpr std::string_view k_news2_emergency_rule = "news2_emergency";

// By what is known for certain: what a missing value could add raises nobody.
// Urgent: 5 and more, or a single 3; over at 3 and less without any 3. Emergency: 7; over at 5.
[[nodiscard]] Judged judge_news2_urgent(const News2& score);
[[nodiscard]] Judged judge_news2_emergency(const News2& score);

// `limit_high_heart_rate`, `limit_low_spo2`: the rule's name.
[[nodiscard]] std::string limit_rule_name(const Limit& limit, bool high);
[[nodiscard]] Judged judge_limit_low(const Limit& limit, double value);
[[nodiscard]] Judged judge_limit_high(const Limit& limit, double value);

// Against her usual at this hour of the day; over at half the distance.
[[nodiscard]] std::string trend_rule_name(std::string_view name);
[[nodiscard]] Judged judge_trend(std::string_view name, double value, const Usual& usual, double spreads);

// `104 beat/min`, with as many decimals as it has.
[[nodiscard]] std::string value_text(std::string_view name, double value);

}  // namespace lamplight
