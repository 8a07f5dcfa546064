// Choices written down, read back and weighed anew.
#include <catch2/catch.hpp>

#include "dispatch/intake.h"
#include "dispatch/replay.h"
#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// w1 is far and knows the resident, w2 is near.
const std::vector<Considered> k_two{{WorkerId{"w1"}, {{CostTerm::travel, 0, 1'000}}},
                                    {WorkerId{"w2"}, {{CostTerm::travel, 0, 880}, {CostTerm::not_preferred, 0, 1}}}};

}  // namespace

TEST_CASE("What came into question is read back as it was written") {
  CHECK(written(k_two) == "w1 travel=1000;w2 travel=880 not_preferred=1");
  CHECK(read_considered(written(k_two)) == k_two);
}

TEST_CASE("What is cut off or not understood is left out") {
  const auto read = read_considered("w1 travel=1000;w2 travel=8x0;w3;w4 hope=3;w5 travel=7 load=");
  REQUIRE(read.size() == 1);
  CHECK(read.front().worker == WorkerId{"w1"});
  CHECK(read_considered("").empty());
}

TEST_CASE("Other weights change who is best, and the minutes and misses with her") {
  const std::vector<PastChoice> choices{{k_two}, {k_two}};
  Weights other;
  other.not_preferred_s = 119;
  const ReplayFigures figures = replay(choices, Weights{}, other);
  CHECK(figures.choices == 2);
  CHECK(figures.changed == 2);
  CHECK(figures.way_s == 2'000);  // 1000 against 880 + 120: a tie, the first id
  CHECK(figures.other_way_s == 1'760);
  CHECK(figures.misses_near == 2);
  CHECK(figures.other_misses_near == 0);
  CHECK(replay(choices, Weights{}, Weights{}).changed == 0);
}

TEST_CASE("An offer carries the choice it was made from, and the replay finds the same best") {
  SmallTown small;
  small.registers.residents.at(ResidentId{"r-li"}).preferred = {WorkerId{"w3"}};
  const Town town = small.town();
  const std::vector<Signal> press{small_signal("pendant-li", "a-1")};
  const Changes changes = take_in(press, {}, town, small.travel, k_noon);
  REQUIRE(changes.offers.size() == 1);
  const PastChoice choice{read_considered(changes.offers.front().considered)};
  REQUIRE(choice.considered.size() == 4);
  const std::vector<PastChoice> choices{choice};
  const ReplayFigures figures = replay(choices, small.registers.policies.weights, small.registers.policies.weights);
  CHECK(figures.way_s == changes.offers.front().eta_s);
}
