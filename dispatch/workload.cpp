// A window that slides over the times of alarms.
#include "dispatch/workload.h"

#include <algorithm>
#include <map>
#include <set>

namespace lamplight {
namespace {

// With `times` in order: the window behind a moment holds more than the bound from the alarm that is one too many
// until the first of them has left.
Load load_of(std::vector<Instant> times) {
  std::sort(times.begin(), times.end());
  Load load;
  load.alarms = static_cast<int>(times.size());
  std::size_t first = 0;
  Instant counted_to{};
  for (std::size_t last = 0; last < times.size(); ++last) {
    while (times[last] - times[first] >= k_load_window) ++first;
    const int held = static_cast<int>(last - first) + 1;
    if (held > load.busiest) {
      load.busiest = held;
      load.busiest_at = times[last];
    }
    if (held <= k_load_bound) continue;
    const Instant until = times[last - static_cast<std::size_t>(k_load_bound)] + k_load_window;
    const Instant from = std::max(times[last], counted_to);
    if (until > from) load.overloaded += std::chrono::duration_cast<Seconds>(until - from);
    counted_to = std::max(counted_to, until);
  }
  return load;
}

std::set<IncidentId> tests_in(std::span<const HistoryEntry> history) {
  std::set<IncidentId> tests;
  for (const HistoryEntry& line : history) {
    if (line.what == "closed" && line.who == "server" && line.detail == "test") tests.insert(line.incident);
  }
  return tests;
}

}  // namespace

Workload workload_of(std::span<const HistoryEntry> history) {
  const std::set<IncidentId> tests = tests_in(history);
  std::vector<Instant> came;
  std::map<std::string, std::vector<Instant>> taken;
  std::set<IncidentId> acknowledged;
  for (const HistoryEntry& line : history) {
    if (tests.contains(line.incident)) continue;
    if (line.what == "opened" || line.what == "raised") came.push_back(line.at);
    // Who was first has dealt with it; a second acknowledgement is no second alarm.
    if (line.what == "acknowledged" && acknowledged.insert(line.incident).second) taken[line.who].push_back(line.at);
  }
  Workload workload{load_of(std::move(came)), {}};
  for (auto& [who, times] : taken) workload.operators.push_back({who, load_of(std::move(times))});
  std::stable_sort(workload.operators.begin(), workload.operators.end(),
                   [](const OperatorLoad& a, const OperatorLoad& b) { return a.load.alarms > b.load.alarms; });
  return workload;
}

}  // namespace lamplight
