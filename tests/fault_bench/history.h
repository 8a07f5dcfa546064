// What outside actors did, heard and saw while a town was being broken, in the order of their clocks.
//
// One JSON object a line: `at` (ms since 1970), `what`, and what belongs to it. Written by the actors of
// tests/fault_bench on any thread, read by history_checker, kept as a file where a violation was found.
//
//   press            device alarm kind            a home said it, whether or not it arrived
//   cry              device                       a button behind a bridge, said once
//   heard            device alarm state seq incident
//   did              who do incident outcome      a command; outcome is an HTTP status, or "unknown"
//   looked           asked_at open                the desk asked, and was told of these
//   refused          who outcome                  the desk asked what is open, and was not told
//   shown            incident state deadline_at   an open incident on the desk (0: no deadline)
//   fault, healed    fault durable                durable=false: nothing can be written while it lasts
//   stored_alarm     device alarm generation incident received_at
//   stored_incident  incident state queue opened_at worker cared_for
//   story            incident line worker         at = when the line was written
//   offer            incident worker round state expires_at answered_at
//   audited          incident version audits
//   counted          received stored repeated refused
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/time.h"

namespace lamplight::fault_bench {

struct Event {
  std::int64_t at = 0;
  std::string what;
  nlohmann::json more = nlohmann::json::object();

  [[nodiscard]] std::string text(const char* key) const { return more.value(key, std::string()); }
  [[nodiscard]] std::int64_t number(const char* key) const { return more.value(key, std::int64_t{0}); }
  [[nodiscard]] std::string line() const;
};

class History {
 public:
  void add(Instant at, const std::string& what, nlohmann::json more);
  // By time; what has the same time stays in the order in which it was added.
  [[nodiscard]] std::vector<Event> events() const;
  void write(const std::string& path) const;

 private:
  mutable std::mutex mutex_;
  std::vector<Event> events_;  // guarded by mutex_
};

// Throws on a line that is no event.
[[nodiscard]] std::vector<Event> events_of(const std::string& json_lines);

}  // namespace lamplight::fault_bench
