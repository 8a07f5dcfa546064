// Reading the steady clock; the one place where a clock of the machine is read.
#include "server/clock.h"

#include <algorithm>
#include <cstdlib>

#include "server/clock_lie.h"

namespace lamplight::server {
namespace {

std::int64_t answer_ms() {
  const auto answer = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<Millis>(answer).count() + clock_lie_ms();
}

constexpr std::int64_t k_agreed_ms = 1'000;

// What two answers in a row agree upon: a single wrong one far ahead would hold the clock there until time had caught
// up with it, and nothing would fall due.
std::int64_t steady_ms() {
  std::int64_t before = answer_ms();
  while (true) {
    const std::int64_t answer = answer_ms();
    if (answer >= before && answer - before <= k_agreed_ms) return answer;
    before = answer;
  }
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
