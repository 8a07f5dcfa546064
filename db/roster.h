// The roster ahead, as dispatch/coverage wants it.
//
// Used by server/http on request threads.
#pragma once

#include "db/pool.h"
#include "dispatch/coverage.h"

namespace lamplight::db {

class Rosters {
 public:
  explicit Rosters(Pool& pool) : pool_(pool) {}

  // Everybody who is not archived, all their skills with their ends, and the shifts that touch the time from ten
  // hours before `from` to ten hours after `until` (a day of work has its rest before and after).
  [[nodiscard]] Result<RosterPlan, StoreError> plan(Instant from, Instant until);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
