// The daily rhythm is one cosine with its low point at four in the morning: pulse, blood pressure and
// temperature fall at night by about what a healthy old body shows (dipping of 10 % or so).
#include "devices/simulate/vitals.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lamplight::simulate {
namespace {

constexpr int k_lowest_minute = 4 * 60;

// 0 at four in the morning, 1 at four in the afternoon.
double daylight(int minute_of_day) {
  const double turn = 2 * std::numbers::pi * (minute_of_day - k_lowest_minute) / 1440.0;
  return (1 - std::cos(turn)) / 2;
}

// How much the body works, 0 asleep .. 1 walking.
double effort_of(Doing doing) {
  switch (doing) {
    case Doing::sleeping:
      return 0;
    case Doing::napping:
      return 0.1;
    case Doing::resting:
    case Doing::television:
      return 0.3;
    case Doing::eating:
      return 0.4;
    case Doing::toilet:
      return 0.45;
    case Doing::washing:
      return 0.6;
    case Doing::cooking:
      return 0.7;
    case Doing::out:
      return 1;
  }
  return 0.3;
}

double in_tenths(double value) {
  return std::round(value * 10) / 10;
}

}  // namespace

Body body_of(std::uint64_t seed, const ResidentId& resident) {
  Dice dice(seed, {"body", resident.text()});
  return {.heart_rate = dice.around(71, 4),
          .respiratory_rate = dice.around(15.5, 0.7),
          .spo2 = std::min(98.5, dice.around(97.3, 0.5)),
          .systolic = dice.around(134, 7),
          .diastolic = dice.around(77, 5),
          .temperature = dice.around(36.6, 0.12)};
}

bool unwell(std::uint64_t seed, const ResidentId& resident, TownDay day) {
  return Dice(seed, {"unwell", resident.text(), std::to_string(day.time_since_epoch().count())}).chance(0.01);
}

Body vital_signs(const Body& at_rest, Doing doing, int minute_of_day, bool unwell, Dice dice) {
  const double effort = effort_of(doing) - 0.3;
  const double night = 1 - daylight(minute_of_day);
  Body now = at_rest;
  now.heart_rate += 18 * effort - 3 * night + dice.around(0, 1.6) + (unwell ? 24 : 0);
  now.respiratory_rate += 2.5 * effort - 0.4 * night + dice.around(0, 0.4) + (unwell ? 5 : 0);
  now.spo2 += -0.6 * night + dice.around(0, 0.3) - (unwell ? 2.5 : 0);
  now.systolic += 12 * effort - 9 * night + dice.around(0, 3);
  now.diastolic += 6 * effort - 7 * night + dice.around(0, 3);
  now.temperature += 0.25 * effort - 0.25 * night + dice.around(0, 0.06) + (unwell ? 1.9 : 0);
  now.heart_rate = std::round(now.heart_rate);
  now.respiratory_rate = std::round(now.respiratory_rate);
  now.spo2 = std::clamp(std::round(now.spo2), 70.0, 100.0);
  now.systolic = std::round(now.systolic);
  now.diastolic = std::round(now.diastolic);
  now.temperature = in_tenths(now.temperature);
  return now;
}

}  // namespace lamplight::simulate
