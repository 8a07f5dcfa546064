// Chance with a seed.
#include <catch2/catch.hpp>
#include <cmath>

#include "devices/simulate/dice.h"

namespace lamplight::simulate {
namespace {

TEST_CASE("the same seed and names give the same numbers, another name others") {
  Dice one(7, {"day", "r-1"});
  Dice same(7, {"day", "r-1"});
  Dice other(7, {"day", "r-2"});
  Dice joined(7, {"dayr", "-1"});
  const auto first = one.bits();
  CHECK(first == same.bits());
  CHECK(first != other.bits());
  CHECK(first != joined.bits());
}

TEST_CASE("the numbers are the same on every machine") {
  Dice dice(1, {"day", "r-1"});
  CHECK(dice.bits() == 4694679871636835296U);
  CHECK(dice.bits() == 6897797443803921155U);
  CHECK(dice.bits() == 5907656468878826685U);
}

TEST_CASE("means and bounds are what they say") {
  Dice dice(3, {"means"});
  double sum = 0;
  double wait = 0;
  int hits = 0;
  constexpr int k_throws = 20'000;
  for (int i = 0; i < k_throws; ++i) {
    const double around = dice.around(10, 2);
    CHECK(std::abs(around - 10) <= 2 * 3.47);
    sum += around;
    wait += dice.waiting(5);
    hits += dice.chance(0.06) ? 1 : 0;
    const int face = dice.whole(-2, 2);
    CHECK((face >= -2 && face <= 2));
  }
  CHECK(sum / k_throws == Approx(10).margin(0.1));
  CHECK(wait / k_throws == Approx(5).margin(0.2));
  CHECK(hits == Approx(1200).margin(120));
}

}  // namespace
}  // namespace lamplight::simulate
