// Which programs run and how they are, as each of them says itself every few seconds.
//
// Written by server/presence, read by server/http for the page about health. Any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"

namespace lamplight::db {

// Something of a program that can fill up, or a line of its that can be down.
struct PartState {
  std::string name;  // in code: "arrivals", "broker_listening"
  double used = 0;
  double max = 0;    // 0: a line
  bool well = true;  // a queue with room, a line that is up
  bool operator==(const PartState&) const = default;
};

struct InstanceRow {
  std::string program;  // "server", "monitor"
  std::string instance;
  Instant started_at{};
  Instant seen_at{};
  std::vector<PartState> parts;
  bool operator==(const InstanceRow&) const = default;
};

// What lies in the database and waits; each is counted to 10,000 and no further.
struct Waiting {
  std::int64_t messages = 0;       // to homes
  std::int64_t late_messages = 0;  // of those, due since before the moment asked about
  std::int64_t late_timers = 0;
  std::int64_t open_incidents = 0;
  std::int64_t dead_letters = 0;
  std::string database;            // its version, in its own words
};

class Instances {
 public:
  explicit Instances(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  [[nodiscard]] Answer<Done> put(const InstanceRow& row);
  [[nodiscard]] Answer<Done> forget(Instant seen_before);
  [[nodiscard]] Answer<std::vector<InstanceRow>> list();
  [[nodiscard]] Answer<Waiting> waiting(Instant late_before);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
