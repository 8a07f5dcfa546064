// The exact core of every assignment: rows to columns, each at most once, at the least total cost.
//
// Called by dispatch/assignment (incidents to workers). Pure; one thread at a time. The same calls give
// the same answer.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace lamplight {

// A possible pair of a row and this column. Pairs that have no arc can't be.
struct Arc {
  std::uint32_t column = 0;
  std::int32_t cost = 0;  // not negative
  bool operator==(const Arc&) const = default;
};

// Optimal after every call, over the rows and arcs given so far. It carries its own proof, prices with
// which, for every arc, row_price + column_price <= cost, and equal on the pairs taken; row_price is at
// most the cost of leaving the row, and equal on rows left; column_price is at most 0, and equal on
// columns left. Whoever adds that up sees that no other way costs less (linear duality).
class LeastCost {
 public:
  static constexpr std::uint32_t nobody = UINT32_MAX;

  explicit LeastCost(std::size_t columns);

  // A further row, numbered from 0. Costs together must stay below 2^61.
  void add_row(std::vector<Arc> arcs, std::int64_t cost_unserved);
  // Further arcs of a row that is there.
  void add_arcs(std::uint32_t row, const std::vector<Arc>& arcs);

  [[nodiscard]] std::uint32_t column_of(std::uint32_t row) const { return rows_[row].column; }
  [[nodiscard]] std::int64_t row_price(std::uint32_t row) const { return rows_[row].price; }
  [[nodiscard]] const std::vector<std::int64_t>& column_prices() const { return price_; }

 private:
  struct Row {
    std::vector<Arc> arcs;
    std::int64_t cost_unserved = 0;
    std::int64_t price = 0;
    std::uint32_t column = nobody;
  };
  using Reached = std::pair<std::int64_t, std::uint32_t>;  // distance, column

  void find_place(std::uint32_t row);
  void search_from(std::uint32_t row);
  void settle(std::uint32_t column);
  void look_around(std::uint32_t row, std::int64_t offset);
  void reach(std::uint32_t column, std::int64_t distance, std::uint32_t from);
  void go_through_the_rest(std::uint32_t start);
  void move_prices(std::uint32_t start);
  void shift_along_the_path(std::uint32_t start);

  std::vector<Row> rows_;
  std::vector<std::int64_t> price_;   // of each column
  std::vector<std::uint32_t> owner_;  // of each column: the row that has it

  // Of the present search:
  std::vector<std::int64_t> distance_;  // of each column
  std::vector<std::uint32_t> from_;     // of each column: the row before it on the path, or k_the_rest
  std::vector<std::uint32_t> touched_;  // columns whose distance is set
  std::vector<std::uint32_t> settled_;  // columns whose distance is final
  std::int64_t settled_distance_ = 0;   // of the columns that are being settled
  std::vector<Reached> heap_;
  std::uint32_t hole_ = nobody;         // the column that the row gave up; nobody: it had none
  std::int64_t goal_distance_ = 0;      // the shortest way to the hole so far
  std::int64_t rest_distance_ = 0;      // the shortest way to the rest so far …
  std::uint32_t rest_column_ = nobody;  // … by taking this free column …
  std::uint32_t rest_row_ = nobody;     // … or by leaving this row
  bool through_rest_ = false;
};

}  // namespace lamplight
