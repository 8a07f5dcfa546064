// The database's time, to which every instance anchors its clock (server/clock).
//
// Called by wiring's housekeeping thread every few seconds. The one place where SQL supplies a time;
// everywhere else `now` is a parameter.
#pragma once

#include "db/pool.h"

namespace lamplight::db {

[[nodiscard]] Result<Instant, StoreError> database_time(Pool& pool);

}  // namespace lamplight::db
