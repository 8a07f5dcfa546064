// A resident's vital signs: her own resting values, the rhythm of the day, what she is doing. Pure.
#pragma once

#include <cstdint>

#include "devices/simulate/day.h"
#include "devices/simulate/dice.h"

namespace lamplight::simulate {

// At rest, by day, when well.
struct Body {
  double heart_rate = 70;        // beat/min
  double respiratory_rate = 15;  // 1/min
  double spo2 = 97;              // %
  double systolic = 130;         // mm[Hg]
  double diastolic = 76;         // mm[Hg]
  double temperature = 36.5;     // Cel
  bool operator==(const Body&) const = default;
};

[[nodiscard]] Body body_of(std::uint64_t seed, const ResidentId& resident);

// About one day in a hundred she is unwell: a fever, a fast pulse.
[[nodiscard]] bool unwell(std::uint64_t seed, const ResidentId& resident, TownDay day);

// What is measured at a minute of the day (0..1439); the dice are the scatter of one measurement.
[[nodiscard]] Body vital_signs(const Body& at_rest, Doing doing, int minute_of_day, bool unwell, Dice dice);

}  // namespace lamplight::simulate
