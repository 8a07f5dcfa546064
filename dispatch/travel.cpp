// The travel time that is always there.
#include "dispatch/travel.h"

#include <cmath>

namespace lamplight {

int GreatCircle::travel_s(const Position& from, const Position& to) const {
  return static_cast<int>(std::llround(distance_m(from, to) / speed_mps_));
}

}  // namespace lamplight
