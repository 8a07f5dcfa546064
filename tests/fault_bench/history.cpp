// Lines of JSON, and back.
#include "tests/fault_bench/history.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace lamplight::fault_bench {

std::string Event::line() const {
  nlohmann::json whole = more;
  whole["at"] = at;
  whole["what"] = what;
  return whole.dump();
}

void History::add(Instant at, const std::string& what, nlohmann::json more) {
  const std::lock_guard lock(mutex_);
  events_.push_back({ms_of(at), what, std::move(more)});
}

std::vector<Event> History::events() const {
  std::vector<Event> ordered;
  {
    const std::lock_guard lock(mutex_);
    ordered = events_;
  }
  std::stable_sort(ordered.begin(), ordered.end(), [](const Event& a, const Event& b) { return a.at < b.at; });
  return ordered;
}

void History::write(const std::string& path) const {
  std::ofstream file(path);
  for (const Event& event : events()) file << event.line() << '\n';
}

std::vector<Event> events_of(const std::string& json_lines) {
  std::vector<Event> events;
  std::istringstream lines(json_lines);
  for (std::string line; std::getline(lines, line);) {
    if (line.find_first_not_of(' ') == std::string::npos) continue;
    nlohmann::json more = nlohmann::json::parse(line);
    Event event{more.at("at"), more.at("what"), {}};
    more.erase("at");
    more.erase("what");
    event.more = std::move(more);
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace lamplight::fault_bench
