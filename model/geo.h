// Places on the earth and the way between them.
#pragma once

namespace lamplight {

// Mean earth radius in metres (IUGG), as contracts §1 wants it.
inline constexpr double k_earth_radius_m = 6'371'008.8;

struct Position {
  double lat = 0;  // degrees, -90..90
  double lon = 0;  // degrees, -180..180
  bool operator==(const Position&) const = default;
};

struct Fix {
  Position position;
  double accuracy_m = 0;  // radius of 68 % confidence; 0 where the source did not say
  bool operator==(const Fix&) const = default;
};

[[nodiscard]] constexpr bool is_position(const Position& p) {
  return p.lat >= -90 && p.lat <= 90 && p.lon >= -180 && p.lon <= 180;
}

// Great-circle distance in metres (haversine on a sphere).
[[nodiscard]] double distance_m(const Position& from, const Position& to);

}  // namespace lamplight
