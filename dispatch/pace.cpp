// The hour's speed and the district's factor, multiplied.
#include "dispatch/pace.h"

#include <algorithm>
#include <cmath>

namespace lamplight {
namespace {

constexpr double k_ways_as_expected = 12;

}  // namespace

int PaceTable::speed_pct(int hour_of_utc) const {
  const auto ahead_h = std::chrono::floor<std::chrono::hours>(zone_).count();
  return hours_[static_cast<std::size_t>(((hour_of_utc + ahead_h) % 24 + 24) % 24)];
}

void PaceTable::learn(const std::vector<WaysMeasured>& measured, double town_speed_mps) {
  struct Sum {
    double expected_s = 0;
    double taken_s = 0;
    double count = 0;
  };
  std::map<DistrictId, Sum> sums;
  for (const WaysMeasured& ways : measured) {
    if (ways.count <= 0 || ways.hour < 0 || ways.hour > 23) continue;
    Sum& sum = sums[ways.district];
    sum.expected_s += ways.straight_m / town_speed_mps * 100 / speed_pct(ways.hour);
    sum.taken_s += ways.taken_s;
    sum.count += ways.count;
  }
  learned_pct_.clear();
  for (const auto& [district, sum] : sums) {
    if (sum.expected_s <= 0) continue;
    const double as_expected_s = sum.expected_s / sum.count * k_ways_as_expected;
    const double factor = (sum.taken_s + as_expected_s) / (sum.expected_s + as_expected_s);
    learned_pct_[district] =
        std::clamp(static_cast<int>(std::lround(100 * factor)), k_learned_pct_min, k_learned_pct_max);
  }
}

int PaceTable::learned_pct(const DistrictId& district) const {
  const auto found = learned_pct_.find(district);
  return found == learned_pct_.end() ? 100 : found->second;
}

Pace PaceTable::at(const DistrictId& district, Instant when) const {
  const auto hour = std::chrono::floor<std::chrono::hours>(when.time_since_epoch()).count() % 24;
  return {learned_pct(district) * 100 / speed_pct(static_cast<int>(hour))};
}

}  // namespace lamplight
