// The travel time that is always there.
#include "dispatch/travel.h"

#include <algorithm>
#include <cmath>

namespace lamplight {

std::string_view TravelTime::remark(const Position&, const Position&) const { return {}; }

int TravelTime::least_s(double, Pace) const { return 0; }

int GreatCircle::least_s(double metres, Pace pace) const {
  constexpr double k_most = 1e9;
  return static_cast<int>(std::min(k_most, metres / speed_mps_ * pace.way_pct / 100));
}

int GreatCircle::travel_s(const Position& from, const Position& to, Pace pace) const {
  return static_cast<int>(std::llround(distance_m(from, to) / speed_mps_ * pace.way_pct / 100));
}

}  // namespace lamplight
