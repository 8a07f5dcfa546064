// One alarm's life from the press to the close, with the n-th call that the server makes failing on the way.
//
// People and homes do as they always do: repeat until it is done. A call of the clock fails by a wrong answer. Used by
// tests/fault (some n) and by `./lamplight bench faults` (every n). One thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "tests/support/homes.h"
#include "tests/support/lying_clock.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"
#include "tests/support/wire.h"

namespace lamplight::fault_bench {

// What of the server fails: a call of the store, or of the bus.
enum class Called : std::uint8_t { store, bus };

class FailingLives {
 public:
  // With a wait every first offer is left to lapse, so that a deadline is acted upon in each life.
  explicit FailingLives(std::optional<Millis> lapse_after = {});

  // Lives one life undisturbed; how many calls of each kind that took.
  [[nodiscard]] std::int64_t calls_of_a_life(Called called);
  // Lives one while the n-th call fails. Empty, or the sentence of what it came to.
  [[nodiscard]] std::string live(Called called, std::int64_t nth, tests::Cut how);
  // The same for readings of the clock.
  [[nodiscard]] std::int64_t readings_of_a_life();
  [[nodiscard]] std::string live(std::int64_t nth, Millis clock_off_by);
  // What the record says of all lives so far; empty: each alarm once, each step once and in its time, all over and
  // told, and the screens are told the time.
  [[nodiscard]] std::string record();

 private:
  [[nodiscard]] std::string live();
  void accept_an_offer(const std::string& incident, const nlohmann::json& offers);
  [[nodiscard]] std::string lapses() const;
  [[nodiscard]] std::string times() const;
  [[nodiscard]] bool go_on(const std::string& incident);
  [[nodiscard]] tests::Web& web_of(const std::string& user);
  [[nodiscard]] tests::Wire& wire_of(Called called) { return called == Called::store ? *store_ : *bus_; }

  const bool lets_lapse_;
  tests::RunningTown town_;
  std::unique_ptr<tests::Wire> store_;
  std::unique_ptr<tests::Wire> bus_;
  tests::LyingClock clock_;
  const Instant began_ = tests::RunningTown::now();
  std::unique_ptr<tests::Homes> homes_;
  std::map<std::string, std::unique_ptr<tests::Web>> webs_;  // by user
  int lives_ = 0;
};

}  // namespace lamplight::fault_bench
