// Towns by seed, and the rules of contracts §1 in the tests' own words.
#include "tests/unit/dispatch/assignment_cases.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

namespace lamplight::testing {
namespace {

std::string numbered(const char* prefix, std::size_t number) {
  return prefix + std::to_string(number);
}

}  // namespace

TownCase made_up(const TownShape& shape, std::uint64_t seed) {
  std::mt19937_64 random{seed};
  const auto up_to = [&random](int count) { return static_cast<int>(random() % static_cast<std::uint64_t>(count)); };
  const auto fraction = [&random] { return static_cast<double>(random() >> 11) * 0x1p-53; };
  const auto anywhere = [&] {
    return Position{shape.corner.lat + shape.degrees * fraction(), shape.corner.lon + shape.degrees * fraction()};
  };
  std::vector<Position> spots;
  spots.reserve(static_cast<std::size_t>(shape.spots));
  for (int i = 0; i < shape.spots; ++i) spots.push_back(anywhere());
  const auto place = [&] { return spots.empty() ? anywhere() : spots[static_cast<std::size_t>(up_to(shape.spots))]; };

  TownCase town;
  town.speed_mps = 3.0 + up_to(10);
  for (int i = 0; i < shape.workers; ++i) {
    MatchWorker worker{WorkerId{numbered("w", static_cast<std::size_t>(i))}, place(), {}, up_to(6) != 0};
    for (int skill = 0; skill < shape.skills; ++skill) {
      if (up_to(3) != 0) worker.skills.emplace_back(numbered("skill-", static_cast<std::size_t>(skill)));
    }
    town.workers.push_back(std::move(worker));
  }
  for (int i = 0; i < shape.incidents; ++i) {
    MatchIncident incident{
        IncidentId{numbered("i", static_cast<std::size_t>(i))}, place(), {}, 1 + up_to(shape.priorities)};
    for (int skill = 0; skill < shape.skills; ++skill) {
      if (up_to(4) == 0) incident.needs.emplace_back(numbered("skill-", static_cast<std::size_t>(skill)));
    }
    town.incidents.push_back(std::move(incident));
  }
  return town;
}

bool may_serve(const MatchWorker& worker, const MatchIncident& incident) {
  std::set<std::string> has;
  for (const SkillCode& skill : worker.skills) has.insert(skill.text());
  bool able = worker.on_duty;
  for (const SkillCode& need : incident.needs) able = able && has.contains(need.text());
  return able;
}

std::int64_t travel_s_of(const MatchWorker& worker, const MatchIncident& incident, double speed_mps) {
  const double k = std::acos(-1.0) / 180.0;
  const auto half_sine = [k](double degrees) { return std::sin(degrees * k / 2) * std::sin(degrees * k / 2); };
  const Position& a = worker.position;
  const Position& b = incident.position;
  const double h = half_sine(b.lat - a.lat) + std::cos(a.lat * k) * std::cos(b.lat * k) * half_sine(b.lon - a.lon);
  return std::llround(2 * 6'371'008.8 * std::asin(std::sqrt(std::min(1.0, h))) / speed_mps);
}

Score checked(const TownCase& town, const Assignment& answer) {
  std::map<std::string, const MatchWorker*> workers;
  std::map<std::string, const MatchIncident*> incidents;
  for (const MatchWorker& worker : town.workers) workers[worker.id.text()] = &worker;
  for (const MatchIncident& incident : town.incidents) incidents[incident.id.text()] = &incident;

  Score score{std::vector<std::int64_t>(7, 0)};
  std::int64_t total = 0;
  for (const Assigned& pair : answer.assigned) {
    REQUIRE(workers.contains(pair.worker.text()));
    REQUIRE(incidents.contains(pair.incident.text()));
    const MatchWorker& worker = *workers[pair.worker.text()];
    const MatchIncident& incident = *incidents[pair.incident.text()];
    REQUIRE(may_serve(worker, incident));
    REQUIRE(pair.travel_s == travel_s_of(worker, incident, town.speed_mps));
    total += pair.travel_s;
    score.parts[0] += 1;
    score.parts[static_cast<std::size_t>(incident.priority)] += 1;
    workers.erase(pair.worker.text());
    incidents.erase(pair.incident.text());
  }
  for (const IncidentId& id : answer.unassigned) REQUIRE(incidents.erase(id.text()) == 1);
  REQUIRE(incidents.empty());
  REQUIRE(total == answer.total_s);
  score.parts[6] = -total;
  return score;
}

}  // namespace lamplight::testing
