// Haversine: exact enough on a town's scale, stable for small distances.
#include "model/geo.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lamplight {

double distance_m(const Position& from, const Position& to) {
  constexpr double k_radians = std::numbers::pi / 180.0;
  const double half_lat = std::sin((to.lat - from.lat) * k_radians / 2);
  const double half_lon = std::sin((to.lon - from.lon) * k_radians / 2);
  const double a = half_lat * half_lat + std::cos(from.lat * k_radians) * std::cos(to.lat * k_radians) * half_lon * half_lon;
  return 2 * k_earth_radius_m * std::asin(std::sqrt(std::clamp(a, 0.0, 1.0)));
}

}  // namespace lamplight
