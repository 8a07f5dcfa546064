// How long an exact assignment takes, candidates included (issue 5; limits.md has the yardstick).
//
// The floor is what no assignment can do without: every worker's place and skills are read once, and
// the way of every pair that goes out is computed once. It is measured in the same run on the same towns.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "dispatch/assignment.h"

namespace {

using namespace lamplight;

constexpr int k_rounds = 30;
constexpr double k_speed_mps = 8.0;

struct Town {
  std::vector<MatchWorker> workers;
  std::vector<MatchIncident> incidents;
};

// A town of about 14 by 13 km; a third of the incidents needs a skill, seven of ten workers have it.
Town town_of(int incidents, int workers, unsigned seed) {
  const char* const skills[] = {"lifting", "nurse", "keys", "cantonese", "first_aid", "driving"};
  std::mt19937 random{seed};
  std::uniform_real_distribution<double> lat(22.55, 22.67);
  std::uniform_real_distribution<double> lon(113.12, 113.26);
  Town town;
  for (int i = 0; i < workers; ++i) {
    MatchWorker worker{WorkerId{"w" + std::to_string(i)}, {lat(random), lon(random)}, {}, true};
    for (const char* skill : skills) {
      if (random() % 10 < 7) worker.skills.emplace_back(skill);
    }
    town.workers.push_back(std::move(worker));
  }
  for (int i = 0; i < incidents; ++i) {
    MatchIncident incident{
        IncidentId{"i" + std::to_string(i)}, {lat(random), lon(random)}, {}, 1 + static_cast<int>(random() % 5)};
    if (random() % 3 == 0) incident.needs.emplace_back(skills[random() % 6]);
    town.incidents.push_back(std::move(incident));
  }
  return town;
}

double ms_of(const std::function<void()>& work) {
  const auto begun = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
}

double quantile(std::vector<double> values, double q) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1))];
}

double read_once(const Town& town) {
  double sum = 0;
  for (const MatchWorker& worker : town.workers) {
    sum += worker.position.lat + worker.position.lon;
    for (const SkillCode& skill : worker.skills) sum += skill.text() == "nurse" ? 1 : 0;
  }
  const std::size_t pairs = std::min(town.workers.size(), town.incidents.size());
  for (std::size_t i = 0; i < pairs; ++i) sum += distance_m(town.incidents[i].position, town.workers[i].position);
  return sum;
}

void print(const std::string& metric, double value, double floor) {
  std::printf("{\"bench\":\"match\",\"metric\":\"%s\",\"value\":%.3f,\"unit\":\"ms\",\"floor\":%.3f,\"ratio\":%.2f}\n",
              metric.c_str(), value, floor, value / floor);
}

void measure(int incidents, int workers) {
  std::vector<double> taken;
  std::vector<double> floors;
  volatile double keep = 0;
  for (unsigned round = 1; round <= k_rounds; ++round) {
    const Town town = town_of(incidents, workers, round);
    taken.push_back(ms_of([&] { keep = static_cast<double>(assign(town.workers, town.incidents, k_speed_mps).ok()); }));
    floors.push_back(ms_of([&] { keep = read_once(town); }));
  }
  const std::string size = std::to_string(incidents) + "x" + std::to_string(workers);
  print("assign_" + size + "_p50", quantile(taken, 0.5), quantile(floors, 0.5));
  print("assign_" + size + "_p99", quantile(taken, 0.99), quantile(floors, 0.99));
}

}  // namespace

int main() {
  measure(200, 500);
  measure(1000, 1000);
  measure(1000, 2000);
  measure(1000, 5000);
  measure(1000, 10'000);
  return 0;
}
