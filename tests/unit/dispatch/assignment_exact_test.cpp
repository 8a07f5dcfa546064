// The assignment against two that are obviously right: every way tried out, and a dense Hungarian method.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/unit/dispatch/assignment_cases.h"
#include "tests/unit/dispatch/assignment_dense.h"

using namespace lamplight;
using namespace lamplight::testing;

namespace {

// Tries every way to serve incidents[from…] with the workers that are left; keeps the best score.
void try_all(const TownCase& town, std::size_t from, std::vector<bool>& taken, Score& so_far, Score& best) {
  if (from == town.incidents.size()) {
    best = std::max(best, so_far);
    return;
  }
  try_all(town, from + 1, taken, so_far, best);
  const MatchIncident& incident = town.incidents[from];
  for (std::size_t w = 0; w < town.workers.size(); ++w) {
    if (taken[w] || !may_serve(town.workers[w], incident)) continue;
    const Score before = so_far;
    taken[w] = true;
    so_far.parts[0] += 1;
    so_far.parts[static_cast<std::size_t>(incident.priority)] += 1;
    so_far.parts[6] -= travel_s_of(town.workers[w], incident, town.speed_mps);
    try_all(town, from + 1, taken, so_far, best);
    so_far = before;
    taken[w] = false;
  }
}

Score best_of_all_ways(const TownCase& town) {
  Score nothing{std::vector<std::int64_t>(7, 0)};
  Score best = nothing;
  std::vector<bool> taken(town.workers.size(), false);
  try_all(town, 0, taken, nothing, best);
  return best;
}

Assignment solved(const TownCase& town) {
  auto answer = assign(town.workers, town.incidents, town.speed_mps);
  REQUIRE(answer.ok());
  return std::move(answer).value();
}

}  // namespace

TEST_CASE("the assignment is as good as the best of all ways, in small towns") {
  const auto base = std::uint64_t{Catch::rngSeed()} << 20;
  for (std::uint64_t seed = base; seed < base + 400; ++seed) {
    INFO("seed " << seed);
    TownShape shape;
    shape.workers = static_cast<int>(seed % 7);
    shape.incidents = static_cast<int>(seed / 7 % 6);
    shape.spots = seed % 3 == 0 ? 3 : 0;
    shape.priorities = seed % 2 == 0 ? 5 : 2;
    const TownCase town = made_up(shape, seed);
    REQUIRE(checked(town, solved(town)) == best_of_all_ways(town));
  }
}

TEST_CASE("the assignment costs what a dense Hungarian method costs, in larger towns") {
  const auto base = std::uint64_t{Catch::rngSeed()} << 20;
  const struct {
    int workers, incidents, spots, skills;
  } shapes[] = {{120, 80, 0, 3}, {80, 120, 0, 3}, {100, 100, 0, 1}, {100, 90, 7, 2},  {90, 100, 4, 0},
                {200, 60, 1, 3}, {60, 200, 1, 2}, {150, 40, 0, 6},  {130, 110, 12, 4}};
  std::uint64_t seed = base;
  for (const auto& s : shapes) {
    ++seed;
    INFO("seed " << seed << ", " << s.workers << " workers, " << s.incidents << " incidents, " << s.spots << " spots");
    TownShape shape;
    shape.workers = s.workers;
    shape.incidents = s.incidents;
    shape.spots = s.spots;
    shape.skills = s.skills;
    const TownCase town = made_up(shape, seed);
    const Assignment answer = solved(town);
    (void)checked(town, answer);
    REQUIRE(cost_of(town, answer) == dense_cost(town));
  }
}

TEST_CASE("a far crowd and a few lonely ones are matched exactly") {
  const auto base = std::uint64_t{Catch::rngSeed()} << 20;
  for (std::uint64_t seed = base; seed < base + 3; ++seed) {
    INFO("seed " << seed);
    TownShape crowd;
    crowd.workers = 60;
    crowd.incidents = 90;
    crowd.spots = 2;
    TownShape lonely;
    lonely.workers = 70;
    lonely.incidents = 20;
    lonely.corner = {23.4, 114.0};
    TownCase town = made_up(crowd, seed);
    TownCase other = made_up(lonely, seed + 1000);
    for (MatchWorker& worker : other.workers) worker.id = WorkerId{"far-" + worker.id.text()};
    for (MatchIncident& incident : other.incidents) incident.id = IncidentId{"far-" + incident.id.text()};
    town.workers.insert(town.workers.end(), other.workers.begin(), other.workers.end());
    town.incidents.insert(town.incidents.end(), other.incidents.begin(), other.incidents.end());
    REQUIRE(cost_of(town, solved(town)) == dense_cost(town));
  }
}
