// The assignment where towns end: nobody there, everybody in one place, poles, the date line, wrong rows.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "tests/unit/dispatch/assignment_cases.h"
#include "tests/unit/dispatch/assignment_dense.h"

using namespace lamplight;
using namespace lamplight::testing;

namespace {

MatchWorker worker_at(const std::string& id, Position position, std::vector<SkillCode> skills = {}) {
  return {WorkerId{id}, position, std::move(skills), true};
}

MatchIncident incident_at(const std::string& id, Position position, int priority = 3,
                          std::vector<SkillCode> needs = {}) {
  return {IncidentId{id}, position, std::move(needs), priority};
}

Assignment solved(const std::vector<MatchWorker>& workers, const std::vector<MatchIncident>& incidents) {
  auto answer = assign(workers, incidents, 8.0);
  REQUIRE(answer.ok());
  return std::move(answer).value();
}

std::string refusal(const std::vector<MatchWorker>& workers, const std::vector<MatchIncident>& incidents,
                    double speed = 8.0) {
  const auto answer = assign(workers, incidents, speed);
  REQUIRE_FALSE(answer.ok());
  return answer.error();
}

constexpr Position k_town{22.61, 113.19};

}  // namespace

TEST_CASE("the pair of the contract's example is a way of 1,512 m, so 189 s") {
  const auto answer = solved({worker_at("w1", {22.61, 113.19}, {SkillCode{"lifting"}})},
                             {incident_at("i1", {22.62, 113.2}, 1, {SkillCode{"lifting"}})});
  const std::vector<Assigned> one{{IncidentId{"i1"}, WorkerId{"w1"}, 189}};
  CHECK(answer.assigned == one);
  CHECK(answer.total_s == 189);
}

TEST_CASE("nobody to send and nothing to do are answers too") {
  CHECK(solved({}, {}) == Assignment{});
  CHECK(solved({worker_at("w", k_town)}, {}) == Assignment{});
  CHECK(solved({}, {incident_at("b", k_town), incident_at("a", k_town)}).unassigned ==
        std::vector<IncidentId>{IncidentId{"a"}, IncidentId{"b"}});
}

TEST_CASE("who is off duty or lacks one need stays where she is") {
  std::vector<MatchWorker> workers{worker_at("near", k_town, {SkillCode{"lifting"}}),
                                   worker_at("far", {22.7, 113.3}, {SkillCode{"lifting"}, SkillCode{"nurse"}})};
  const std::vector<MatchIncident> incidents{incident_at("i", k_town, 1, {SkillCode{"nurse"}, SkillCode{"lifting"}})};
  CHECK(solved(workers, incidents).assigned.at(0).worker == WorkerId{"far"});
  workers[1].on_duty = false;
  CHECK(solved(workers, incidents).unassigned == std::vector<IncidentId>{IncidentId{"i"}});
}

TEST_CASE("one more served counts more than any urgency, and urgency more than any way") {
  // The only nurse could take the urgent incident; then nobody could take the other one.
  const auto both = solved({worker_at("nurse", k_town, {SkillCode{"nurse"}}), worker_at("far", {24.0, 115.0})},
                           {incident_at("urgent", k_town, 1), incident_at("slow", k_town, 5, {SkillCode{"nurse"}})});
  CHECK(both.unassigned.empty());
  CHECK(both.assigned.at(1).worker == WorkerId{"far"});

  const auto urgent =
      solved({worker_at("w", k_town)}, {incident_at("a-near", k_town, 2), incident_at("far", {40.0, 80.0}, 1)});
  CHECK(urgent.assigned.at(0).incident == IncidentId{"far"});
}

TEST_CASE("five of priority 5 outweigh nobody: one of priority 1 is never left for them") {
  std::vector<MatchWorker> workers;
  workers.reserve(5);
  for (int i = 0; i < 5; ++i) workers.push_back(worker_at("w" + std::to_string(i), k_town));
  std::vector<MatchIncident> incidents{incident_at("urgent", {-40.0, -70.0}, 1)};
  for (int i = 0; i < 5; ++i) incidents.push_back(incident_at("slow" + std::to_string(i), k_town, 5));
  const auto answer = solved(workers, incidents);
  CHECK(answer.assigned.size() == 5);
  CHECK(answer.unassigned.size() == 1);
  CHECK(answer.unassigned.front() != IncidentId{"urgent"});
}

TEST_CASE("the way across the date line and over the pole is the short one") {
  const auto line = solved({worker_at("east", {0.0, 179.999}), worker_at("other", {0.0, 170.0})},
                           {incident_at("west", {0.0, -179.999}), incident_at("home", {0.0, 170.0})});
  CHECK(line.assigned.at(1).worker == WorkerId{"east"});
  CHECK(line.assigned.at(1).travel_s == 28);

  const auto pole = solved({worker_at("a", {89.99, 0.0}), worker_at("b", {89.0, 180.0})},
                           {incident_at("i", {89.99, 180.0}), incident_at("j", {89.0, 180.0})});
  CHECK(pole.assigned.at(0).worker == WorkerId{"a"});
  CHECK(pole.assigned.at(1).travel_s == 0);
}

TEST_CASE("many around the date line and the pole are matched as well as anywhere") {
  for (const Position corner : {Position{-0.05, 179.95}, Position{89.9, 0.0}, Position{-90.0, -180.0}}) {
    TownShape shape;
    shape.workers = 80;
    shape.incidents = 50;
    shape.corner = corner;
    TownCase town = made_up(shape, Catch::rngSeed() + 1);
    const auto onto_the_earth = [](Position& p) {
      if (p.lon > 180) p.lon -= 360;
      p.lat = std::min(p.lat, 90.0);
    };
    for (auto& worker : town.workers) onto_the_earth(worker.position);
    for (auto& incident : town.incidents) onto_the_earth(incident.position);
    auto answer = assign(town.workers, town.incidents, town.speed_mps);
    REQUIRE(answer.ok());
    (void)checked(town, answer.value());
    REQUIRE(cost_of(town, answer.value()) == dense_cost(town));
  }
}

TEST_CASE("the order of the rows changes nothing") {
  TownShape shape;
  shape.workers = 60;
  shape.incidents = 70;
  shape.spots = 5;  // many equal ways
  TownCase town = made_up(shape, Catch::rngSeed() + 7);
  const auto first = solved(town.workers, town.incidents);
  std::mt19937 random{Catch::rngSeed()};
  for (int i = 0; i < 10; ++i) {
    std::shuffle(town.workers.begin(), town.workers.end(), random);
    std::shuffle(town.incidents.begin(), town.incidents.end(), random);
    CHECK(solved(town.workers, town.incidents) == first);
  }
}

TEST_CASE("more than sixty-four skills are told apart") {
  std::vector<MatchWorker> workers;
  std::vector<MatchIncident> incidents;
  for (int i = 0; i < 130; ++i) {
    const SkillCode skill{"skill-" + std::to_string(i)};
    // Each worker stands far from the incident that only she may serve.
    workers.push_back(worker_at("w" + std::to_string(i), {22.0 + 0.01 * i, 113.0}, {skill}));
    incidents.push_back(incident_at("i" + std::to_string(i), {22.0 + 0.01 * (129 - i), 113.0}, 3, {skill}));
  }
  const auto answer = solved(workers, incidents);
  REQUIRE(answer.unassigned.empty());
  for (const Assigned& pair : answer.assigned) CHECK(pair.worker.text().substr(1) == pair.incident.text().substr(1));
}

TEST_CASE("a wrong row is refused by name") {
  CHECK(refusal({}, {incident_at("i7", k_town, 0)}) == "incident i7: priority must be 1 to 5");
  CHECK(refusal({}, {incident_at("i7", k_town, 6)}) == "incident i7: priority must be 1 to 5");
  CHECK(refusal({worker_at("w3", {91.0, 0.0})}, {}) == "worker w3: lat or lon is not on the earth");
  CHECK(refusal({}, {incident_at("i7", {0.0, std::nan("")})}) == "incident i7: lat or lon is not on the earth");
  CHECK(refusal({worker_at("w3", k_town), worker_at("w3", k_town)}, {}) == "worker w3 is there twice");
  CHECK(refusal({}, {incident_at("i7", k_town), incident_at("i7", k_town)}) == "incident i7 is there twice");
  for (const double speed : {0.0, -1.0, 1e9, std::nan("")}) {
    CHECK(refusal({}, {}, speed) == "speed_mps must be between 0.05 and 1000");
  }
}
