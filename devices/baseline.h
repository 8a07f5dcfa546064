// What is usual for one resident at one hour of the day, from her own past (robust: medians).
//
// Learned from the hourly roll-ups of the last weeks: the median of the hour's means and of the hours
// beside it, and the median distance from it. One feverish week moves neither much. Pure.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/time.h"

namespace lamplight {

// One hour of one measurement.
struct HourlyMean {
  Instant hour{};
  double mean = 0;
  bool operator==(const HourlyMean&) const = default;
};

struct Usual {
  double value = 0;
  double spread = 0;  // as a standard deviation would be of normal scatter
  int days = 0;       // how many it was learned from
  bool operator==(const Usual&) const = default;
};

inline constexpr int k_baseline_days_min = 7;
inline constexpr int k_baseline_days = 28;

// From the hours before the present one, of the same hour of the day or one beside it. Nothing with fewer
// than a week of days.
[[nodiscard]] std::optional<Usual> usual_at(std::span<const HourlyMean> past, Instant now);

// The middle one; of an even number the mean of the two. The values are not empty.
[[nodiscard]] double median_of(std::vector<double> values);

}  // namespace lamplight
