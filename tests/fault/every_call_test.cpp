// Some call of the store, of the bus or of the clock fails on the way of an alarm's life. Every one of them in turn:
// `./lamplight bench faults`.
#include <catch2/catch.hpp>

#include <array>
#include <chrono>
#include <iostream>
#include <random>

#include "tests/fault_bench/one_life.h"
#include "tests/support/seed.h"

using namespace lamplight;
using namespace lamplight::fault_bench;
using namespace lamplight::tests;

TEST_CASE("Whichever call of store or bus fails on the way of an alarm's life: it is lived once, to its end") {
  std::mt19937_64 random(seed_of_this_run("calls that fail"));
  FailingLives lives;
  for (const Called called : {Called::store, Called::bus}) {
    const std::int64_t calls = lives.calls_of_a_life(called);
    REQUIRE(calls > 0);
    const std::int64_t step = called == Called::store ? std::max<std::int64_t>(1, calls / 10) : 3;
    std::cout << (called == Called::store ? "store" : "bus") << " calls of a life: " << calls << std::endl;
    for (auto nth = 1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(step)); nth <= calls; nth += step) {
      const Cut how = nth % 2 == 0 ? Cut::before : Cut::after;
      CHECK(lives.live(called, nth, how) == "");
    }
  }
  CHECK(lives.record() == "");
}

TEST_CASE(
    "Whichever reading of the clock is wrong, by an hour or back to nothing: the alarm is lived once, in its time") {
  std::mt19937_64 random(seed_of_this_run("readings that are wrong"));
  FailingLives lives(Millis{1'000});
  const Millis to_nothing = -std::chrono::floor<Millis>(std::chrono::steady_clock::now().time_since_epoch());
  const std::array<Millis, 3> lies{Millis{3'600'000}, Millis{-3'600'000}, to_nothing};
  const std::int64_t readings = lives.readings_of_a_life();
  REQUIRE(readings > 0);
  std::cout << "readings of the clock in a life: " << readings << std::endl;
  const std::int64_t step = std::max<std::int64_t>(1, readings / 6);
  std::size_t turn = 0;
  const auto first = 1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(step));
  for (std::int64_t nth = first; nth <= readings; nth += step) {
    CHECK(lives.live(nth, lies.at(turn++ % lies.size())) == "");
  }
  CHECK(lives.record() == "");
}
