// A round a second.
#include "server/self_watch.h"

#include <charconv>
#include <condition_variable>
#include <mutex>

#include <spdlog/spdlog.h>

#include "model/time.h"

namespace lamplight::server {
namespace {

constexpr Millis k_look_every{1'000};
constexpr int k_down_looks = 5;  // a broker that is restarted is back before that
constexpr double k_warn_at = 0.8;
constexpr double k_well_again_at = 0.6;  // so that a level at the mark does not warn at each look

}  // namespace

SelfWatch::SelfWatch(std::vector<Bounded> table, std::vector<Line> lines)
    : table_(std::move(table)), lines_(std::move(lines)), down_looks_(lines_.size()), warned_(table_.size()) {}

void SelfWatch::start() {
  thread_.emplace("self-watch", [this](const std::stop_token& stop) { run(stop); });
}

void SelfWatch::stop() {
  thread_.reset();
}

void SelfWatch::broker_says(std::string_view topic, std::string_view payload) {
  if (topic != k_broker_dropped_topic) return;
  std::int64_t dropped = 0;
  const auto [end, error] = std::from_chars(payload.data(), payload.data() + payload.size(), dropped);
  if (error == std::errc{}) broker_dropped_ = dropped;
}

void SelfWatch::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  while (!stop.stop_requested()) {
    look();
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, k_look_every, [] { return false; });
  }
}

void SelfWatch::look() {
  for (std::size_t i = 0; i < table_.size(); ++i) {
    const Bounded& bounded = table_[i];
    const double share = bounded.used() / bounded.max;
    if (!warned_[i] && share >= k_warn_at) {
      warned_[i] = true;
      spdlog::warn("self_watch.filling {} is {:.0f} % full ({:.0f} of {:.0f})", bounded.name, share * 100,
                   bounded.used(), bounded.max);
    } else if (warned_[i] && share < k_well_again_at) {
      warned_[i] = false;
      spdlog::info("self_watch.well {} has room again", bounded.name);
    }
  }
  look_at_lines();
  const std::int64_t dropped = broker_dropped_;
  if (dropped > dropped_seen_) {
    spdlog::warn("self_watch.broker_dropped {} messages since the last look; homes repeat alarms, readings are lost",
                 dropped - dropped_seen_);
  }
  dropped_seen_ = dropped;  // a broker that starts anew counts from 0
}

void SelfWatch::look_at_lines() {
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (!lines_[i].up()) {
      if (++down_looks_[i] == k_down_looks) {
        spdlog::warn("self_watch.line_down {} is down: not reachable, or user name or password are refused",
                     lines_[i].words);
      }
      continue;
    }
    if (down_looks_[i] >= k_down_looks) spdlog::info("self_watch.line_up {} is up", lines_[i].words);
    down_looks_[i] = 0;
  }
}

std::vector<db::PartState> SelfWatch::state() const {
  std::vector<db::PartState> parts;
  for (const Line& line : lines_) parts.push_back({line.name, 0, 0, line.up()});
  for (std::size_t i = 0; i < table_.size(); ++i) {
    parts.push_back({table_[i].name, table_[i].used(), table_[i].max, !warned_[i]});
  }
  return parts;
}

std::vector<Metric> SelfWatch::metrics() const {
  std::vector<Metric> used, max, warned;
  for (std::size_t i = 0; i < table_.size(); ++i) {
    const Bounded& bounded = table_[i];
    used.push_back({"lamplight_bound_used", "How much of a bound is used", MetricType::gauge, bounded.used, "bound",
                    bounded.name});
    max.push_back({"lamplight_bound_max", "The bound", MetricType::gauge, [m = bounded.max] { return m; }, "bound",
                   bounded.name});
    warned.push_back({"lamplight_bound_warned", "1 while it is warned of (from 80 % until below 60 %)",
                      MetricType::gauge, [this, i] { return warned_[i] ? 1.0 : 0.0; }, "bound", bounded.name});
  }
  std::vector<Metric> table;
  for (auto* part : {&used, &max, &warned}) table.insert(table.end(), part->begin(), part->end());
  table.push_back({"lamplight_broker_dropped_total",
                   "Messages that the broker threw out of full sessions, as it counts them", MetricType::counter,
                   [this] { return static_cast<double>(broker_dropped_.load()); }, "", ""});
  return table;
}

}  // namespace lamplight::server
