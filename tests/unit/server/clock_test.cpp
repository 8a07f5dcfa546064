// The clock against a database's time that drifts, and one that was moved.
#include <catch2/catch.hpp>

#include "server/clock.h"

using namespace lamplight;
using namespace lamplight::server;

namespace {

constexpr Millis k_moment{2'000};  // more than a test needs between two of its lines

bool is_about(Instant one, Instant other) {
  return std::chrono::abs(one - other) < k_moment;
}

}  // namespace

TEST_CASE("the first anchor sets the clock, also back by years") {
  Clock clock;
  const Instant true_now = clock.now() - Millis{365LL * 86'400'000};
  REQUIRE(clock.anchor(true_now));
  CHECK(is_about(clock.now(), true_now));
}

TEST_CASE("a drift is followed, and the clock waits rather than go back") {
  Clock clock;
  const Instant start = clock.now();
  REQUIRE(clock.anchor(start));
  REQUIRE(clock.anchor(start + Millis{8'000}));
  const Instant ahead = clock.now();
  CHECK(is_about(ahead, start + Millis{8'000}));
  REQUIRE(clock.anchor(start));
  CHECK(clock.now() >= ahead);
  CHECK(is_about(clock.now(), ahead));
}

TEST_CASE("a wall clock that was moved by an hour or a year moves nothing") {
  Clock clock;
  const Instant start = clock.now();
  REQUIRE(clock.anchor(start));
  const auto moved = GENERATE(Millis{3'600'000}, Millis{-3'600'000}, Millis{365LL * 86'400'000}, Millis{-15'000});
  CHECK_FALSE(clock.anchor(start + moved));
  CHECK(is_about(clock.now(), start));
  CHECK(clock.anchor(clock.now()));
}
