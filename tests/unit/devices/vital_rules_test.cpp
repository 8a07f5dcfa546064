// Tables of the rules about vital signs: where each begins, where it ends, what it says.
#include "devices/vital_rules.h"

#include <catch2/catch.hpp>

using namespace lamplight;
using namespace std::chrono_literals;

namespace {

const Instant k_noon = *from_rfc3339("2026-11-23T12:00:00.000Z");

News2 score_of(const std::vector<std::pair<std::string, double>>& values) {
  std::vector<Reading> readings;
  for (const auto& [name, value] : values)
    readings.push_back({DeviceId{"d"}, ResidentId{"r"}, name, k_noon, value, k_noon});
  return news2_of(readings, Spo2Scale::one, k_noon);
}

std::vector<HourlyMean> days_of(int days, double mean, double scatter) {
  std::vector<HourlyMean> past;
  for (int day = 1; day <= days; ++day) past.push_back({k_noon - day * 24h, mean + (day % 3 - 1) * scatter});
  return past;
}

}  // namespace

TEST_CASE("the score's response begins by what is certain, and ends clearly below") {
  struct Case {
    std::vector<std::pair<std::string, double>> values;
    bool urgent_begins, urgent_ends, emergency_begins, emergency_ends;
  };
  const Case row = GENERATE(
      Case{{{"heart_rate", 72}}, false, true, false, true},                              // 0, though 3 s are possible
      Case{{{"heart_rate", 105}}, false, true, false, true},                             // 1
      Case{{{"heart_rate", 120}, {"respiratory_rate", 22}}, false, false, false, true},  // 4: between
      Case{{{"heart_rate", 120}, {"respiratory_rate", 22}, {"spo2", 95}}, true, false, false, true},  // 5
      Case{{{"spo2", 91}}, true, false, false, true},                                                 // a single 3
      Case{{{"heart_rate", 135}, {"spo2", 93}, {"temperature", 38.5}}, true, false, false, false},    // 6: between
      Case{{{"heart_rate", 135}, {"spo2", 93}, {"temperature", 39.2}}, true, false, true, false});    // 7
  const News2 score = score_of(row.values);
  CAPTURE(score.least, score.most);
  CHECK(judge_news2_urgent(score).begins == row.urgent_begins);
  CHECK(judge_news2_urgent(score).ends == row.urgent_ends);
  CHECK(judge_news2_emergency(score).begins == row.emergency_begins);
  CHECK(judge_news2_emergency(score).ends == row.emergency_ends);
}

TEST_CASE("the words of a score say what brought the points and what is not known") {
  const std::string text =
      judge_news2_urgent(score_of({{"heart_rate", 135}, {"spo2", 97}, {"temperature", 38.5}})).text;
  CHECK(text.starts_with("NEWS2 4–15: heart_rate 135 beat/min (3), temperature 38.5 Cel (1); "));
  CHECK(text.find("spo2 97") == std::string::npos);
  CHECK(text.find("systolic") != std::string::npos);
}

TEST_CASE("a limit is passed beyond it, and kept again inside by its hysteresis") {
  const Limit limit{"heart_rate", 50, 110, 5, 60s};
  struct Case {
    double value;
    bool low_begins, low_ends, high_begins, high_ends;
  };
  const Case row = GENERATE(Case{49, true, false, false, true}, Case{50, false, false, false, true},
                            Case{54, false, false, false, true}, Case{55, false, true, false, true},
                            Case{105, false, true, false, true}, Case{106, false, true, false, false},
                            Case{110, false, true, false, false}, Case{111, false, true, true, false});
  CAPTURE(row.value);
  CHECK(judge_limit_low(limit, row.value).begins == row.low_begins);
  CHECK(judge_limit_low(limit, row.value).ends == row.low_ends);
  CHECK(judge_limit_high(limit, row.value).begins == row.high_begins);
  CHECK(judge_limit_high(limit, row.value).ends == row.high_ends);
  CHECK(judge_limit_high(limit, 118).text == "heart_rate 118 beat/min, above her limit of 110 / 高于个人上限110");
  CHECK(judge_limit_high(limit, 72).text == "heart_rate 72 beat/min, below her upper limit of 110 again / 已回到个人上限110以下");
  CHECK(judge_limit_low(limit, 72).text == "heart_rate 72 beat/min, above her lower limit of 50 again / 已回到个人下限50以上");
  CHECK(limit_rule_name(limit, true) == "high_heart_rate");
  CHECK_FALSE(judge_limit_high({"spo2", 90, {}, 0, 0s}, 100).begins);
}

TEST_CASE("her usual is the median of the same hours of past days; one bad week moves it little") {
  CHECK_FALSE(usual_at(days_of(6, 70, 2), k_noon));
  auto past = days_of(28, 70, 2);
  const auto usual = usual_at(past, k_noon);
  REQUIRE(usual);
  CHECK(usual->value == 70);
  CHECK(usual->days == 28);
  CHECK(usual->spread == Approx(2.965).margin(0.01));
  for (int day = 0; day < 7; ++day) past[static_cast<std::size_t>(day)].mean = 130;
  CHECK(usual_at(past, k_noon)->value <= 72);
  // Other hours of the day, the present hour and what is long past don't count.
  std::vector<HourlyMean> others;
  for (int day = 0; day < 28; ++day) {
    others.push_back({k_noon - day * 24h - 6h, 40});
    others.push_back({k_noon - day * 24h - 29 * 24h, 40});
  }
  others.push_back({k_noon, 40});
  CHECK_FALSE(usual_at(others, k_noon));
  // Around midnight the hours before and after are neighbours.
  std::vector<HourlyMean> nights;
  for (int day = 1; day <= 10; ++day) nights.push_back({k_noon + 11h - day * 24h, 60});
  CHECK(usual_at(nights, k_noon + 12h));
}

TEST_CASE("a trend is a distance from her usual, in words") {
  const Usual usual{71, 2, 26};
  CHECK_FALSE(judge_trend("heart_rate", 82, usual, 4).begins);  // 12 is the least that is worth a word
  CHECK(judge_trend("heart_rate", 89, usual, 4).begins);
  CHECK(judge_trend("heart_rate", 53, usual, 4).begins);
  CHECK_FALSE(judge_trend("heart_rate", 78, usual, 4).ends);
  CHECK(judge_trend("heart_rate", 76, usual, 4).ends);
  CHECK_FALSE(judge_trend("heart_rate", 89, {71, 8, 26}, 4).begins);  // her pulse varies
  CHECK(judge_trend("heart_rate", 89, usual, 4).text ==
        "heart_rate 89 beat/min, 18 above her usual of 71 at this hour (26 days) / 比她此时段平常值高18（近26天）");
}

TEST_CASE("the median is the middle one") {
  CHECK(median_of({3}) == 3);
  CHECK(median_of({9, 1, 5}) == 5);
  CHECK(median_of({9, 1, 5, 7}) == 6);
}
