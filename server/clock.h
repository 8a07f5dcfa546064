// The only clock: the steady clock, anchored to the database's time, so that all instances agree and
// a jump of a machine's wall clock moves nothing.
//
// A single wrong answer of the machine is found out: two in a row must agree. From the first anchor on it never goes
// backwards. Any thread; `anchor` is one thread's.
#pragma once

#include <atomic>

#include "model/time.h"

namespace lamplight::server {

inline constexpr Millis k_drift_max{10'000};  // far above any drift, and above a slow answer of the database

class Clock {
 public:
  // Starts from the wall clock until the first anchor comes.
  Clock();

  [[nodiscard]] Instant now() const;
  // `database_now` was the database's time at about this moment. The first anchor sets the clock; a later one is
  // followed while it is no further off than `k_drift_max`. What is further off is a wall clock that was moved: then
  // false, and the clock goes on steadily, because deadlines must neither pass at once nor move away.
  [[nodiscard]] bool anchor(Instant database_now);

 private:
  std::atomic<bool> anchored_{false};
  std::atomic<std::int64_t> offset_ms_;          // UTC minus steady
  mutable std::atomic<std::int64_t> latest_ms_;  // the last answer, so that none is smaller
};

}  // namespace lamplight::server
