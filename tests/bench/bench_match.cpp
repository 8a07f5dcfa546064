// How long an exact assignment takes, candidates included (issue 5; limits.md has the yardstick), what
// nearest-first would have cost instead, and how long it takes to find the best ten for one incident with
// every cost explained while phones report new places.
//
// The floor is what no assignment can do without: every worker's place and skills are read once, and
// the way of every pair that goes out is computed once. It is measured in the same run on the same towns.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "dispatch/assignment.h"
#include "dispatch/sharing.h"
#include "server/thread.h"
#include "tests/bench/figures.h"

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

// Each incident, the most urgent first, takes the nearest able worker who is left.
struct NearestFirst {
  std::int64_t total_s = 0;
  int unserved = 0;
};

NearestFirst nearest_first(const Town& town) {
  std::vector<const MatchIncident*> order;
  for (const MatchIncident& incident : town.incidents) order.push_back(&incident);
  std::stable_sort(order.begin(), order.end(),
                   [](const MatchIncident* a, const MatchIncident* b) { return a->priority < b->priority; });
  std::vector<bool> taken(town.workers.size(), false);
  const GreatCircle travel(k_speed_mps);
  NearestFirst sum;
  for (const MatchIncident* incident : order) {
    std::size_t nearest = town.workers.size();
    int nearest_s = 0;
    for (std::size_t w = 0; w < town.workers.size(); ++w) {
      const auto& skills = town.workers[w].skills;
      const bool able = std::all_of(incident->needs.begin(), incident->needs.end(), [&](const SkillCode& need) {
        return std::find(skills.begin(), skills.end(), need) != skills.end();
      });
      if (taken[w] || !able) continue;
      const int way_s = travel.travel_s(incident->position, town.workers[w].position);
      if (nearest == town.workers.size() || way_s < nearest_s) {
        nearest = w;
        nearest_s = way_s;
      }
    }
    if (nearest == town.workers.size()) {
      ++sum.unserved;
      continue;
    }
    taken[nearest] = true;
    sum.total_s += nearest_s;
  }
  return sum;
}

void compare_with_nearest_first(int incidents, int workers) {
  constexpr unsigned k_towns = 5;
  double more = 0;
  double unserved = 0;
  for (unsigned seed = 1; seed <= k_towns; ++seed) {
    const Town town = town_of(incidents, workers, seed);
    const auto exact = assign(town.workers, town.incidents, k_speed_mps);
    const NearestFirst greedy = nearest_first(town);
    more += 100.0 * (static_cast<double>(greedy.total_s) / static_cast<double>(exact.value().total_s) - 1) / k_towns;
    unserved += static_cast<double>(greedy.unserved - static_cast<int>(exact.value().unassigned.size())) / k_towns;
  }
  const std::string size = std::to_string(incidents) + "x" + std::to_string(workers);
  bench::print_figure("match", "nearest_first_" + size + "_more_travel", more, "%");
  bench::print_figure("match", "nearest_first_" + size + "_more_unserved", unserved, "incidents");
}

// A town's workers, one in a thousand of whom can do what is rare, as a snapshot that one thread renews.
lamplight::Town town_of_cards(const Town& places) {
  std::vector<WorkerCard> cards;
  for (std::size_t i = 0; i < places.workers.size(); ++i) {
    WorkerCard card{.id = places.workers[i].id, .name = "W", .on_duty = true, .position = places.workers[i].position};
    card.skills = places.workers[i].skills;
    if (i % std::max<std::size_t>(1, std::min<std::size_t>(1000, places.workers.size() / 10)) == 0) {
      card.skills.emplace_back("catheter");
    }
    cards.push_back(std::move(card));
  }
  std::sort(cards.begin(), cards.end(), [](const WorkerCard& a, const WorkerCard& b) { return a.id < b.id; });
  return {std::make_shared<const Registers>(), std::make_shared<const Workforce>(std::move(cards)), nullptr};
}

// What server/town_watch does: readers take the snapshot, a writer puts the next one in its place.
class Current {
 public:
  explicit Current(std::shared_ptr<const Workforce> workers) : workers_(std::move(workers)) {}
  [[nodiscard]] std::shared_ptr<const Workforce> get() const {
    const std::lock_guard lock(mutex_);
    return workers_;
  }
  void put(std::shared_ptr<const Workforce> workers) {
    const std::lock_guard lock(mutex_);
    workers_.swap(workers);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Workforce> workers_;
};

// Phones report new places, 50,000 a second where the machine can, until told to stop.
void report_places(Current& current, const std::stop_token& stop, std::atomic<std::int64_t>& reports) {
  constexpr std::chrono::microseconds k_every{20};
  std::mt19937 random{11};
  auto due = std::chrono::steady_clock::now();
  while (!stop.stop_requested()) {
    if (std::chrono::steady_clock::now() < due) continue;
    due += k_every;
    const auto workers = current.get();
    WorkerCard moved = (*workers)[random() % workers->size()];
    moved.position->lat += (static_cast<double>(random() % 2'000) - 1'000) * 1e-7;
    current.put(std::make_shared<const Workforce>(workers->with(moved)));
    ++reports;
  }
}

struct Searches {
  std::vector<double> found_us;      // the ten nearest who have the skills
  std::vector<double> explained_us;  // the ten best: eligibility, every cost term, words, what was considered
};

Searches search(const Town& places, lamplight::Town& town, const Current& current, const char* skill) {
  constexpr std::size_t k_searches = 1'000;
  constexpr std::size_t k_best = 10;
  const GreatCircle travel(k_speed_mps);
  Searches times;
  volatile std::size_t keep = 0;
  for (std::size_t i = 0; i < k_searches; ++i) {
    const MatchIncident& at = places.incidents[i % places.incidents.size()];
    Incident incident{.id = at.id, .queue = IncidentClass::emergency, .priority = at.priority};
    incident.place = at.position;
    incident.needs = {SkillCode{skill}};
    town.workers = current.get();
    times.found_us.push_back(1000 * ms_of([&] {
      std::vector<std::pair<double, std::uint32_t>> nearest;  // a heap, the farthest on top
      const auto enough = [&](double metres) { return nearest.size() == k_best && nearest.front().first < metres; };
      town.workers->near(*incident.place, incident.needs, enough, [&](std::uint32_t number) {
        const WorkerCard& worker = (*town.workers)[number];
        if (std::find(worker.skills.begin(), worker.skills.end(), incident.needs[0]) == worker.skills.end()) return;
        nearest.emplace_back(distance_m(*worker.position, *incident.place), number);
        std::push_heap(nearest.begin(), nearest.end());
        if (nearest.size() <= k_best) return;
        std::pop_heap(nearest.begin(), nearest.end());
        nearest.pop_back();
      });
      std::sort_heap(nearest.begin(), nearest.end());
      keep = nearest.size();
    }));
    const std::vector<Wanted> wanted{{&incident, k_best}};
    times.explained_us.push_back(1000 * ms_of([&] { keep = share_out(wanted, town, {}, travel, Instant{}).size(); }));
  }
  return times;
}

void print_both(const std::string& name, const std::vector<double>& us, double floor_us) {
  bench::print_figure("match", name + "_p50", bench::percentile(us, 0.5), "us", floor_us);
  bench::print_figure("match", name + "_p99", bench::percentile(us, 0.99), "us", floor_us);
}

// Several wait at once, as after a storm: the offers of one decision, for up to two people each, with reasons. Beside
// it the same with everybody's price, which the answer must not differ from.
void several_waiting(int incidents, int workers) {
  constexpr std::size_t k_whole = 1'000'000;
  const GreatCircle travel(k_speed_mps);
  std::vector<double> taken;
  std::vector<double> whole;
  bool same = true;
  for (unsigned round = 1; round <= k_rounds; ++round) {
    const Town places = town_of(incidents, workers, round);
    const lamplight::Town town = town_of_cards(places);
    std::vector<Incident> waiting;
    for (const MatchIncident& at : places.incidents) {
      Incident incident{.id = at.id, .queue = IncidentClass::emergency, .priority = at.priority};
      incident.place = at.position;
      incident.needs = at.needs;
      waiting.push_back(std::move(incident));
    }
    std::vector<Wanted> wanted;
    for (const Incident& incident : waiting) wanted.push_back({&incident, 1 + wanted.size() % 2});
    std::vector<Asked> few;
    std::vector<Asked> all;
    taken.push_back(ms_of([&] { few = share_out(wanted, town, {}, travel, Instant{}); }));
    whole.push_back(ms_of([&] { all = share_out(wanted, town, {}, travel, Instant{}, k_whole); }));
    same = same && few == all;
  }
  const std::string name = "share_" + std::to_string(incidents) + "x" + std::to_string(workers);
  bench::print_figure("match", name + "_p50", bench::percentile(taken, 0.5), "ms");
  bench::print_figure("match", name + "_p99", bench::percentile(taken, 0.99), "ms");
  bench::print_figure("match", name + "_everybody_priced_p50", bench::percentile(whole, 0.5), "ms");
  bench::print_figure("match", name + "_differs", same ? 0 : 1, "answers");
}

// The best ten for one incident. The floor is one look at everybody's place, which an index need not take.
void best_ten(int workers) {
  const Town places = town_of(200, workers, 7);
  lamplight::Town town = town_of_cards(places);
  Current current(town.workers);
  volatile double keep = 0;
  std::vector<double> floors_us;
  for (int i = 0; i < k_rounds; ++i) {
    floors_us.push_back(1000 * ms_of([&] {
                          double sum = 0;
                          for (const WorkerCard& worker : *town.workers) sum += worker.position->lat;
                          keep = sum;
                        }));
  }
  const double floor_us = bench::percentile(floors_us, 0.5);
  const std::string of = "best10_of_" + std::to_string(workers);
  for (const bool moving : {false, true}) {
    std::atomic<std::int64_t> reports{0};
    const auto begun = std::chrono::steady_clock::now();
    std::optional<server::Thread> phones;
    if (moving) {
      phones.emplace("phones", [&](const std::stop_token& stop) { report_places(current, stop, reports); });
    }
    for (const char* skill : {"lifting", "catheter"}) {
      const Searches times = search(places, town, current, skill);
      const std::string name = of + (skill == std::string("lifting") ? "_common" : "_rare") + (moving ? "_moving" : "");
      print_both(name, times.found_us, floor_us);
      print_both(name + "_explained", times.explained_us, floor_us);
    }
    if (!moving) continue;
    phones.reset();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    bench::print_figure("match", "position_reports_in_" + std::to_string(workers) + "_per_s",
                        static_cast<double>(reports.load()) / took.count(), "1/s");
  }
}

}  // namespace

int main() {
  measure(200, 500);
  measure(1000, 1000);
  measure(1000, 2000);
  measure(1000, 5000);
  measure(1000, 10'000);
  compare_with_nearest_first(1000, 1000);
  compare_with_nearest_first(1000, 2000);
  several_waiting(20, 1000);
  several_waiting(100, 10'000);
  best_ten(1000);
  best_ten(10'000);
  best_ten(100'000);
  return 0;
}
