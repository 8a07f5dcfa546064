// A load that never runs so far ahead of the monitor that its queue would throw anything out: what is measured then is
// what the whole way from publish to committed row keeps up with. Used by the ingest benchmarks, on their thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "tests/bench/readings_load.h"

namespace lamplight::bench {

// A counter of the monitor whose metrics are on that port; -1 while it does not answer.
[[nodiscard]] double counted(int metrics_port, const std::string& name);

struct Pace {
  std::int64_t chunk = 0;      // readings said at a time
  std::int64_t ahead_max = 0;  // said and neither stored nor known as repeats
  double patience_ms = 60'000;
};

// Says the readings of the course from `said` on while `more` (asked after each chunk, with the next number), and
// returns the number behind the last one when all are taken; nothing when the monitor does not come along.
[[nodiscard]] std::optional<std::int64_t> say_paced(ReadingsLoad& load, const ReadingsLoad::Course& course,
                                                    std::int64_t said, const Pace& pace, int metrics_port,
                                                    const std::function<bool(std::int64_t next)>& more);

}  // namespace lamplight::bench
