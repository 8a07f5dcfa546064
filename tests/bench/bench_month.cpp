// ./lamplight bench month: four weeks of a town under three ways to choose whom to send: the nearest who is
// idle, ours without the cover term, ours with it. The same alarms and visits for each, several seeds.
//
// Pure: the decisions are those of dispatch/sharing, everybody accepts at once, time is virtual. It shows
// what the choice alone changes; nothing here is a threshold.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "dispatch/sharing.h"
#include "tests/bench/figures.h"

namespace {

using namespace lamplight;

constexpr int k_seeds = 5;
constexpr int k_districts = 12;
constexpr int k_workers = 8;
constexpr int k_days = 28;
constexpr double k_alarms_per_hour = 3.0;  // on average; the busiest hour has 1.8 times as many
constexpr Instant k_start = std::chrono::sys_days{std::chrono::year{2026} / 11 / 2};
const Position k_corner{22.58, 113.15};

enum class Way { nearest_idle, without_cover, with_cover };
constexpr const char* k_names[] = {"nearest_idle", "without_cover", "with_cover"};

struct Alarm {
  Instant at{};
  Position place;
  DistrictId district;
  int priority = 1;
  Millis visit{};
};

struct Month {
  std::vector<DistrictDemand> districts;
  std::vector<Position> bases;
  std::vector<Alarm> alarms;
};

Position at_km(double north, double east) {
  return {k_corner.lat + north / 111.195,
          k_corner.lon + east / (111.195 * std::cos(k_corner.lat * std::numbers::pi / 180))};
}

// Villages of unequal size in a square of eight kilometres; alarms by a Poisson process with a daily rhythm.
Month month_of(unsigned seed) {
  std::mt19937 random{seed};
  std::uniform_real_distribution<double> km(0, 8);
  std::uniform_real_distribution<double> unit(0, 1);
  std::normal_distribution<double> around(0, 0.4);
  Month month;
  std::vector<std::pair<double, double>> centres;
  std::vector<double> sizes;
  for (int d = 0; d < k_districts; ++d) {
    centres.emplace_back(km(random), km(random));
    sizes.push_back(0.3 + unit(random) * unit(random) * 3);
  }
  double all = 0;
  for (const double size : sizes) all += size;
  for (int d = 0; d < k_districts; ++d) {
    const auto n = static_cast<std::size_t>(d);
    month.districts.push_back({DistrictId{"d-" + std::to_string(d)}, at_km(centres[n].first, centres[n].second),
                               k_alarms_per_hour * sizes[n] / all});
  }
  std::discrete_distribution<std::size_t> where(sizes.begin(), sizes.end());
  for (int w = 0; w < k_workers; ++w) {
    const auto& centre = centres[where(random)];
    month.bases.push_back(at_km(centre.first + around(random), centre.second + around(random)));
  }
  const double most_per_ms = 1.8 * k_alarms_per_hour / 3'600'000;
  std::exponential_distribution<double> pause(most_per_ms);
  std::lognormal_distribution<double> visit_min(std::log(30), 0.4);
  for (double ms = pause(random); ms < k_days * 86'400'000.0; ms += pause(random)) {
    const double hour = std::fmod(ms / 3'600'000, 24);
    if (unit(random) * 1.8 > 1 + 0.8 * std::cos((hour - 10) / 24 * 2 * std::numbers::pi)) continue;
    const std::size_t d = where(random);
    Alarm alarm{
        .at = k_start + Millis{static_cast<std::int64_t>(ms)}, .place = {}, .district = month.districts[d].district};
    alarm.place = at_km(centres[d].first + around(random), centres[d].second + around(random));
    const double kind = unit(random);
    alarm.priority = kind < 0.3 ? 1 : kind < 0.6 ? 2 : 3;
    alarm.visit = Millis{static_cast<std::int64_t>(visit_min(random) * 60'000)};
    month.alarms.push_back(alarm);
  }
  return month;
}

struct Figures {
  std::vector<double> response_s;
  int displaced = 0;
  double busy_share = 0;
};

// One worker: idle at a place or going back to her base, on the way, or at a visit.
struct Crew {
  WorkerCard card;
  Position base;
  Position from;
  Position to;
  Instant left_at{};
  Instant there_at{};
  std::size_t alarm = SIZE_MAX;  // none: idle
  bool arrived = false;

  [[nodiscard]] Position at(Instant now) const {
    if (now >= there_at || there_at == left_at) return to;
    const double share =
        static_cast<double>((now - left_at).count()) / static_cast<double>((there_at - left_at).count());
    return {from.lat + (to.lat - from.lat) * share, from.lon + (to.lon - from.lon) * share};
  }
};

class Run {
 public:
  Run(const Month& month, Way way, double busy_share) : month_(month), way_(way), busy_share_(busy_share) {
    Registers registers;
    Weights& weights = registers.policies.weights;
    weights.cover_pct = way == Way::with_cover ? 100 : 0;
    registers_ = std::make_shared<const Registers>(registers);
    for (std::size_t w = 0; w < month.bases.size(); ++w) {
      Crew crew{.card = {.id = WorkerId{"w-" + std::to_string(w)}, .on_duty = true}, .base = month.bases[w]};
      crew.from = crew.to = crew.base;
      crews_.push_back(std::move(crew));
    }
  }

  Figures run() {
    std::size_t next = 0;
    while (next < month_.alarms.size() || busy()) {
      const auto soonest = next_end();
      const bool alarm_first =
          next < month_.alarms.size() && (!soonest || month_.alarms[next].at <= crews_[*soonest].there_at);
      if (alarm_first) {
        now_ = month_.alarms[next].at;
        waiting_.push_back(next++);
      } else {
        reached(crews_[*soonest]);
      }
      send();
    }
    figures_.busy_share = busy_ms_ / (k_days * 86'400'000.0 * static_cast<double>(crews_.size()));
    return figures_;
  }

 private:
  [[nodiscard]] bool busy() const {
    return !waiting_.empty() ||
           std::any_of(crews_.begin(), crews_.end(), [](const Crew& c) { return c.alarm != SIZE_MAX; });
  }

  [[nodiscard]] std::optional<std::size_t> next_end() const {
    std::optional<std::size_t> first;
    for (std::size_t w = 0; w < crews_.size(); ++w) {
      if (crews_[w].alarm == SIZE_MAX) continue;
      if (!first || crews_[w].there_at < crews_[*first].there_at) first = w;
    }
    return first;
  }

  void go(Crew& crew, const Position& to) {
    crew.from = crew.at(now_);
    crew.to = to;
    crew.left_at = now_;
    crew.there_at = now_ + Seconds{travel_.travel_s(crew.from, to)};
  }

  // At the door, or done with the visit.
  void reached(Crew& crew) {
    now_ = crew.there_at;
    const Alarm& alarm = month_.alarms[crew.alarm];
    if (!crew.arrived) {
      crew.arrived = true;
      figures_.response_s.push_back(static_cast<double>((now_ - alarm.at).count()) / 1000);
      crew.from = crew.to;
      crew.left_at = now_;
      crew.there_at = now_ + alarm.visit;
      busy_ms_ += static_cast<double>(alarm.visit.count());
      return;
    }
    crew.alarm = SIZE_MAX;
    crew.arrived = false;
    go(crew, crew.base);
  }

  void take(Crew& crew, std::size_t alarm) {
    if (crew.alarm != SIZE_MAX) {
      waiting_.push_back(crew.alarm);
      ++figures_.displaced;
    }
    busy_ms_ += travel_.travel_s(crew.at(now_), month_.alarms[alarm].place) * 1000.0;
    crew.alarm = alarm;
    go(crew, month_.alarms[alarm].place);
    std::erase(waiting_, alarm);
  }

  void send() {
    if (way_ == Way::nearest_idle) return send_nearest();
    // Somebody who was displaced waits again and may find another at once.
    while (send_shared()) {
    }
  }

  void send_nearest() {
    std::sort(waiting_.begin(), waiting_.end());
    for (const std::size_t alarm : std::vector<std::size_t>(waiting_)) {
      Crew* nearest = nullptr;
      for (Crew& crew : crews_) {
        if (crew.alarm != SIZE_MAX) continue;
        const auto way = [&](const Crew& c) { return travel_.travel_s(c.at(now_), month_.alarms[alarm].place); };
        if (nearest == nullptr || way(crew) < way(*nearest)) nearest = &crew;
      }
      if (nearest == nullptr) return;
      take(*nearest, alarm);
    }
  }

  [[nodiscard]] Incident incident(std::size_t number) const {
    const Alarm& alarm = month_.alarms[number];
    Incident row{
        .id = IncidentId{"i-" + std::to_string(number)}, .queue = IncidentClass::emergency, .priority = alarm.priority};
    row.district = alarm.district;
    row.place = alarm.place;
    row.opened_at = alarm.at;
    return row;
  }

  [[nodiscard]] bool send_shared() {
    if (waiting_.empty()) return false;
    std::vector<WorkerCard> cards;
    std::vector<Commitment> commitments;
    for (const Crew& crew : crews_) {
      WorkerCard card = crew.card;
      card.position = crew.at(now_);
      card.position_at = now_;
      cards.push_back(std::move(card));
      if (crew.alarm == SIZE_MAX) continue;
      const Incident held = incident(crew.alarm);
      commitments.push_back({crew.card.id, held.id, held.priority, true, false, crew.arrived});
    }
    Town town{registers_, std::make_shared<const Workforce>(std::move(cards)), nullptr};
    if (way_ == Way::with_cover) {
      town.cover = std::make_shared<const Cover>(*town.workers, Demand{month_.districts, busy_share_}, travel_);
    }
    std::vector<Incident> rows;
    for (const std::size_t alarm : waiting_) rows.push_back(incident(alarm));
    std::vector<Wanted> wanted;
    for (const Incident& row : rows) wanted.push_back({&row, 1});
    const auto asked = share_out(wanted, town, {commitments, {}}, travel_, now_);
    bool displaced = false;
    for (const Asked& one : asked) {
      if (one.candidates.empty()) continue;
      const std::size_t alarm = std::stoul(one.incident.text().substr(2));
      Crew& crew = crews_[std::stoul(one.candidates.front().worker.text().substr(2))];
      displaced = displaced || crew.alarm != SIZE_MAX;
      take(crew, alarm);
    }
    return displaced;
  }

  const Month& month_;
  Way way_;
  double busy_share_;
  GreatCircle travel_{k_town_speed_mps};
  std::shared_ptr<const Registers> registers_;
  std::vector<Crew> crews_;
  std::vector<std::size_t> waiting_;
  Instant now_ = k_start;
  double busy_ms_ = 0;
  Figures figures_;
};

void print(const std::string& metric, double value, const char* unit) {
  bench::print_figure("month", metric, value, unit);
}

void report(unsigned seed, Way way, const Figures& figures) {
  const std::string name = std::string(k_names[static_cast<int>(way)]) + "_seed" + std::to_string(seed) + "_";
  const auto count = static_cast<double>(figures.response_s.size());
  const auto within = [&](double seconds) {
    const auto in_time = std::count_if(figures.response_s.begin(), figures.response_s.end(),
                                       [seconds](double s) { return s <= seconds; });
    return 100.0 * static_cast<double>(in_time) / count;
  };
  double sum = 0;
  for (const double s : figures.response_s) sum += s;
  print(name + "within_15min", within(15 * 60), "%");
  print(name + "within_45min", within(45 * 60), "%");
  print(name + "mean", sum / count / 60, "min");
  print(name + "worst", *std::max_element(figures.response_s.begin(), figures.response_s.end()) / 60, "min");
  print(name + "displaced", figures.displaced, "visits");
}

}  // namespace

int main() {
  for (unsigned seed = 1; seed <= k_seeds; ++seed) {
    const Month month = month_of(seed);
    const Figures nearest = Run(month, Way::nearest_idle, 0).run();
    report(seed, Way::nearest_idle, nearest);
    report(seed, Way::without_cover, Run(month, Way::without_cover, 0).run());
    report(seed, Way::with_cover, Run(month, Way::with_cover, nearest.busy_share).run());
  }
  return 0;
}
