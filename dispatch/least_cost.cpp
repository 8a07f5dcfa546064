// Successive shortest augmenting paths with prices (Jonker and Volgenant's view of the Hungarian
// method), on sparse rows, and kept optimal when arcs are added later.
//
// A row that looks for its place asks for the cheapest chain "I take yours, you take hers, …". The
// prices keep every reduced cost (cost - row price - column price) at zero or above, so that chain is
// a shortest path and Dijkstra finds it; then the prices move so that this stays true.
//
// A chain of a new row ends at "the rest": a free column, or a row that goes without. A row that has
// got more arcs gives up its column first, and its chain has to end in that hole. It may go through
// the rest on its way: a column or a row has joined the rest, so another column may become free or
// another row without be served.
#include "dispatch/least_cost.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace lamplight {
namespace {

constexpr std::int64_t k_far = std::numeric_limits<std::int64_t>::max();
constexpr std::uint32_t k_the_rest = UINT32_MAX - 1;

}  // namespace

LeastCost::LeastCost(std::size_t columns)
    : price_(columns, 0), owner_(columns, nobody), distance_(columns, k_far), from_(columns, nobody) {}

void LeastCost::add_row(std::vector<Arc> arcs, std::int64_t cost_unserved) {
  rows_.push_back({std::move(arcs), cost_unserved, 0, nobody});
  find_place(static_cast<std::uint32_t>(rows_.size() - 1));
}

void LeastCost::add_arcs(std::uint32_t row, const std::vector<Arc>& arcs) {
  rows_[row].arcs.insert(rows_[row].arcs.end(), arcs.begin(), arcs.end());
  find_place(row);
}

void LeastCost::find_place(std::uint32_t row) {
  hole_ = std::exchange(rows_[row].column, nobody);
  search_from(row);
  move_prices(row);
  shift_along_the_path(row);
}

void LeastCost::search_from(std::uint32_t row) {
  for (const std::uint32_t column : touched_) distance_[column] = k_far;
  touched_.clear();
  settled_.clear();
  heap_.clear();
  goal_distance_ = rest_distance_ = settled_distance_ = k_far;
  through_rest_ = false;
  look_around(row, 0);
  for (;;) {
    const std::int64_t next = heap_.empty() ? k_far : heap_.front().first;
    if (goal_distance_ <= std::min(next, through_rest_ ? k_far : rest_distance_)) return;
    if (!through_rest_ && rest_distance_ <= next) {
      go_through_the_rest(row);
      continue;
    }
    const std::uint32_t column = heap_.front().second;
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>{});
    heap_.pop_back();
    if (next == distance_[column]) settle(column);  // else a shorter way was found since
  }
}

// Looks around from the column's owner, and from all that are found to be no farther: whole seconds
// make many equal distances, and those need not go through the heap.
void LeastCost::settle(std::uint32_t column) {
  settled_distance_ = distance_[column];
  settled_.push_back(column);
  for (std::size_t next = settled_.size() - 1; next < settled_.size(); ++next) {
    const std::uint32_t owner = owner_[settled_[next]];
    look_around(owner, settled_distance_ - rows_[owner].price);
  }
  settled_distance_ = k_far;
}

// `offset`: the length of the way to the row, less the row's price.
void LeastCost::look_around(std::uint32_t row, std::int64_t offset) {
  const std::int64_t without = offset + rows_[row].cost_unserved;
  if (without < rest_distance_) {
    rest_distance_ = without;
    rest_row_ = row;
    rest_column_ = nobody;
    if (hole_ == nobody) goal_distance_ = without;
  }
  for (const Arc& arc : rows_[row].arcs) reach(arc.column, offset + arc.cost - price_[arc.column], row);
}

void LeastCost::reach(std::uint32_t column, std::int64_t distance, std::uint32_t from) {
  if (distance >= goal_distance_ || distance >= distance_[column]) return;
  if (owner_[column] == nobody && distance >= rest_distance_) return;
  if (distance_[column] == k_far) touched_.push_back(column);
  distance_[column] = distance;
  from_[column] = from;
  if (column == hole_) {
    goal_distance_ = distance;
  } else if (owner_[column] == nobody) {
    rest_distance_ = distance;
    rest_column_ = column;
    if (hole_ == nobody) goal_distance_ = distance;
  } else if (distance == settled_distance_) {
    settled_.push_back(column);
  } else {
    heap_.emplace_back(distance, column);
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>{});
  }
}

void LeastCost::go_through_the_rest(std::uint32_t start) {
  through_rest_ = true;
  for (std::uint32_t column = 0; column < owner_.size(); ++column) {
    if (owner_[column] != nobody) reach(column, rest_distance_ - price_[column], k_the_rest);
  }
  for (std::uint32_t row = 0; row < rows_.size(); ++row) {
    if (row != start && rows_[row].column == nobody) look_around(row, rest_distance_ - rows_[row].price);
  }
}

void LeastCost::move_prices(std::uint32_t start) {
  for (const std::uint32_t column : settled_) {
    const std::int64_t nearer_by = goal_distance_ - distance_[column];
    price_[column] -= nearer_by;
    rows_[owner_[column]].price += nearer_by;
  }
  rows_[start].price = goal_distance_;
  if (!through_rest_) return;
  // The rest has moved too; prices count from it, so all the others move the other way.
  const std::int64_t nearer_by = goal_distance_ - rest_distance_;
  for (std::uint32_t column = 0; column < owner_.size(); ++column) {
    if (owner_[column] != nobody) price_[column] += nearer_by;
  }
  for (std::uint32_t row = 0; row < rows_.size(); ++row) {
    if (row == start || rows_[row].column != nobody) rows_[row].price -= nearer_by;
  }
}

void LeastCost::shift_along_the_path(std::uint32_t start) {
  std::uint32_t column = hole_;
  for (;;) {
    if (column == nobody) {
      // At the rest: how was it reached?
      column = rest_column_;
      if (column == nobody) {
        if (rest_row_ == start) return;
        column = std::exchange(rows_[rest_row_].column, nobody);
      }
    }
    const std::uint32_t taker = from_[column];
    if (taker == k_the_rest) {
      owner_[column] = nobody;
      column = nobody;
      continue;
    }
    owner_[column] = taker;
    column = std::exchange(rows_[taker].column, column);
    if (taker == start) return;
  }
}

}  // namespace lamplight
