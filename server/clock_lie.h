// A machine whose steady clock answers wrongly once, for the fault tests (docs/faults.md).
//
// LAMPLIGHT_CLOCK_LIE=FILE names a file with one ClockLie in it, which the test that made it maps as well. Compiled out
// with -DLAMPLIGHT_CRASH_POINTS=OFF; without the variable an answer costs one load.
#pragma once

#include <atomic>
#include <cstdint>

namespace lamplight::server {

struct ClockLie {
  std::atomic<std::int64_t> asked{0};      // how often so far
  std::atomic<std::int64_t> lies_at{0};    // which of these answers is wrong; 0: none
  std::atomic<std::int64_t> off_by_ms{0};  // by how much
};

#ifdef LAMPLIGHT_CRASH_POINTS
// What the answer that is given now is wrong by, in ms. Any thread.
[[nodiscard]] std::int64_t clock_lie_ms();
#else
inline std::int64_t clock_lie_ms() { return 0; }
#endif

}  // namespace lamplight::server
