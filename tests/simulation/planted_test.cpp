// Bugs planted on purpose are caught, and a store call that fails alone, whichever it is, harms nothing.
#include <catch2/catch.hpp>

#include <iostream>

#include "tests/simulation/checker.h"
#include "tests/simulation/world.h"

using namespace lamplight;
using namespace lamplight::simulation;

namespace {

constexpr std::uint64_t k_seeds_for_a_bug = 40;

// Small enough to be over soon although nothing ends.
WorldSize small_world() {
  WorldSize size;
  size.presses = 10;
  size.workers = 4;
  size.trouble = Millis{10 * 60'000};
  size.patience = Millis{4 * 3'600'000};
  return size;
}

// The first seed whose record is found guilty of it; 0: none.
std::uint64_t caught_with_seed(const BugFacts& facts) {
  WorldSize size = small_world();
  size.bug = facts.bug;
  for (std::uint64_t seed = 1; seed <= k_seeds_for_a_bug; ++seed) {
    for (const std::string& violation : violations(World(seed, size).run())) {
      if (violation.starts_with(facts.caught_by)) return seed;
    }
  }
  return 0;
}

}  // namespace

TEST_CASE("Each planted bug is caught by the invariant that it breaks") {
  for (const BugFacts& facts : k_bugs) {
    INFO(facts.name << ", to be caught by " << facts.caught_by);
    const std::uint64_t seed = caught_with_seed(facts);
    CHECK(seed > 0);
    std::cout << "planted: " << facts.name << ": "
              << (seed > 0 ? "caught with seed " + std::to_string(seed) : "NOT caught") << std::endl;
  }
}

TEST_CASE("The same small world without a bug holds everything") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    CHECK(violations(World(seed, small_world()).run()).empty());
  }
}

TEST_CASE("Whichever store call fails, and however: everything holds") {
  WorldSize size = small_world();
  size.homes = 2;
  size.presses = 3;
  size.kills = 0;
  size.failing_per_mille = 0;
  const Record untroubled = World(1, size).run();
  REQUIRE(untroubled.store_calls > 20);
  std::size_t runs = 0;
  for (const Failing how :
       {Failing::before, Failing::conflict, Failing::unknown_not_written, Failing::unknown_written}) {
    size.failing = how;
    for (size.fail_at = 1; size.fail_at <= untroubled.store_calls; ++size.fail_at, ++runs) {
      INFO("call " << size.fail_at << " fails, way " << static_cast<int>(how));
      const auto found = violations(World(1, size).run());
      for (const std::string& violation : found) UNSCOPED_INFO(violation);
      REQUIRE(found.empty());
    }
  }
  std::cout << runs << " runs, in each another call or another way of failing" << std::endl;
}
