// The floor of the readings' path: the least program on the same libraries. Callback → vector → an INSERT of
// up to 1,000 rows every 100 ms. It reads the number after "v": and nothing else, checks nothing, watches nobody.
//
// Runs as a process of its own (`bench_ingest floor …`), as the monitor does.
#pragma once

#include "tests/bench/floor_server.h"

namespace lamplight::bench {

// Serves until it is killed.
void serve_ingest_floor(const FloorSettings& settings);

}  // namespace lamplight::bench
