// Distances that can be known without a computer, and places that are none.
#include "model/geo.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numbers>

using namespace lamplight;

TEST_CASE("distances follow from the radius") {
  const double quarter = std::numbers::pi * k_earth_radius_m / 2;
  CHECK(distance_m({0, 0}, {0, 90}) == Approx(quarter));
  CHECK(distance_m({0, 0}, {90, 0}) == Approx(quarter));
  CHECK(distance_m({0, 0}, {0, 180}) == Approx(2 * quarter));
  CHECK(distance_m({90, 0}, {-90, 77}) == Approx(2 * quarter));
  CHECK(distance_m({0, 0}, {0, 1}) == Approx(quarter / 90));
  // One degree of longitude at 60° north is half of one at the equator, but for the great circle's bend.
  CHECK(distance_m({60, 0}, {60, 1}) == Approx(quarter / 180).epsilon(1e-4));
}

TEST_CASE("distances between known places agree with published ones") {
  // Great circles on a sphere; the ellipsoid differs by up to half a percent.
  CHECK(distance_m({22.6131, 113.1908}, {22.5431, 114.0579}) == Approx(89'400).epsilon(0.01));      // Guzhen, Shenzhen
  CHECK(distance_m({39.9042, 116.4074}, {31.2304, 121.4737}) == Approx(1'067'000).epsilon(0.005));  // Beijing, Shanghai
  CHECK(distance_m({51.4700, -0.4543}, {40.6413, -73.7781}) == Approx(5'540'000).epsilon(0.005));   // London, New York
}

TEST_CASE("a metre is a metre, and nothing is nothing") {
  const double degree_m = std::numbers::pi * k_earth_radius_m / 180;
  CHECK(distance_m({22.6, 113.2}, {22.6 + 1 / degree_m, 113.2}) == Approx(1).epsilon(1e-6));
  CHECK(distance_m({22.6, 113.2}, {22.6, 113.2}) == 0);
  CHECK(distance_m({90, 10}, {90, 170}) == Approx(0).margin(1e-6));
}

TEST_CASE("the way is the short one, and as long there as back") {
  CHECK(distance_m({0, 179.9}, {0, -179.9}) == Approx(distance_m({0, 0.1}, {0, -0.1})));
  CHECK(distance_m({10, 20}, {30, 40}) == distance_m({30, 40}, {10, 20}));
  CHECK(distance_m({0.00001, 0}, {-0.00001, 180}) <= std::numbers::pi * k_earth_radius_m);
}

TEST_CASE("places off the earth and no numbers are told") {
  CHECK(is_position({90, 180}));
  CHECK(is_position({-90, -180}));
  CHECK_FALSE(is_position({90.0001, 0}));
  CHECK_FALSE(is_position({0, -180.0001}));
  CHECK_FALSE(is_position({std::nan(""), 0}));
  CHECK_FALSE(is_position({0, std::nan("")}));
  CHECK_FALSE(is_position({0, std::numeric_limits<double>::infinity()}));
}
