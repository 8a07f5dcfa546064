// From incidents that wait to rows and columns of an assignment, and back.
//
// Each asking is a row: an incident that is to have three asked has three. Only its cheapest workers have
// arcs at first; the solution's own prices then say whether one who was left out could matter, and she is
// added until none could. Nor is everybody priced: the grid of workers gives an incident its cheapest few,
// and more of them where the dearest who is known costs less than the row's price, for then somebody unknown
// could matter. So it is exact over all able workers at the cost of a few (least_cost.h).
#include "dispatch/sharing.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "dispatch/least_cost.h"
#include "dispatch/replay.h"
#include "dispatch/second_person.h"
#include "dispatch/ties.h"

namespace lamplight {
namespace {

constexpr std::size_t k_first_arcs = 8;  // besides one for each asking; a matter of speed only
constexpr std::size_t k_more_arcs_at_once = 8;
constexpr std::size_t k_considered = 8;       // are written down for replays
constexpr int k_cost_s_max = 1'000'000;  // eleven days: keeps every sum far inside its integer

constexpr std::size_t k_times_as_many = 4;    // are priced where those known are not enough

struct Able {
  std::int32_t cost_s = 0;
  std::uint32_t worker = 0;  // its number in the town, which is by id
  auto operator<=>(const Able&) const = default;
};

// One incident that waits, with the cheapest of those who could be asked.
class Waiting {
 public:
  Waiting(const Wanted& wanted, const Town& town, const CommitmentIndex& commitments, const Hands& hands,
          const TravelTime& travel, Instant now)
      : incident_(*wanted.incident),
        width_(std::max<std::size_t>(1, wanted.width)),
        town_(town),
        index_(commitments, hands.offers, incident_.id),
        costing_(incident_, town, travel, now),
        now_(now),
        waited_s_(std::chrono::duration_cast<Seconds>(now - incident_.opened_at).count()) {}

  // The `count` cheapest of all, the cheapest first; fewer where there are fewer.
  void price(std::size_t count) {
    able_.clear();
    all_priced_ = true;
    if (!incident_.place) return;  // nobody can be sent nowhere
    // Far ones are not looked at once none of them can cost as little as those found: no term is below 0.
    const auto enough = [&](double metres) {
      return able_.size() >= count && able_.front().cost_s < std::min(costing_.least_seconds(metres), k_cost_s_max);
    };
    const auto visit = [&](std::uint32_t number) {
      const WorkerCard& worker = (*town_.workers)[number];
      if (index_.asked(worker.id, now_)) return;
      const Ties ties = index_.of(worker.id);
      if (!may_go(worker, incident_, costing_.resident(), ties)) return;
      keep({std::clamp(costing_.seconds(worker, ties), 0, k_cost_s_max), number}, count);
    };
    town_.workers->near(*incident_.place, incident_.needs, enough, visit);
    std::sort(able_.begin(), able_.end());
    all_priced_ = able_.size() < count;
  }

  // Whoever is not known yet costs at least as much as the dearest who is. False: there is nobody else.
  [[nodiscard]] bool price_more() {
    const std::size_t known = able_.size();
    if (!all_priced_) price(known * k_times_as_many);
    return able_.size() > known;
  }

  [[nodiscard]] const Incident& incident() const { return incident_; }
  [[nodiscard]] std::size_t width() const { return width_; }
  [[nodiscard]] const std::vector<Able>& able() const { return able_; }

  [[nodiscard]] Candidate candidate(std::uint32_t worker) const {
    const WorkerCard& card = (*town_.workers)[worker];
    return costing_.of(card, index_.of(card.id));
  }

  // The cheapest few and those who were chosen, before anything is weighed.
  [[nodiscard]] std::string considered(const std::vector<std::uint32_t>& chosen) const {
    std::vector<Considered> all;
    for (std::size_t i = 0; i < able_.size(); ++i) {
      const bool is_chosen = std::find(chosen.begin(), chosen.end(), able_[i].worker) != chosen.end();
      if (i >= k_considered && !is_chosen) continue;
      const WorkerCard& card = (*town_.workers)[able_[i].worker];
      all.push_back({card.id, costing_.terms(card, index_.of(card.id))});
    }
    return written(all);
  }

  // How much a second of this incident counts: 4 to 20 by priority, and one more for each minute waited,
  // up to as much again as the most urgent.
  [[nodiscard]] std::int32_t urgency() const {
    const auto waited_min = static_cast<std::int32_t>(std::clamp<std::int64_t>(waited_s_ / 60, 0, 20));
    return 4 * (6 - incident_.priority) + waited_min;
  }

  // Which askings come first where not all can be: every incident's first before any further one, by
  // priority and then by waiting time, service requests behind all others. One person is help, so a second one counts
  // as eight minutes younger.
  [[nodiscard]] std::int64_t rank_of_first() const {
    const std::int64_t of_second = is_second_person(incident_) ? 50 : 0;
    const int urgency = incident_.queue == IncidentClass::service ? 0 : 6 - incident_.priority;
    return 1'000 * urgency + std::clamp<std::int64_t>(waited_s_ / 10, 0, 899) + 100 - of_second;
  }
  [[nodiscard]] std::int64_t rank_of_further() const { return 6 - incident_.priority; }

 private:
  // In a heap with the dearest on top.
  void keep(const Able& able, std::size_t count) {
    if (able_.size() == count) {
      if (!(able < able_.front())) return;
      std::pop_heap(able_.begin(), able_.end());
      able_.pop_back();
    }
    able_.push_back(able);
    std::push_heap(able_.begin(), able_.end());
  }

  const Incident& incident_;
  std::size_t width_;
  const Town& town_;
  TieIndex index_;
  Costing costing_;
  Instant now_;
  std::int64_t waited_s_;
  std::vector<Able> able_;
  bool all_priced_ = false;  // nobody could be asked who is not in able_
};

class Sharing {
 public:
  Sharing(std::vector<Waiting>& waiting, std::size_t workers) : waiting_(waiting), least_(workers) {
    std::size_t rows = 0;
    std::int64_t greatest = 0;
    for (const Waiting& one : waiting_) {
      rows += one.width();
      greatest = std::max(greatest, std::int64_t{k_cost_s_max} * one.urgency());
    }
    // One step of rank outweighs any sum of costs (the matroid argument stands in assignment.cpp).
    above_all_costs_ = (greatest + 1) * static_cast<std::int64_t>(rows + 1);
  }

  void solve() {
    for (std::uint32_t number = 0; number < waiting_.size(); ++number) {
      const Waiting& one = waiting_[number];
      for (std::size_t asking = 0; asking < one.width(); ++asking) {
        owner_.push_back(number);
        const std::int64_t rank = asking == 0 ? one.rank_of_first() : one.rank_of_further();
        least_.add_row(arcs(one, first_of(one)), rank * above_all_costs_);
      }
    }
    while (add_who_could_matter()) {
    }
  }

  // Numbers of the workers to be asked for each that waits.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> taken() const {
    std::vector<std::vector<std::uint32_t>> workers(waiting_.size());
    for (std::uint32_t row = 0; row < owner_.size(); ++row) {
      const std::uint32_t column = least_.column_of(row);
      if (column != LeastCost::nobody) workers[owner_[row]].push_back(column);
    }
    return workers;
  }

 private:
  static std::int64_t scaled(const Waiting& one, const Able& able) { return std::int64_t{able.cost_s} * one.urgency(); }
  static Arc arc(const Waiting& one, const Able& able) {
    return {able.worker, static_cast<std::int32_t>(scaled(one, able))};
  }
  static std::size_t first_of(const Waiting& one) { return std::min(one.able().size(), one.width() + k_first_arcs); }

  static std::vector<Arc> arcs(const Waiting& one, std::size_t count) {
    std::vector<Arc> list;
    list.reserve(count);
    for (std::size_t i = 0; i < count; ++i) list.push_back(arc(one, one.able()[i]));
    return list;
  }

  // Column prices are never above 0, so who costs as much as the row's price can't matter, nor can anybody
  // behind her, priced or not. False: nobody could, and the answer is proven.
  bool add_who_could_matter() {
    bool added = false;
    for (std::uint32_t row = 0; row < owner_.size(); ++row) {
      Waiting& one = waiting_[owner_[row]];
      std::vector<Arc> more;
      for (std::size_t i = first_of(one); more.size() < k_more_arcs_at_once; ++i) {
        if (i == one.able().size()) {
          const bool proven = i == 0 || scaled(one, one.able().back()) >= least_.row_price(row);
          if (proven || !one.price_more()) break;
        }
        const Arc next = arc(one, one.able()[i]);
        if (next.cost >= least_.row_price(row)) break;
        if (next.cost < least_.row_price(row) + least_.column_prices()[next.column]) more.push_back(next);
      }
      if (more.empty()) continue;
      added = true;
      least_.add_arcs(row, more);
    }
    return added;
  }

  std::vector<Waiting>& waiting_;
  LeastCost least_;
  std::int64_t above_all_costs_ = 0;
  std::vector<std::uint32_t> owner_;  // of each row: its number in waiting_
};

// One alone has the cheapest; no search is needed to know it.
std::vector<std::vector<std::uint32_t>> shared_out(std::vector<Waiting>& waiting, std::size_t workers,
                                                   std::size_t priced_first) {
  if (waiting.size() == 1) {
    Waiting& alone = waiting.front();
    alone.price(std::max(alone.width(), k_considered));
    std::vector<std::uint32_t> cheapest;
    for (const Able& able : alone.able()) {
      if (cheapest.size() == alone.width()) break;
      cheapest.push_back(able.worker);
    }
    return {cheapest};
  }
  for (Waiting& one : waiting) one.price(std::max(one.width() + k_first_arcs, priced_first));
  Sharing sharing(waiting, workers);
  sharing.solve();
  return sharing.taken();
}

}  // namespace

std::vector<Asked> share_out(std::span<const Wanted> wanted, const Town& town, const Hands& hands,
                             const TravelTime& travel, Instant now, std::size_t priced_first) {
  if (wanted.empty()) return {};
  std::vector<Wanted> ordered(wanted.begin(), wanted.end());
  std::sort(ordered.begin(), ordered.end(), [](const Wanted& a, const Wanted& b) {
    return std::tie(a.incident->priority, a.incident->opened_at, a.incident->id) <
           std::tie(b.incident->priority, b.incident->opened_at, b.incident->id);
  });
  const CommitmentIndex commitments(hands.commitments, town);
  std::vector<Waiting> waiting;
  waiting.reserve(ordered.size());
  for (const Wanted& one : ordered) waiting.emplace_back(one, town, commitments, hands, travel, now);

  const auto workers = shared_out(waiting, town.workers->size(), priced_first);
  std::vector<Asked> asked;
  for (std::size_t number = 0; number < waiting.size(); ++number) {
    Asked one{.incident = waiting[number].incident().id, .candidates = {}, .considered = {}};
    for (const std::uint32_t worker : workers[number]) one.candidates.push_back(waiting[number].candidate(worker));
    std::sort(one.candidates.begin(), one.candidates.end(), [](const Candidate& a, const Candidate& b) {
      return std::tie(a.cost_s, a.worker) < std::tie(b.cost_s, b.worker);
    });
    if (!one.candidates.empty()) one.considered = waiting[number].considered(workers[number]);
    asked.push_back(std::move(one));
  }
  std::sort(asked.begin(), asked.end(), [](const Asked& a, const Asked& b) { return a.incident < b.incident; });
  return asked;
}

}  // namespace lamplight
