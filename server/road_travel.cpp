// A fan of ways for each place to go to, kept for a minute.
#include "server/road_travel.h"

#include <algorithm>
#include <cmath>

#include <spdlog/spdlog.h>

namespace lamplight::server {
namespace {

constexpr Millis k_fan_lasts{60'000};        // people move; roads do not
constexpr Millis k_without_lasts{1'000};     // a decision goes on as it began, by the straight line
constexpr Millis k_peace{5'000};             // after a failure
constexpr Millis k_waiting_max{600};         // in a second, by all decisions together
constexpr Millis k_second{1'000};
constexpr std::size_t k_sources_max = 200;   // in one question; the nearest by the straight line
constexpr std::size_t k_fans_max = 2'000;
constexpr std::size_t k_questions_max = 64;
constexpr double k_detour_min = 1.0;
constexpr double k_detour_max = 5.0;

std::pair<std::int32_t, std::int32_t> cell_of(const Position& place, double per_degree) {
  return {static_cast<std::int32_t>(std::lround(place.lat * per_degree)),
          static_cast<std::int32_t>(std::lround(place.lon * per_degree))};
}
constexpr double k_to_per_degree = 10'000;
constexpr double k_from_per_degree = 2'000;

}  // namespace

RoadTravel::RoadTravel(const TravelTime& line, Ask ask, Sources sources, Elapsed elapsed, Millis deadline,
                       RoadFigures& figures)
    : line_(line),
      ask_(std::move(ask)),
      sources_(std::move(sources)),
      elapsed_(std::move(elapsed)),
      deadline_(deadline),
      figures_(figures),
      thread_("roads", [this](const std::stop_token& stop) { run(stop); }) {}

int RoadTravel::travel_s(const Position& from, const Position& to, Pace pace) const {
  const FanPtr fan = fan_to(to);
  if (!fan->by_road) return line_.travel_s(from, to, pace);
  const auto known = fan->seconds.find(cell_of(from, k_from_per_degree));
  if (known != fan->seconds.end()) return known->second;
  // Not in the question, or moved since: her straight line, bent as those of the others are.
  return static_cast<int>(std::lround(line_.travel_s(from, to, Pace{}) * fan->detour));
}

std::string_view RoadTravel::remark(const Position&, const Position& to) const {
  return fan_to(to)->by_road ? "" : "by the straight line";
}

RoadTravel::FanPtr RoadTravel::fan_to(const Position& to) const {
  const Cell cell = cell_of(to, k_to_per_degree);
  std::unique_lock lock(mutex_);
  const Millis now = elapsed_();
  const auto found = fans_.find(cell);
  if (found != fans_.end() && found->second->until > now) return found->second;
  const auto late = late_.find(cell);
  if (late != late_.end()) {
    const FanPtr fan = late->second;
    late_.erase(late);
    if (fan->until > now) return fans_[cell] = fan;
  }
  fans_.erase(cell);
  if (const FanPtr fan = wait_for(lock, cell, to)) return fan;
  ++figures_.fell_back;
  Fan without;
  without.until = elapsed_() + k_without_lasts;
  return fans_[cell] = std::make_shared<const Fan>(std::move(without));
}

// Nothing: nobody may wait now, or it took too long.
RoadTravel::FanPtr RoadTravel::wait_for(std::unique_lock<std::mutex>& lock, const Cell& cell, const Position& to) const {
  const Millis begun = elapsed_();
  if (begun < peace_until_ || questions_.size() >= k_questions_max) return nullptr;
  questions_.push_back(to);
  changed_.notify_all();
  if (begun - second_began_ >= k_second) {
    second_began_ = begun;
    waited_ = Millis{0};
  }
  const Millis patience = std::min(deadline_, k_waiting_max - waited_);
  if (patience <= Millis{0}) return nullptr;
  const auto answered = [&] { return fans_.contains(cell) || peace_until_ > begun; };
  changed_.wait_for(lock, patience, answered);
  waited_ += elapsed_() - begun;
  const auto found = fans_.find(cell);
  return found == fans_.end() ? nullptr : found->second;
}

void RoadTravel::run(const std::stop_token& stop) {
  for (;;) {
    Position to;
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [this] { return !questions_.empty(); })) return;
      to = questions_.front();
      questions_.pop_front();
      const auto found = fans_.find(cell_of(to, k_to_per_degree));
      if (elapsed_() < peace_until_ || (found != fans_.end() && found->second->by_road)) continue;
    }
    std::vector<Position> sources = sources_();
    std::sort(sources.begin(), sources.end(), [&to](const Position& a, const Position& b) {
      return std::pair{distance_m(a, to), std::pair{a.lat, a.lon}} < std::pair{distance_m(b, to), std::pair{b.lat, b.lon}};
    });
    if (sources.size() > k_sources_max) sources.resize(k_sources_max);
    ++figures_.asked;
    const auto answer = sources.empty() ? Result<RoadTimes, std::string>(RoadTimes{}) : ask_(sources, to);
    keep(to, answer, sources);
  }
}

RoadTravel::Fan RoadTravel::read_off(const Position& to, const std::vector<Position>& sources,
                                     const RoadTimes& times) const {
  Fan fan;
  fan.by_road = true;
  double road_s = 0;
  double straight_s = 0;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (!times[i]) continue;
    fan.seconds.insert_or_assign(cell_of(sources[i], k_from_per_degree), *times[i]);
    road_s += *times[i];
    straight_s += line_.travel_s(sources[i], to, Pace{});
  }
  if (straight_s > 0) fan.detour = std::clamp(road_s / straight_s, k_detour_min, k_detour_max);
  return fan;
}

void RoadTravel::keep(const Position& to, const Result<RoadTimes, std::string>& answer,
                      const std::vector<Position>& sources) {
  std::optional<Fan> fan;
  if (answer) fan = read_off(to, sources, answer.value());
  const std::lock_guard lock(mutex_);
  const Cell cell = cell_of(to, k_to_per_degree);
  if (!fan) {
    ++figures_.failed;
    if (figures_.away.exchange(1) == 0) {
      spdlog::warn("router.away ways go by the straight line; the router: {}", answer.error());
    }
    peace_until_ = elapsed_() + k_peace;
    changed_.notify_all();
    return;
  }
  ++figures_.answered;
  if (figures_.away.exchange(0) == 1) spdlog::info("router.back ways go by road again");
  fan->until = elapsed_() + k_fan_lasts;
  if (fans_.size() + late_.size() >= k_fans_max) {
    fans_.clear();
    late_.clear();
  }
  const bool is_late = fans_.contains(cell);  // somebody goes by the straight line meanwhile
  if (is_late) ++figures_.late;
  (is_late ? late_ : fans_)[cell] = std::make_shared<const Fan>(std::move(*fan));
  changed_.notify_all();
}

}  // namespace lamplight::server
