// Readings rolled up per hour and day: which hours are due, doing them, forgetting old ones.
//
// An hour is due from its first reading on and again whenever one comes late; rolled up is what the raw
// table holds, so a repeat or a second monitor changes nothing. Hours are noted by db/readings with each
// batch, rolled up by the monitor's housekeeping on a session without time-outs.
#pragma once

#include <mutex>
#include <set>
#include <vector>

#include "db/pool.h"
#include "model/reading.h"

namespace lamplight::db {

// After the end of an hour, for what comes late; later still it is rolled up again.
inline constexpr Millis k_rollup_wait{5 * 60'000};

// The hours that must be noted before these readings are stored. Remembers which it has named already:
// an hour that can't have been rolled up yet is named once. Any thread.
class HoursTouched {
 public:
  [[nodiscard]] std::vector<Instant> of(const std::vector<Reading>& readings);
  // They could not be noted: all are named again.
  void forget();

 private:
  std::mutex mutex_;
  std::set<Instant> noted_;  // guarded by mutex_; hours that are not over for long enough
};

class RollUps {
 public:
  explicit RollUps(Pool& administration) : pool_(administration) {}

  // Rolls up at most `max` hours that were over for a while at `now`, and their days. How many it did.
  [[nodiscard]] Result<std::size_t, StoreError> roll_up(Instant now, std::size_t max);
  // What lies before these is deleted, some thousand rows at a time. How many rows went.
  [[nodiscard]] Result<std::int64_t, StoreError> forget(Instant hours_before, Instant days_before);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
