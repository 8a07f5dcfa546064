// The choices behind past offers, as they were written down.
//
// Used by server/replay_command on the main thread.
#pragma once

#include "db/pool.h"
#include "dispatch/replay.h"

namespace lamplight::db {

struct Past {
  std::vector<PastChoice> choices;
  Weights present;  // what the town weighs with today
};

// Of offers made from `from` up to `to`.
[[nodiscard]] Result<Past, StoreError> read_past(Pool& pool, Instant from, Instant to);

}  // namespace lamplight::db
