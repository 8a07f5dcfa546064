// Ways by road: asked once a place, kept, waited for no longer than the deadline, and fallen back from in words.
#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "dispatch/matcher.h"
#include "server/road_travel.h"
#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::server;
using namespace lamplight::tests;

namespace {

constexpr Millis k_patient{30'000};  // answers come at once; the machine may be slow
constexpr Millis k_impatient{1};

// A road bends: every way takes three times its straight line.
struct Roads {
  explicit Roads(Millis deadline, std::vector<double> workers_at = {100, 400}) {
    for (const double metres : workers_at) places.push_back(north_of_home(metres));
    const auto ask = [this](std::span<const Position> sources, const Position& target) -> Result<RoadTimes, std::string> {
      ++questions;
      std::unique_lock lock(mutex);
      opened.wait(lock, [this] { return open; });
      if (broken) return Failure{std::string("nobody there")};
      RoadTimes times;
      for (const Position& source : sources) times.emplace_back(3 * line.travel_s(source, target));
      return times;
    };
    travel.emplace(line, ask, [this] { return places; }, [this] { return Millis{clock_ms.load()}; }, deadline, figures);
  }
  ~Roads() { let_through(); }

  void let_through() {
    const std::lock_guard lock(mutex);
    open = true;
    opened.notify_all();
  }
  [[nodiscard]] int way_s(double metres) { return travel->travel_s(north_of_home(metres), k_home, Pace{200}); }
  [[nodiscard]] bool by_road() { return travel->remark(north_of_home(100), k_home).empty(); }

  GreatCircle line{1.0};
  std::vector<Position> places;
  std::atomic<std::int64_t> clock_ms{1'000'000};
  std::atomic<int> questions{0};
  std::mutex mutex;
  std::condition_variable opened;
  bool open = true;
  bool broken = false;  // changed only while nothing is asked
  RoadFigures figures;
  std::optional<RoadTravel> travel;  // last: its thread uses the above
};

void await(const Count& count, std::int64_t at_least) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{60};
  while (count.load() < at_least && std::chrono::steady_clock::now() < until) std::this_thread::yield();
  REQUIRE(count.load() >= at_least);
}

}  // namespace

TEST_CASE("One question serves all ways to a place for a minute; the pace of the straight line does not bend a road") {
  Roads roads(k_patient);
  CHECK(roads.way_s(100) == 300);
  CHECK(roads.way_s(400) == 1'200);
  CHECK(roads.by_road());
  roads.clock_ms += 59'000;
  CHECK(roads.way_s(400) == 1'200);
  CHECK(roads.questions == 1);
  roads.clock_ms += 2'000;
  CHECK(roads.way_s(400) == 1'200);
  CHECK(roads.questions == 2);
}

TEST_CASE("Who was not in the question has her straight line bent like those of the others") {
  Roads roads(k_patient);
  CHECK(roads.way_s(250) == 750);
}

TEST_CASE("A late router is not waited for: straight line, in words, and the answer serves the next decision") {
  Roads roads(k_impatient);
  roads.open = false;
  CHECK(roads.way_s(100) == 200);  // the straight line at its pace
  CHECK_FALSE(roads.by_road());
  CHECK(roads.figures.fell_back == 1);
  roads.let_through();
  await(roads.figures.late, 1);
  // The decision goes on as it began …
  CHECK(roads.way_s(100) == 200);
  // … and the next one has the road.
  roads.clock_ms += 1'000;
  CHECK(roads.way_s(100) == 300);
  CHECK(roads.by_road());
  CHECK(roads.questions == 1);
}

TEST_CASE("A failing router is left in peace, said to be away, and asked again") {
  Roads roads(k_patient);
  roads.broken = true;
  CHECK(roads.way_s(100) == 200);
  CHECK(roads.figures.away == 1);
  roads.clock_ms += 2'000;
  CHECK(roads.way_s(100) == 200);
  CHECK(roads.questions == 1);
  roads.broken = false;
  roads.clock_ms += 5'000;
  CHECK(roads.way_s(100) == 300);
  CHECK(roads.figures.away == 0);
}

TEST_CASE("A dispatcher reads that a way goes by the straight line though there is a router") {
  Roads roads(k_patient);
  roads.broken = true;
  SmallTown small;
  Incident incident{.id = IncidentId{"i"}, .queue = IncidentClass::emergency, .priority = 1};
  incident.district = DistrictId{"east"};
  incident.place = k_home;
  const auto reasons = rank(incident, small.town(), {}, {}, *roads.travel, k_noon).front().reasons;
  CHECK(std::find(reasons.begin(), reasons.end(), "by the straight line") != reasons.end());
}
