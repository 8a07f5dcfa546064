// The table of NEWS2, band by band (chart 1 of the 2017 report), and sums of intervals over it.
#include "devices/news2.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "model/check.h"

namespace lamplight {
namespace {

using namespace std::chrono_literals;

// Values up to and including `upto` have these points; the last band of a table has no end.
struct Band {
  long upto;
  int points;
};
constexpr long k_no_end = std::numeric_limits<long>::max();

constexpr std::array k_respiratory_rate{Band{8, 3}, Band{11, 1}, Band{20, 0}, Band{24, 2}, Band{k_no_end, 3}};
constexpr std::array k_spo2_scale_one{Band{91, 3}, Band{93, 2}, Band{95, 1}, Band{k_no_end, 0}};
constexpr std::array k_spo2_scale_two_air{Band{83, 3}, Band{85, 2}, Band{87, 1}, Band{k_no_end, 0}};
constexpr std::array k_spo2_scale_two_oxygen{Band{83, 3}, Band{85, 2}, Band{87, 1},      Band{92, 0},
                                             Band{94, 1}, Band{96, 2}, Band{k_no_end, 3}};
constexpr std::array k_oxygen_supply{Band{0, 0}, Band{k_no_end, 2}};
constexpr std::array k_systolic{Band{90, 3}, Band{100, 2}, Band{110, 1}, Band{219, 0}, Band{k_no_end, 3}};
constexpr std::array k_heart_rate{Band{40, 3}, Band{50, 1}, Band{90, 0}, Band{110, 1}, Band{130, 2}, Band{k_no_end, 3}};
constexpr std::array k_consciousness{Band{0, 0}, Band{k_no_end, 3}};  // A, else C V P U
constexpr std::array k_temperature_tenths{Band{350, 3}, Band{360, 1}, Band{380, 0}, Band{390, 1}, Band{k_no_end, 2}};

struct Parameter {
  std::string_view name;
  int points_max;
  double per_unit;     // bands count tenths of a degree, whole units of all else
  Seconds shelf_life;  // half a day: the longest interval between observations that the report allows
};

// Oxygen is a prescription and does not change by the hour.
constexpr std::array k_parameters{
    Parameter{"respiratory_rate", 3, 1, 12h},  Parameter{"spo2", 3, 1, 12h},
    Parameter{"oxygen_supply", 2, 1, 7 * 24h}, Parameter{"systolic", 3, 1, 12h},
    Parameter{"heart_rate", 3, 1, 12h},        Parameter{"consciousness", 3, 1, 12h},
    Parameter{"temperature", 3, 10, 12h},
};

constexpr int k_urgent_from = 5;
constexpr int k_emergency_from = 7;
constexpr int k_single_red = 3;

struct Interval {
  int least;
  int most;
};

int points_in(std::span<const Band> bands, long value) {
  for (const Band& band : bands) {
    if (value <= band.upto) return band.points;
  }
  LAMPLIGHT_CHECK(false && "a table without an end");
}

Interval exactly(int points) {
  return {points, points};
}

Interval spo2_points(long value, Spo2Scale scale, const Reading* oxygen) {
  if (scale == Spo2Scale::one) return exactly(points_in(k_spo2_scale_one, value));
  const int on_air = points_in(k_spo2_scale_two_air, value);
  const int on_oxygen = points_in(k_spo2_scale_two_oxygen, value);
  if (oxygen != nullptr) return exactly(oxygen->value != 0 ? on_oxygen : on_air);
  return {std::min(on_air, on_oxygen), std::max(on_air, on_oxygen)};
}

Interval points_of(const Parameter& parameter, const Reading& reading, Spo2Scale scale, const Reading* oxygen) {
  const long value = std::lround(reading.value * parameter.per_unit);
  if (parameter.name == "respiratory_rate") return exactly(points_in(k_respiratory_rate, value));
  if (parameter.name == "spo2") return spo2_points(value, scale, oxygen);
  if (parameter.name == "oxygen_supply") return exactly(points_in(k_oxygen_supply, value));
  if (parameter.name == "systolic") return exactly(points_in(k_systolic, value));
  if (parameter.name == "heart_rate") return exactly(points_in(k_heart_rate, value));
  if (parameter.name == "consciousness") return exactly(points_in(k_consciousness, value));
  LAMPLIGHT_CHECK(parameter.name == "temperature");
  return exactly(points_in(k_temperature_tenths, value));
}

// The latest reading of that name which is still fresh; of two at one time the last given.
const Reading* latest(std::span<const Reading> readings, const Parameter& parameter, Instant now) {
  const Reading* found = nullptr;
  for (const Reading& reading : readings) {
    if (reading.name != parameter.name || now - reading.at > parameter.shelf_life) continue;
    if (found == nullptr || reading.at >= found->at) found = &reading;
  }
  return found;
}

const Parameter& parameter_named(std::string_view name) {
  const auto* found = std::find_if(k_parameters.begin(), k_parameters.end(),
                                   [name](const Parameter& parameter) { return parameter.name == name; });
  LAMPLIGHT_CHECK(found != k_parameters.end());
  return *found;
}

}  // namespace

std::string_view name_of(Response response) {
  switch (response) {
    case Response::low:
      return "low";
    case Response::urgent:
      return "urgent";
    case Response::emergency:
      return "emergency";
  }
  LAMPLIGHT_CHECK(false && "a response outside the enumeration");
}

News2 news2_of(std::span<const Reading> readings, Spo2Scale scale, Instant now) {
  const Reading* oxygen = latest(readings, parameter_named("oxygen_supply"), now);
  News2 score;
  score.most = 0;
  bool red_possible = false;
  int widest = 0;
  const auto add = [&](const Interval& points) {
    score.least += points.least;
    score.most += points.most;
    red_possible = red_possible || points.most >= k_single_red;
  };
  for (const Parameter& parameter : k_parameters) {
    const Reading* reading = latest(readings, parameter, now);
    if (reading != nullptr) {
      const Interval points = points_of(parameter, *reading, scale, oxygen);
      add(points);
      score.from.push_back({reading->name, reading->value, reading->at, points.least, points.most});
      continue;
    }
    add({0, parameter.points_max});
    score.missing.emplace_back(parameter.name);
    if (parameter.points_max > widest) {
      widest = parameter.points_max;
      score.decides = std::string(parameter.name);
    }
  }
  if (score.least >= k_emergency_from) {
    score.response = Response::emergency;
  } else if (score.most < k_urgent_from && !red_possible) {
    score.response = Response::low;
  } else {
    score.response = Response::urgent;
  }
  return score;
}

std::optional<Seconds> shelf_life_of(std::string_view name) {
  for (const Parameter& parameter : k_parameters) {
    if (parameter.name == name) return parameter.shelf_life;
  }
  return std::nullopt;
}

}  // namespace lamplight
