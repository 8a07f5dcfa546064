// From incidents and workers to sparse costs, and back; and the search for pairs that were left out.
//
// Only the nearest able workers of each incident are priced at first. The prices of the solution then
// say which of the pairs left out could still matter; they are added and it is solved again, until
// none is left. What comes out is optimal over all pairs, at the cost of a few near ones.
#include "dispatch/assignment.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "dispatch/least_cost.h"
#include "dispatch/nearby_tree.h"
#include "dispatch/travel.h"

namespace lamplight {
namespace {

// Who is a whole number of seconds away may be this much farther: half a second of rounding, and far
// more than the last digits in which a straight line and the way over the ground are computed apart.
constexpr double k_rounding_s = 0.51;

constexpr double k_anywhere = std::numeric_limits<double>::infinity();
constexpr std::int64_t k_complete = std::numeric_limits<std::int64_t>::max();

// Pairs added to a row at a time: enough to find a place, too few to matter in the searches that follow.
constexpr std::size_t k_missing_at_once = 8;

// Skills as bits, of those that somebody needs. Beyond 64 of them several share a bit: a bit that is
// missing still rules a worker out, a bit that is there has to be looked at again.
class SkillBits {
 public:
  explicit SkillBits(std::span<const MatchIncident> incidents) {
    for (const MatchIncident& incident : incidents) {
      for (const SkillCode& skill : incident.needs) number_of_.emplace(skill.text(), number_of_.size());
    }
  }
  [[nodiscard]] bool shared() const { return number_of_.size() > 64; }
  [[nodiscard]] std::uint64_t of(const std::vector<SkillCode>& skills) const {
    std::uint64_t bits = 0;
    if (number_of_.empty()) return bits;
    for (const SkillCode& skill : skills) {
      const auto found = number_of_.find(skill.text());
      if (found != number_of_.end()) bits |= std::uint64_t{1} << (found->second % 64);
    }
    return bits;
  }

 private:
  std::unordered_map<std::string_view, std::size_t> number_of_;
};

bool has_all(const std::vector<SkillCode>& skills, const std::vector<SkillCode>& needs) {
  return std::all_of(needs.begin(), needs.end(), [&skills](const SkillCode& need) {
    return std::find(skills.begin(), skills.end(), need) != skills.end();
  });
}

std::optional<std::string> fault_in(std::span<const MatchWorker> workers, std::span<const MatchIncident> incidents,
                                    double speed_mps) {
  if (!(speed_mps >= k_match_speed_min_mps && speed_mps <= k_match_speed_max_mps)) {
    return "speed_mps must be between 0.05 and 1000";
  }
  for (const MatchWorker& worker : workers) {
    if (!is_position(worker.position)) return "worker " + worker.id.text() + ": lat or lon is not on the earth";
  }
  for (const MatchIncident& incident : incidents) {
    if (!is_position(incident.position)) return "incident " + incident.id.text() + ": lat or lon is not on the earth";
    if (incident.priority < 1 || incident.priority > 5) {
      return "incident " + incident.id.text() + ": priority must be 1 to 5";
    }
  }
  return std::nullopt;
}

// The first eight characters as a number that sorts as they do; most ids differ in them, and thousands
// of numbers are sorted in a fraction of the time that thousands of strings take.
std::uint64_t beginning_of(const std::string& id) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | (i < id.size() ? static_cast<unsigned char>(id[i]) : 0U);
  return number;
}

// Pointers to `rows` by id; a row whose id is there twice goes to `twice`.
template <class Row>
std::vector<const Row*> by_id(std::span<const Row> rows, const Row*& twice) {
  std::vector<std::pair<std::uint64_t, const Row*>> sorted;
  sorted.reserve(rows.size());
  for (const Row& row : rows) sorted.emplace_back(beginning_of(row.id.text()), &row);
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second->id < b.second->id;
  });
  std::vector<const Row*> pointers;
  pointers.reserve(rows.size());
  for (const auto& [beginning, row] : sorted) {
    if (!pointers.empty() && pointers.back()->id == row->id) twice = row;
    pointers.push_back(row);
  }
  return pointers;
}

struct Near {
  double squared = 0;
  std::uint32_t column = 0;
  bool operator<(const Near& other) const {
    return std::pair{squared, column} < std::pair{other.squared, other.column};
  }
};

struct Missing {
  std::int64_t reduced = 0;  // below 0
  Arc arc;
  bool operator<(const Missing& other) const {
    return std::pair{reduced, arc.column} < std::pair{other.reduced, other.arc.column};
  }
};

// Keeps the `count` least in a heap with the greatest of them on top.
template <class T>
void push_bounded(std::vector<T>& heap, const T& value, std::size_t count) {
  if (heap.size() == count) {
    if (!(value < heap.front())) return;
    std::pop_heap(heap.begin(), heap.end());
    heap.pop_back();
  }
  heap.push_back(value);
  std::push_heap(heap.begin(), heap.end());
}

class Matching {
 public:
  Matching(std::vector<const MatchWorker*> workers, std::vector<const MatchIncident*> incidents,
           std::span<const MatchIncident> all_incidents, double speed_mps)
      : workers_(std::move(workers)),
        incidents_(std::move(incidents)),
        bits_(all_incidents),
        travel_(speed_mps),
        speed_mps_(speed_mps),
        tree_(spots()),
        least_(workers_.size()) {}

  Assignment run() {
    const std::size_t width = first_width();
    for (const MatchIncident* incident : incidents_) {
      points_.push_back(point_in_space(incident->position));
      needs_.push_back(bits_.of(incident->needs));
    }
    for (std::uint32_t row = 0; row < incidents_.size(); ++row) begin_row(row, width);
    while (add_pairs_that_could_matter()) {
    }
    return written();
  }

 private:
  [[nodiscard]] std::vector<NearbyTree::Spot> spots() const {
    std::vector<NearbyTree::Spot> spots;
    spots.reserve(workers_.size());
    for (const MatchWorker* worker : workers_) spots.push_back({worker->position, bits_.of(worker->skills)});
    return spots;
  }

  // How many of the nearest to begin with: more where workers are scarce and chains are long. Only a
  // matter of speed, measured; what is missing is found and added.
  [[nodiscard]] std::size_t first_width() const { return workers_.size() >= 4 * incidents_.size() ? 4 : 16; }

  [[nodiscard]] bool able(std::uint32_t column, std::uint32_t row) const {
    return !bits_.shared() || has_all(workers_[column]->skills, incidents_[row]->needs);
  }

  [[nodiscard]] Arc arc_of(std::uint32_t row, std::uint32_t column) const {
    return {column, travel_.travel_s(incidents_[row]->position, workers_[column]->position)};
  }

  // The weight of an incident is what leaving it costs: (6 - priority) times more than any difference
  // of travel between two ways to serve everybody. One unit of weight then always outweighs travel, so
  // the sum is least where the weight served is greatest. That this also serves as many as possible,
  // and as many of priority 1 as possible, then of 2, and so on, follows from the sets of incidents
  // that can be served together being the independent sets of a matroid (a transversal one): every
  // heaviest such set is a largest one, and it has the most of the heaviest members.
  [[nodiscard]] std::int64_t cost_unserved(const MatchIncident& incident) const {
    const double longest_s = std::numbers::pi * k_earth_radius_m / speed_mps_;
    const std::int64_t above_all_travel =
        (static_cast<std::int64_t>(longest_s) + 2) * static_cast<std::int64_t>(incidents_.size() + 1);
    return (6 - incident.priority) * above_all_travel;
  }

  // The `width` nearest able workers; all who are not among them are at least as far as complete_to_ says.
  void begin_row(std::uint32_t row, std::size_t width) {
    const MatchIncident& incident = *incidents_[row];
    std::vector<Near> nearest;  // a heap, the farthest on top
    const auto visit = [&](std::uint32_t column, double squared) {
      const Near near{squared, column};
      if (nearest.size() == width && !(near < nearest.front())) return;
      if (able(column, row)) push_bounded(nearest, near, width);
    };
    const auto reach = [&](std::uint32_t) -> double {
      if (nearest.size() < width) return k_anywhere;
      return nearest.front().squared;
    };
    tree_.walk(points_[row], needs_[row], reach, visit);

    std::vector<Arc> arcs;
    arcs.reserve(nearest.size());
    for (const Near& near : nearest) arcs.push_back(arc_of(row, near.column));
    const bool all = nearest.size() < width;
    const double farthest_m = all ? 0 : std::sqrt(nearest.front().squared);
    complete_to_.push_back(all ? k_complete
                               : static_cast<std::int64_t>(std::ceil(farthest_m / speed_mps_ - k_rounding_s)));
    least_.add_row(std::move(arcs), cost_unserved(incident));
  }

  // Gives every row the pairs left out whose travel is less than the two prices together. False: there
  // was none, and so the prices prove that no pair left out could make the answer better.
  bool add_pairs_that_could_matter() {
    bool added = false;
    const std::vector<std::int64_t> greatest = tree_.greatest_in_boxes(least_.column_prices());
    for (std::uint32_t row = 0; row < incidents_.size(); ++row) {
      // Column prices are never above 0: who is farther than the row's price can't matter.
      if (least_.row_price(row) <= complete_to_[row]) continue;
      find_missing(row, greatest);
      if (missing_.empty()) continue;
      added = true;
      std::vector<Arc> arcs;
      arcs.reserve(missing_.size());
      for (const Missing& missing : missing_) arcs.push_back(missing.arc);
      least_.add_arcs(row, arcs);
    }
    return added;
  }

  // The few that matter most. `greatest` may be of prices before the last additions: then something may
  // be overlooked, and the next round, which begins with true ones, finds it.
  void find_missing(std::uint32_t row, const std::vector<std::int64_t>& greatest) {
    const std::int64_t row_price = least_.row_price(row);
    const std::vector<std::int64_t>& column_prices = least_.column_prices();
    missing_.clear();  // a heap, the least important on top
    const auto squared_reach = [&](std::int64_t column_price) {
      const std::int64_t at_most = missing_.size() < k_missing_at_once ? 0 : missing_.front().reduced;
      const std::int64_t travel_s = row_price + column_price + at_most - 1;
      const double reach_m = (static_cast<double>(travel_s) + k_rounding_s) * speed_mps_;
      return reach_m < 0 ? -1.0 : reach_m * reach_m;
    };
    const auto visit = [&](std::uint32_t column, double squared) {
      if (squared > squared_reach(column_prices[column]) || !able(column, row)) return;
      const Arc arc = arc_of(row, column);
      const Missing missing{arc.cost - row_price - column_prices[column], arc};
      if (missing.reduced < 0) push_bounded(missing_, missing, k_missing_at_once);
    };
    tree_.walk(
        points_[row], needs_[row], [&](std::uint32_t box) { return squared_reach(greatest[box]); }, visit);
  }

  [[nodiscard]] Assignment written() const {
    Assignment assignment;
    for (std::uint32_t row = 0; row < incidents_.size(); ++row) {
      const std::uint32_t column = least_.column_of(row);
      if (column == LeastCost::nobody) {
        assignment.unassigned.push_back(incidents_[row]->id);
        continue;
      }
      const int travel_s = arc_of(row, column).cost;
      assignment.assigned.push_back({incidents_[row]->id, workers_[column]->id, travel_s});
      assignment.total_s += travel_s;
    }
    std::sort(assignment.unassigned.begin(), assignment.unassigned.end());
    std::sort(assignment.assigned.begin(), assignment.assigned.end(),
              [](const Assigned& a, const Assigned& b) { return a.incident < b.incident; });
    return assignment;
  }

  std::vector<const MatchWorker*> workers_;      // the columns, by id
  std::vector<const MatchIncident*> incidents_;  // the rows, the most urgent first, then by id
  SkillBits bits_;
  GreatCircle travel_;
  double speed_mps_;
  NearbyTree tree_;
  LeastCost least_;
  std::vector<PointInSpace> points_;       // of each row
  std::vector<std::uint64_t> needs_;       // of each row
  std::vector<std::int64_t> complete_to_;  // of each row: every pair with less travel, in seconds, is there
  std::vector<Missing> missing_;
};

}  // namespace

Result<Assignment, std::string> assign(std::span<const MatchWorker> workers, std::span<const MatchIncident> incidents,
                                       double speed_mps) {
  if (auto fault = fault_in(workers, incidents, speed_mps)) return Failure{std::move(*fault)};
  const MatchWorker* same_worker = nullptr;
  const MatchIncident* same_incident = nullptr;
  auto columns = by_id(workers, same_worker);
  auto rows = by_id(incidents, same_incident);
  if (same_worker != nullptr) return Failure{"worker " + same_worker->id.text() + " is there twice"};
  if (same_incident != nullptr) return Failure{"incident " + same_incident->id.text() + " is there twice"};
  std::erase_if(columns, [](const MatchWorker* worker) { return !worker->on_duty; });
  std::stable_sort(rows.begin(), rows.end(),
                   [](const MatchIncident* a, const MatchIncident* b) { return a->priority < b->priority; });
  return Matching{std::move(columns), std::move(rows), incidents, speed_mps}.run();
}

}  // namespace lamplight
