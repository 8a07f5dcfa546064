// The cover that leaves with a worker: against the sum written out by hand, and what it decides.
#include <catch2/catch.hpp>

#include "dispatch/cover.h"
#include "dispatch/matcher.h"
#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// Emergencies come so often that there is always one while somebody is away.
Demand busy_town(double busy_share = 0.2) {
  return {.districts = {{DistrictId{"east"}, k_home, 1'000.0}}, .busy_share = busy_share};
}

std::unordered_map<WorkerId, int> losses_of(const SmallTown& small, const Demand& demand, std::set<WorkerId> busy = {}) {
  return Cover(Workforce(small.workers), demand, small.travel).losses(busy);
}

}  // namespace

TEST_CASE("The loss of a worker is the expected response without her less the one with her") {
  SmallTown small;
  small.workers = {small_worker("w1", 100), small_worker("w2", 400)};
  const double q = 0.2;
  const double with = 0.8 * 100 + 0.8 * q * 400 + q * q * k_help_from_outside_s;
  const double without_w1 = 0.8 * 400 + q * k_help_from_outside_s;
  const double without_w2 = 0.8 * 100 + q * k_help_from_outside_s;
  const auto losses = losses_of(small, busy_town(q));
  CHECK(losses.at(WorkerId{"w1"}) == Approx(without_w1 - with).margin(1));
  CHECK(losses.at(WorkerId{"w2"}) == Approx(without_w2 - with).margin(1));
}

TEST_CASE("Who is the last in a district is missed most; of many nobody is missed much") {
  SmallTown small;
  small.workers = {small_worker("w1", 100)};
  const int last_one = losses_of(small, busy_town()).at(WorkerId{"w1"});
  CHECK(last_one == Approx(0.8 * (k_help_from_outside_s - 100)).margin(1));
  for (int i = 2; i <= 6; ++i) small.workers.push_back(small_worker("w" + std::to_string(i), 100));
  CHECK(losses_of(small, busy_town()).at(WorkerId{"w1"}) < 5);
}

TEST_CASE("Whoever is away, off duty, elsewhere or without a place covers nothing") {
  SmallTown small;
  small.workers = {small_worker("w1", 100), small_worker("w2", 200), small_worker("w3", 300), small_worker("w4", 400)};
  small.workers[1].on_duty = false;
  small.workers[2].districts = {DistrictId{"west"}};
  const auto losses = losses_of(small, busy_town(), {WorkerId{"w4"}});
  CHECK(losses.size() == 1);
  CHECK(losses.contains(WorkerId{"w1"}));
}

TEST_CASE("Where nothing happens nothing is held back") {
  SmallTown small;
  Demand quiet = busy_town();
  quiet.districts.front().per_hour = 0;
  CHECK(losses_of(small, quiet).empty());
  quiet.districts.front().per_hour = 1e-6;
  CHECK(losses_of(small, quiet).at(WorkerId{"w1"}) == 0);
}

TEST_CASE("Of two as near the one goes whose district keeps another") {
  SmallTown small;
  // The incident is half way; two workers stay in the north, one is alone in the south.
  small.workers = {small_worker("w1", -1'000), small_worker("w2", 1'000), small_worker("w3", 1'100)};
  Incident incident{.id = IncidentId{"i-1"}, .queue = IncidentClass::emergency, .priority = 1};
  incident.district = DistrictId{"east"};
  incident.place = k_home;
  Town town = small.town();
  CHECK(rank(incident, town, {}, {}, small.travel, k_noon).front().worker == WorkerId{"w1"});
  const Demand both{.districts = {{DistrictId{"north"}, north_of_home(1'000), 10}, {DistrictId{"south"}, north_of_home(-1'000), 10}},
                    .busy_share = 0.2};
  town.cover = std::make_shared<const Cover>(*town.workers, both, small.travel);
  const auto ranked = rank(incident, town, {}, {}, small.travel, k_noon);
  CHECK(ranked.front().worker == WorkerId{"w2"});
  CHECK(ranked.front().costs.back().term == CostTerm::cover);
  small.registers.policies.weights.cover_pct = 0;
  Town careless = small.town();
  careless.cover = town.cover;
  CHECK(rank(incident, careless, {}, {}, small.travel, k_noon).front().worker == WorkerId{"w1"});
}

TEST_CASE("Demand is what was measured, and a little for each resident") {
  const SmallTown small;  // two residents in the east, none elsewhere
  MeasuredDemand measured;
  measured.emergencies[DistrictId{"east"}] = 10;
  measured.busy_share = 0.3;
  const Demand demand = demand_of(measured, small.registers);
  REQUIRE(demand.districts.size() == 1);
  CHECK(demand.districts.front().per_hour == Approx(10.2 / (28 * 24)));
  CHECK(distance_m(demand.districts.front().centre, north_of_home(250)) < 1);
  CHECK(demand.busy_share == 0.3);
}
