// The pace of ways: the hour's speed, the factor that arrivals teach, and what both do to a decision.
#include <catch2/catch.hpp>

#include "dispatch/matcher.h"
#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

const DistrictId k_east{"east"};
const DistrictId k_west{"west"};

HourSpeeds even() {
  HourSpeeds hours{};
  hours.fill(100);
  return hours;
}

}  // namespace

TEST_CASE("A slow hour is the town's hour, whatever its clocks are ahead of UTC") {
  HourSpeeds hours = even();
  hours[8] = 50;
  const Instant eight_in_guzhen = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 0h;
  CHECK(PaceTable(hours, Seconds{8 * 3600}).at(k_east, eight_in_guzhen).way_pct == 200);
  CHECK(PaceTable(hours, Seconds{8 * 3600}).at(k_east, eight_in_guzhen + 1h).way_pct == 100);
  CHECK(PaceTable(hours, Seconds{-16 * 3600}).at(k_east, eight_in_guzhen).way_pct == 200);
  CHECK(PaceTable(hours, Seconds{0}).at(k_east, eight_in_guzhen).way_pct == 100);
}

TEST_CASE("Arrivals teach a district's factor, few of them little, and the hour's speed is not learned twice") {
  PaceTable table(even(), Seconds{0});
  // 90 ways of 4,500 m (1,000 s at town speed) that took 1,500 s each.
  table.learn({{k_east, 10, 90, 90 * 4'500.0, 90 * 1'500.0}}, 4.5);
  CHECK(table.learned_pct(k_east) == 144);
  CHECK(table.learned_pct(k_west) == 100);
  table.learn({{k_east, 10, 1, 4'500.0, 1'500.0}}, 4.5);
  CHECK(table.learned_pct(k_east) == 104);
  HourSpeeds slow_morning = even();
  slow_morning[10] = 50;
  PaceTable knows(slow_morning, Seconds{0});
  knows.learn({{k_east, 10, 90, 90 * 4'500.0, 90 * 2'000.0}}, 4.5);
  CHECK(knows.learned_pct(k_east) == 100);
}

TEST_CASE("What a record can't mean moves the factor to its bounds and no farther") {
  PaceTable table(even(), Seconds{0});
  table.learn({{k_east, 10, 1'000, 1'000 * 450.0, 1'000 * 7'200.0}, {k_west, 10, 1'000, 1e9, 1.0}}, 4.5);
  CHECK(table.learned_pct(k_east) == k_learned_pct_max);
  CHECK(table.learned_pct(k_west) == k_learned_pct_min);
  table.learn({{k_east, 24, 5, 1'000, 1'000}, {k_west, 3, 0, 0, 0}}, 4.5);
  CHECK(table.learned_pct(k_east) == 100);
}

TEST_CASE("The learned pace is in the way, its cost and its words") {
  SmallTown small;
  Town town = small.town();
  auto table = std::make_shared<PaceTable>(even(), Seconds{0});
  table->learn({{k_east, 12, 100'000, 1e9, 2e9 / 4.5}}, 4.5);
  town.pace = table;
  Incident incident{.id = IncidentId{"i"}, .queue = IncidentClass::emergency, .priority = 1};
  incident.district = k_east;
  incident.place = north_of_home(700);
  const auto ranked = rank(incident, town, {}, {}, small.travel, k_noon);
  CHECK(ranked.front().worker == WorkerId{"w4"});
  CHECK(ranked.front().eta_s == 600);  // 300 m at a metre a second, twice as long
  CHECK(ranked.front().cost_s == 600);
  CHECK(ranked.front().reasons.front() == "10 min away");
}
