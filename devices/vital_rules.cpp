// Bounds and words.
#include "devices/vital_rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "devices/two_languages.h"

namespace lamplight {
namespace {

constexpr int k_urgent_from = 5;
constexpr int k_urgent_over = 3;
constexpr int k_emergency_from = 7;
constexpr int k_emergency_over = 5;
constexpr int k_red = 3;

// A deviation that is always worth a word, however steady she usually is.
struct LeastDeviation {
  std::string_view name;
  double value;
};
constexpr std::array k_least_deviations{
    LeastDeviation{"heart_rate", 12}, LeastDeviation{"respiratory_rate", 4}, LeastDeviation{"spo2", 3},
    LeastDeviation{"systolic", 20},   LeastDeviation{"diastolic", 12},       LeastDeviation{"temperature", 0.8},
    LeastDeviation{"glucose", 3},     LeastDeviation{"weight", 2},
};

double least_deviation(std::string_view name) {
  for (const LeastDeviation& least : k_least_deviations) {
    if (least.name == name) return least.value;
  }
  return 0;
}

bool has_red(const News2& score) {
  return std::any_of(score.from.begin(), score.from.end(), [](const Scored& scored) { return scored.points >= k_red; });
}

// "NEWS2 7–9: respiratory_rate 26 1/min (3), spo2 93 % (2); missing temperature"
std::string score_text(const News2& score) {
  std::string values;
  for (const Scored& scored : score.from) {
    if (scored.points == 0) continue;
    values += (values.empty() ? "" : ", ") + value_text(scored.name, scored.value) + " (" +
              std::to_string(scored.points) + ")";
  }
  std::string range = std::to_string(score.least);
  if (score.most != score.least) range += "–" + std::to_string(score.most);
  std::string text = "NEWS2 " + range + ": " + values;
  std::string missing;
  for (const std::string& name : score.missing) missing += (missing.empty() ? "" : ", ") + name;
  if (!missing.empty()) text += "; " + in_both("not known: ", "未测：") + missing;
  return text;
}

std::string number_text(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

Judged judge_beyond(const std::string& text, bool beyond, bool well) {
  return {beyond, well, text};
}

}  // namespace

std::string value_text(std::string_view name, double value) {
  const ReadingFacts* facts = facts_of_reading(name);
  std::string text = std::string(name) + " ";
  if (name == "consciousness") return text + std::string("ACVPU").substr(static_cast<std::size_t>(value), 1);
  if (facts != nullptr && facts->type == 'b') return text + (value != 0 ? "yes" : "no");
  text += number_text(value);
  if (facts != nullptr && !facts->unit.empty()) text += " " + std::string(facts->unit);
  return text;
}

Judged judge_news2_urgent(const News2& score) {
  const bool red = has_red(score);
  return {score.least >= k_urgent_from || red, score.least <= k_urgent_over && !red, score_text(score)};
}

Judged judge_news2_emergency(const News2& score) {
  return {score.least >= k_emergency_from, score.least <= k_emergency_over, score_text(score)};
}

std::string limit_rule_name(const Limit& limit, bool high) {
  // 24 characters: what does not fit is told apart well enough by its beginning, as limits are few.
  return (std::string(high ? "high_" : "low_") + limit.name.substr(0, limit.name.find(':'))).substr(0, 24);
}

Judged judge_limit_low(const Limit& limit, double value) {
  if (!limit.low) return {};
  const std::string bound = number_text(*limit.low);
  const bool over = value >= *limit.low + limit.hysteresis;
  const std::string text =
      over ? in_both(value_text(limit.name, value) + ", above her lower limit of " + bound + " again",
                     "已回到个人下限" + bound + "以上")
           : in_both(value_text(limit.name, value) + ", below her limit of " + bound, "低于个人下限" + bound);
  return judge_beyond(text, value < *limit.low, over);
}

Judged judge_limit_high(const Limit& limit, double value) {
  if (!limit.high) return {};
  const std::string bound = number_text(*limit.high);
  const bool over = value <= *limit.high - limit.hysteresis;
  const std::string text =
      over ? in_both(value_text(limit.name, value) + ", below her upper limit of " + bound + " again",
                     "已回到个人上限" + bound + "以下")
           : in_both(value_text(limit.name, value) + ", above her limit of " + bound, "高于个人上限" + bound);
  return judge_beyond(text, value > *limit.high, over);
}

std::string trend_rule_name(std::string_view name) {
  return ("trend_" + std::string(name.substr(0, name.find(':')))).substr(0, 24);
}

Judged judge_trend(std::string_view name, double value, const Usual& usual, double spreads) {
  const double allowed = std::max(spreads * usual.spread, least_deviation(name));
  const double away = value - usual.value;
  const std::string by = number_text(std::round(std::abs(away) * 10) / 10);
  const std::string days = std::to_string(usual.days);
  const std::string text =
      in_both(value_text(name, value) + ", " + by + (away > 0 ? " above" : " below") + " her usual of " +
                  number_text(std::round(usual.value * 10) / 10) + " at this hour (" + days + " days)",
              std::string("比她此时段平常值") + (away > 0 ? "高" : "低") + by + "（近" + days + "天）");
  return judge_beyond(text, std::abs(away) > allowed, std::abs(away) <= allowed / 2);
}

}  // namespace lamplight
