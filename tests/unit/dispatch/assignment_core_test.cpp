// The core's own proof of optimality, checked over every arc, after every row and every arc added.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "dispatch/least_cost.h"

using lamplight::Arc;
using lamplight::LeastCost;

namespace {

struct Row {
  std::vector<Arc> arcs;
  std::int64_t cost_unserved = 0;
};

// Linear duality: whatever satisfies this is optimal, however it was found.
void prove(const LeastCost& least, const std::vector<Row>& rows, std::size_t columns) {
  std::vector<int> taken(columns, 0);
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    const std::uint32_t column = least.column_of(i);
    REQUIRE(least.row_price(i) <= rows[i].cost_unserved);
    if (column == LeastCost::nobody) REQUIRE(least.row_price(i) == rows[i].cost_unserved);
    bool tight = column == LeastCost::nobody;
    for (const Arc& arc : rows[i].arcs) {
      const std::int64_t reduced = arc.cost - least.row_price(i) - least.column_prices()[arc.column];
      REQUIRE(reduced >= 0);
      tight = tight || (arc.column == column && reduced == 0);
    }
    REQUIRE(tight);
    if (column != LeastCost::nobody) taken[column] += 1;
  }
  for (std::size_t column = 0; column < columns; ++column) {
    REQUIRE(taken[column] <= 1);
    REQUIRE(least.column_prices()[column] <= 0);
    if (taken[column] == 0) REQUIRE(least.column_prices()[column] == 0);
  }
}

}  // namespace

TEST_CASE("the prices prove the answer after every row and every arc") {
  for (std::uint64_t round = 0; round < 300; ++round) {
    const std::uint64_t seed = (std::uint64_t{Catch::rngSeed()} << 20) + round;
    INFO("seed " << seed);
    std::mt19937_64 random{seed};
    const auto up_to = [&random](std::uint64_t count) { return static_cast<std::uint32_t>(random() % count); };
    const std::size_t columns = 1 + up_to(12);
    const std::uint64_t costs = round % 2 == 0 ? 5 : 1000;
    std::vector<Row> rows;
    LeastCost least{columns};
    const auto some_arcs = [&](std::uint64_t count_max) {
      std::vector<Arc> arcs(up_to(count_max));
      for (Arc& arc : arcs) arc = {up_to(columns), static_cast<std::int32_t>(up_to(costs))};
      return arcs;
    };
    for (int step = 0; step < 40; ++step) {
      if (rows.empty() || up_to(2) == 0) {
        rows.push_back(
            {some_arcs(4), static_cast<std::int64_t>(round % 3 == 0 ? up_to(costs) : 10 * costs * (1 + up_to(3)))});
        least.add_row(rows.back().arcs, rows.back().cost_unserved);
      } else {
        const std::uint32_t row = up_to(rows.size());
        const auto more = some_arcs(3);
        rows[row].arcs.insert(rows[row].arcs.end(), more.begin(), more.end());
        least.add_arcs(row, more);
      }
      prove(least, rows, columns);
    }
  }
}

TEST_CASE("a better arc that comes late frees a column for somebody else") {
  LeastCost least{2};
  least.add_row({{0, 5}}, 100);
  least.add_row({{0, 6}}, 100);
  CHECK(least.column_of(1) == LeastCost::nobody);
  least.add_arcs(0, {{1, 50}});
  CHECK(least.column_of(0) == 1);
  CHECK(least.column_of(1) == 0);
}
