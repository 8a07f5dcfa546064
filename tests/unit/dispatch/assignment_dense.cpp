// The dense Hungarian method in O(rows² columns), and the matrix of a town.
#include "tests/unit/dispatch/assignment_dense.h"

#include <limits>

namespace lamplight::testing {
namespace {

// The least cost of giving every row a column of its own (rows <= columns), by the dense Hungarian method.
class Hungarian {
 public:
  explicit Hungarian(std::vector<std::vector<std::int64_t>> cost)
      : cost_(std::move(cost)), u_(cost_.size() + 1), v_(cost_[0].size() + 1), row_of_(cost_[0].size() + 1, 0) {}

  std::int64_t least() {
    for (std::size_t row = 1; row <= cost_.size(); ++row) place(row);
    std::int64_t total = 0;
    for (std::size_t column = 1; column < row_of_.size(); ++column) {
      if (row_of_[column] != 0) total += cost_[row_of_[column] - 1][column - 1];
    }
    return total;
  }

 private:
  void place(std::size_t row) {
    constexpr auto k_far = std::numeric_limits<std::int64_t>::max();
    const std::size_t columns = row_of_.size();
    std::vector<std::int64_t> least(columns, k_far);
    std::vector<std::size_t> way(columns, 0);
    std::vector<bool> done(columns, false);
    row_of_[0] = row;
    std::size_t at = 0;
    while (row_of_[at] != 0) {
      done[at] = true;
      std::int64_t step = k_far;
      std::size_t next = 0;
      for (std::size_t column = 1; column < columns; ++column) {
        if (done[column]) continue;
        const std::int64_t reduced = cost_[row_of_[at] - 1][column - 1] - u_[row_of_[at]] - v_[column];
        if (reduced < least[column]) {
          least[column] = reduced;
          way[column] = at;
        }
        if (least[column] < step) {
          step = least[column];
          next = column;
        }
      }
      for (std::size_t column = 0; column < columns; ++column) {
        if (done[column]) {
          u_[row_of_[column]] += step;
          v_[column] -= step;
        } else if (least[column] != k_far) {
          least[column] -= step;
        }
      }
      at = next;
    }
    for (; at != 0; at = way[at]) row_of_[at] = row_of_[way[at]];
  }

  std::vector<std::vector<std::int64_t>> cost_;
  std::vector<std::int64_t> u_;
  std::vector<std::int64_t> v_;
  std::vector<std::size_t> row_of_;
};

// Weights that put count before urgency before travel, unlike the code's: powers, not multiples.
std::int64_t weight(int priority) {
  return std::int64_t{1} << (24 + 6 * (5 - priority));
}

}  // namespace

std::int64_t dense_cost(const TownCase& town) {
  std::vector<std::vector<std::int64_t>> cost;
  for (std::size_t i = 0; i < town.incidents.size(); ++i) {
    std::vector<std::int64_t> row;
    for (const MatchWorker& worker : town.workers) {
      const bool able = may_serve(worker, town.incidents[i]);
      row.push_back(able ? travel_s_of(worker, town.incidents[i], town.speed_mps) : std::int64_t{1} << 55);
    }
    for (std::size_t k = 0; k < town.incidents.size(); ++k) row.push_back(weight(town.incidents[i].priority));
    cost.push_back(std::move(row));
  }
  return Hungarian{std::move(cost)}.least();
}

std::int64_t cost_of(const TownCase& town, const Assignment& answer) {
  std::int64_t cost = answer.total_s;
  for (const IncidentId& id : answer.unassigned) {
    for (const MatchIncident& incident : town.incidents) {
      if (incident.id == id) cost += weight(incident.priority);
    }
  }
  return cost;
}

}  // namespace lamplight::testing
