// What a test says about the steady clock of the programs that it starts: which of its answers is wrong, and by how
// much. One thread; works where the programs have their crash points.
#pragma once

#include <string>

#include "model/time.h"
#include "server/clock_lie.h"
#include "tests/support/temporary_folder.h"

namespace lamplight::tests {

class LyingClock {
 public:
  LyingClock();
  ~LyingClock();
  LyingClock(const LyingClock&) = delete;
  LyingClock& operator=(const LyingClock&) = delete;

  // For those who are to be lied to.
  [[nodiscard]] std::string environment() const;
  // How often the clock has been asked.
  [[nodiscard]] std::int64_t asked() const { return lie_->asked; }
  // The n-th answer from now (1: the next) is wrong by that much. Once.
  void lie_at(std::int64_t nth, Millis off_by);
  // True when that has been answered.
  [[nodiscard]] bool has_lied() const { return lie_->asked >= lie_->lies_at; }

 private:
  TemporaryFolder folder_;
  server::ClockLie* lie_;
};

}  // namespace lamplight::tests
