// The only clock: the steady clock, anchored to the database's time, so that all instances agree and
// a jump of a machine's wall clock moves nothing.
//
// Any thread. Never goes backwards.
#pragma once

#include <atomic>

#include "model/time.h"

namespace lamplight::server {

class Clock {
 public:
  // Starts from the wall clock until the first anchor comes.
  Clock();

  [[nodiscard]] Instant now() const;
  // `database_now` was the database's time at about this moment.
  void anchor(Instant database_now);

 private:
  std::atomic<std::int64_t> offset_ms_;           // UTC minus steady
  mutable std::atomic<std::int64_t> latest_ms_;   // the last answer, so that none is smaller
};

}  // namespace lamplight::server
