// Days, hours, values, looks.
#include "tests/bench/stretched_trend.h"

#include <chrono>
#include <optional>
#include <random>

#include "devices/resident_watch.h"

namespace lamplight::bench {
namespace {

using namespace std::chrono_literals;

constexpr int k_learned_days = 28;
constexpr int k_judged_days = 28;
constexpr int k_values_an_hour = 12;
constexpr auto k_value_every = 5min;
constexpr auto k_judge_every = 30s;  // as server/resident_watching does besides each reading
constexpr auto k_raised_for = 3h;
constexpr auto k_seen_late = 20min;  // ten values and a minimum duration
const Instant k_begin = std::chrono::sys_days{std::chrono::year{2026} / 10 / 1};

class Stretched {
 public:
  Stretched(const std::vector<double>& recorded, const StretchedTrend& trend)
      : recorded_(recorded), trend_(trend), random_(trend.seed) {
    plan_.news2.on = false;
    plan_.trend.on = true;
    plan_.trend.names = {trend.name};
    plan_.trend.spreads = trend.spreads;
  }

  TrendFound play() {
    for (int day = 0; day < k_learned_days + k_judged_days; ++day) live(day);
    found_.days = k_judged_days;
    return found_;
  }

 private:
  void live(int day) {
    const Instant midnight = k_begin + std::chrono::days{day};
    judges_ = day >= k_learned_days;
    place_ = random_() % recorded_.size();
    const auto raised_from = midnight + std::chrono::hours{8 + random_() % 10};
    raised_.reset();
    if (trend_.raised_by != 0 && judges_ && day % 7 == 3) {
      raised_ = Span{raised_from, raised_from + k_raised_for};
      ++found_.raised;
      seen_ = false;
    }
    for (int hour = 0; hour < 24; ++hour) live_hour(midnight + std::chrono::hours{hour});
  }

  void live_hour(Instant hour) {
    if (judges_) {
      state_.usual.clear();
      if (const auto usual = usual_at(past_, hour)) state_.usual.emplace(trend_.name, *usual);
    }
    double sum = 0;
    for (int i = 0; i < k_values_an_hour; ++i) {
      const Instant at = hour + i * k_value_every;
      double value = recorded_[place_++ % recorded_.size()];
      if (raised_ && raised_->has(at)) value += trend_.raised_by;
      sum += value;
      const Reading reading{.device = DeviceId{"recorded"}, .name = trend_.name, .at = at, .value = value};
      [[maybe_unused]] const auto morning = rules_.take(state_, reading, plan_);
      for (auto after = 0s; judges_ && after < k_value_every; after += k_judge_every) judge(at + after);
    }
    past_.push_back({hour, sum / k_values_an_hour});
  }

  void judge(Instant now) {
    for (const RuleTurn& turn : rules_.judge(state_, plan_, Spo2Scale::one, now)) {
      if (turn.turn != Turn::begins) continue;
      const bool of_raised = raised_ && now >= raised_->from && now < raised_->until + k_seen_late;
      if (!of_raised) {
        ++found_.false_findings;
      } else if (!seen_) {
        seen_ = true;
        ++found_.raised_found;
      }
    }
  }

  const std::vector<double>& recorded_;
  const StretchedTrend trend_;
  const ResidentWatch rules_{Seconds{0}};
  std::mt19937_64 random_;
  CarePlan plan_;
  ResidentState state_;
  std::vector<HourlyMean> past_;
  std::size_t place_ = 0;
  bool judges_ = false;
  std::optional<Span> raised_;  // of this day
  bool seen_ = false;
  TrendFound found_;
};

}  // namespace

TrendFound play_stretched(const std::vector<double>& recorded, const StretchedTrend& trend) {
  return Stretched(recorded, trend).play();
}

}  // namespace lamplight::bench
