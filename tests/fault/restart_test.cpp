// Restarts that people plan, and the one after the power was gone.
#include <catch2/catch.hpp>

#include <signal.h>

#include <algorithm>
#include <iostream>

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// The moments at which homes were answered, on Paho's thread.
class Answers {
 public:
  void note(Instant at) {
    const std::lock_guard lock(mutex_);
    at_.push_back(at);
  }
  [[nodiscard]] Millis longest_silence() const {
    const std::lock_guard lock(mutex_);
    Millis longest{0};
    for (std::size_t i = 1; i < at_.size(); ++i) longest = std::max(longest, Millis{at_[i] - at_[i - 1]});
    return longest;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Instant> at_;  // guarded by mutex_
};

}  // namespace

TEST_CASE("Two servers restarted one after the other under load answer every press without its being repeated") {
  RunningTown town({.residents = 100});
  town.start_server("one");
  town.start_server("two");
  Answers answers;
  Homes homes(town.broker(), "homes", [&](const std::string&, const Ack&) { answers.note(RunningTown::now()); });
  REQUIRE(homes.ready());
  int pressed = 0;
  const auto live = [&](int beats) {
    [[maybe_unused]] const bool over = eventually([&] {
      const std::string number = std::to_string(pressed++);
      homes.press("p-" + std::to_string(pressed % 100), "r-" + number);
      return --beats <= 0;
    }, beats);
  };
  live(60);
  for (const std::string name : {"one", "two"}) {
    town.signal(name, SIGTERM);
    live(100);
    REQUIRE(eventually([&] { return town.ended(name); }));
    live(40);
    town.start_server(name);
    live(60);
  }
  // Nothing was said twice: what was not heard now never would be.
  CHECK(eventually([&] { return homes.unheard() == 0; }, 1'500));
  std::cout << "a rolling restart: " << pressed << " presses, at most " << answers.longest_silence().count()
            << " ms without an acknowledgement" << std::endl;
}

TEST_CASE("Everything started cold acknowledges a press within half a minute") {
  RunningTown town;
  town.start_server();
  Homes homes(town.broker());
  town.stop("server", SIGKILL);
  town.broker().kill9();
  town.database().kill9();
  const Instant cold = RunningTown::now();
  town.database().restart();
  town.broker().restart();
  town.start_server();
  REQUIRE(eventually([&] { return homes.ready(); }));
  homes.press("p-1", "first", "sos", "d-1");
  REQUIRE(homes.heard("p-1", "first", AckState::received, Millis{30'000}).has_value());
  const Millis took = RunningTown::now() - cold;
  std::cout << "from cold to the first acknowledgement: " << took.count() << " ms" << std::endl;
  CHECK(took <= Millis{30'000});
}
