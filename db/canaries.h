// The canary's presses in the inbox, which nobody needs for long.
#pragma once

#include "db/pool.h"

namespace lamplight::db {

// Called by server/town_keeper now and then. A failure costs nothing: the next call has more to do.
void forget_canaries(Pool& pool, Instant before);

}  // namespace lamplight::db
