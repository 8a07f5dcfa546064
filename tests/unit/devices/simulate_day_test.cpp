// A resident's day: whole, in order, her own, and the same whenever it is asked for.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "devices/simulate/day.h"

namespace lamplight::simulate {
namespace {

const TownDay k_day{std::chrono::year{2026} / 11 / 23};
const ResidentId k_resident{"r-001"};

TEST_CASE("the town's day begins at four in the afternoon of the day before, UTC") {
  CHECK(to_rfc3339(begin_of(k_day)) == "2026-11-22T16:00:00.000Z");
  CHECK(town_day_of(*from_rfc3339("2026-11-22T15:59:59.999Z")) == k_day - std::chrono::days{1});
  CHECK(town_day_of(*from_rfc3339("2026-11-22T16:00:00Z")) == k_day);
  CHECK(minute_of_day(*from_rfc3339("2026-11-22T16:01:30Z")) == 1);
}

TEST_CASE("a day is whole, in order, and ends in bed") {
  for (int resident = 0; resident < 300; ++resident) {
    const ResidentId id{"r-" + std::to_string(resident)};
    CAPTURE(id.text());
    const auto day = plan_day(1, id, k_day);
    REQUIRE(day.size() > 10);
    CHECK(day.front().from == begin_of(k_day));
    CHECK(day.front().doing == Doing::sleeping);
    CHECK(day.back().doing == Doing::sleeping);
    for (std::size_t i = 1; i < day.size(); ++i) CHECK(day[i - 1].from < day[i].from);
    CHECK(day.back().from < begin_of(k_day + std::chrono::days{1}));
  }
}

TEST_CASE("everybody sleeps, eats three times, washes and finds the bathroom") {
  for (int resident = 0; resident < 50; ++resident) {
    const auto day = plan_day(7, ResidentId{"r-" + std::to_string(resident)}, k_day);
    int meals = 0;
    int toilets = 0;
    std::set<Doing> done;
    for (const Stay& stay : day) {
      meals += stay.doing == Doing::eating ? 1 : 0;
      toilets += stay.doing == Doing::toilet ? 1 : 0;
      done.insert(stay.doing);
      if (stay.doing == Doing::toilet || stay.doing == Doing::washing) CHECK(stay.room == Room::bathroom);
      if (stay.doing == Doing::out) CHECK(stay.room == Room::outside);
    }
    CHECK(meals == 3);
    CHECK(toilets >= 3);
    CHECK(toilets <= 14);
    CHECK(done.contains(Doing::washing));
    CHECK(done.contains(Doing::cooking));
  }
}

TEST_CASE("at three in the morning the town sleeps, at noon it does not") {
  int asleep_at_night = 0;
  int asleep_at_noon = 0;
  int out = 0;
  for (int resident = 0; resident < 300; ++resident) {
    const auto day = plan_day(3, ResidentId{"r-" + std::to_string(resident)}, k_day);
    const Stay& night = stay_at(day, begin_of(k_day) + std::chrono::hours{3});
    asleep_at_night += night.doing == Doing::sleeping ? 1 : 0;
    asleep_at_noon += stay_at(day, begin_of(k_day) + std::chrono::hours{12}).doing == Doing::sleeping ? 1 : 0;
    out += std::any_of(day.begin(), day.end(), [](const Stay& stay) { return stay.doing == Doing::out; }) ? 1 : 0;
  }
  CHECK(asleep_at_night > 270);
  CHECK(asleep_at_noon == 0);
  CHECK(out > 120);
  CHECK(out < 290);
}

TEST_CASE("the same seed, person and date make the same day; another date makes another") {
  CHECK(plan_day(1, k_resident, k_day) == plan_day(1, k_resident, k_day));
  CHECK(plan_day(1, k_resident, k_day) != plan_day(2, k_resident, k_day));
  const auto tomorrow = plan_day(1, k_resident, k_day + std::chrono::days{1});
  CHECK(plan_day(1, k_resident, k_day)[1].from + std::chrono::days{1} != tomorrow[1].from);
}

TEST_CASE("the stay of a time is the last that has begun") {
  const auto day = plan_day(1, k_resident, k_day);
  CHECK(stay_at(day, day[3].from) == day[3]);
  CHECK(stay_at(day, day[3].from - Millis{1}) == day[2]);
  CHECK(stay_at(day, begin_of(k_day + std::chrono::days{1})) == day.back());
}

}  // namespace
}  // namespace lamplight::simulate
