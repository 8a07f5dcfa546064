// Reading the steady clock; the one place where a clock of the machine is read.
#include "server/clock.h"

#include <algorithm>
#include <cstdlib>

namespace lamplight::server {
namespace {

std::int64_t steady_ms() {
  return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

Clock::Clock()
    : offset_ms_(ms_of(std::chrono::floor<Millis>(std::chrono::system_clock::now())) - steady_ms()), latest_ms_(0) {}

Instant Clock::now() const {
  const std::int64_t now_ms = steady_ms() + offset_ms_.load();
  std::int64_t latest = latest_ms_.load();
  while (now_ms > latest && !latest_ms_.compare_exchange_weak(latest, now_ms)) {
  }
  return instant_of_ms(std::max(now_ms, latest));
}

bool Clock::anchor(Instant database_now) {
  const std::int64_t offset_ms = ms_of(database_now) - steady_ms();
  if (!anchored_.exchange(true)) {
    latest_ms_ = 0;
  } else if (std::abs(offset_ms - offset_ms_) > k_drift_max.count()) {
    return false;
  }
  offset_ms_ = offset_ms;
  return true;
}

}  // namespace lamplight::server
