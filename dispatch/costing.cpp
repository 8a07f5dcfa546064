// The cost of sending a worker, in seconds, term by term.
#include "dispatch/costing.h"

#include <algorithm>
#include <cmath>

#include "model/check.h"

namespace lamplight {
namespace {

constexpr Millis k_position_fresh{5 * 60'000};
constexpr double k_accurate_m = 100;    // a phone among houses; the way to the door is longer than the error
constexpr Millis k_without_break{4 * 3'600'000};  // who drives must rest by then (China's road traffic rules, art. 62)
constexpr std::int64_t k_hours_max = 24;
constexpr Millis k_visit{30 * 60'000};  // a visit should end before the shift does

template <class T>
bool contains(const std::vector<T>& list, const T& wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

// Begun hours after the first `k_without_break` of work; none while she rests.
int hours_without_rest(const WorkerCard& worker, Instant now) {
  constexpr Millis k_hour{3'600'000};
  const bool rests = worker.break_until && *worker.break_until > now;
  if (!worker.works_since || rests || *worker.works_since >= now - k_without_break) return 0;
  const auto beyond = now - *worker.works_since - k_without_break;
  return static_cast<int>(std::min<std::int64_t>((beyond + k_hour - Millis{1}) / k_hour, k_hours_max));
}

std::string minutes(int seconds) {
  return std::to_string(std::max(1, (seconds + 30) / 60)) + " min";
}

}  // namespace

std::string_view name_of(CostTerm term) {
  switch (term) {
    case CostTerm::travel:
      return "travel";
    case CostTerm::stale_position:
      return "stale_position";
    case CostTerm::inaccurate_position:
      return "inaccurate_position";
    case CostTerm::language_missed:
      return "language_missed";
    case CostTerm::gender_missed:
      return "gender_missed";
    case CostTerm::not_preferred:
      return "not_preferred";
    case CostTerm::load:
      return "load";
    case CostTerm::shift_ends_soon:
      return "shift_ends_soon";
    case CostTerm::asked_before:
      return "asked_before";
    case CostTerm::asked_for_another:
      return "asked_for_another";
    case CostTerm::displaces:
      return "displaces";
    case CostTerm::on_break:
      return "on_break";
    case CostTerm::no_break:
      return "no_break";
    case CostTerm::not_there_last:
      return "not_there_last";
    case CostTerm::cover:
      return "cover";
  }
  LAMPLIGHT_CHECK(false && "a cost outside the enumeration");
}

std::optional<CostTerm> cost_term_named(std::string_view name) {
  for (int number = 0; number <= static_cast<int>(CostTerm::cover); ++number) {
    const auto term = static_cast<CostTerm>(number);
    if (name_of(term) == name) return term;
  }
  return std::nullopt;
}

int price_s(CostTerm term, int amount, const Weights& weights) {
  switch (term) {
    case CostTerm::travel:
      return amount;
    case CostTerm::stale_position:
      return std::min(amount, weights.stale_s_max);
    case CostTerm::inaccurate_position:
      return std::min(amount, weights.inaccurate_s_max);
    case CostTerm::language_missed:
      return amount * weights.language_missed_s;
    case CostTerm::gender_missed:
      return amount * weights.gender_missed_s;
    case CostTerm::not_preferred:
      return amount * weights.not_preferred_s;
    case CostTerm::load:
      return amount * weights.load_s;
    case CostTerm::shift_ends_soon:
      return amount * weights.shift_ends_s;
    case CostTerm::asked_before:
      return amount * weights.asked_before_s;
    case CostTerm::asked_for_another:
      return amount * weights.asked_for_another_s;
    case CostTerm::displaces:
      return amount * weights.displaces_s;
    case CostTerm::on_break:
      return amount * weights.on_break_s;
    case CostTerm::no_break:
      return amount * weights.no_break_s;
    case CostTerm::not_there_last:
      return amount * weights.not_there_last_s;
    case CostTerm::cover:
      return static_cast<int>(std::int64_t{amount} * weights.cover_pct / 100);
  }
  LAMPLIGHT_CHECK(false && "a cost outside the enumeration");
}

Costing::Costing(const Incident& incident, const Town& town, const TravelTime& travel, Instant now)
    : incident_(incident),
      resident_(incident.resident ? town.resident(*incident.resident) : nullptr),
      last_there_(incident.resident ? town.last_there(*incident.resident) : nullptr),
      weights_(town.registers->policies.weights),
      travel_(travel),
      pace_(town.pace_to(incident.district, now)),
      now_(now) {}

int Costing::seconds(const WorkerCard& worker, const Ties& ties) const {
  int sum = 0;
  each_term(worker, ties, [&](CostTerm term, int amount) { sum += price_s(term, amount, weights_); });
  return sum;
}

std::vector<Cost> Costing::terms(const WorkerCard& worker, const Ties& ties) const {
  std::vector<Cost> costs;
  each_term(worker, ties, [&](CostTerm term, int amount) {
    costs.push_back({term, price_s(term, amount, weights_), amount});
  });
  return costs;
}

Candidate Costing::of(const WorkerCard& worker, const Ties& ties) const {
  Candidate candidate{.worker = worker.id, .name = worker.name};
  candidate.eta_s = travel_.travel_s(*worker.position, *incident_.place, pace_);
  candidate.distance_m = static_cast<int>(distance_m(*worker.position, *incident_.place));
  candidate.costs = terms(worker, ties);
  for (const Cost& cost : candidate.costs) candidate.cost_s += cost.seconds;
  explain(candidate, worker);
  return candidate;
}

void Costing::explain(Candidate& candidate, const WorkerCard& worker) const {
  const std::string_view remark = travel_.remark(*worker.position, *incident_.place);
  candidate.reasons.push_back(minutes(candidate.eta_s) + " away");
  if (!remark.empty()) candidate.reasons.emplace_back(remark);
  for (const SkillCode& need : incident_.needs) {
    if (!contains(worker.skills, need)) continue;
    const bool is_vehicle = need.text().starts_with(k_vehicle_prefix);
    candidate.reasons.push_back(is_vehicle ? "comes with " + need.text().substr(k_vehicle_prefix.size())
                                           : "has " + need.text());
  }
  if (resident_ != nullptr) {
    if (contains(resident_->preferred, worker.id)) candidate.reasons.emplace_back("knows the resident");
    if (last_there_ != nullptr && *last_there_ == worker.id) candidate.reasons.emplace_back("was there last");
    if (resident_->language_wish != Wish::none && contains(worker.languages, resident_->language)) {
      candidate.reasons.push_back("speaks " + resident_->language);
    }
  }
  for (const Cost& cost : candidate.costs) {
    if (cost.term != CostTerm::travel) {
      candidate.reasons.push_back(std::string(name_of(cost.term)) + " +" + minutes(cost.seconds));
    }
  }
}

// She may be farther away by the radius; one that is absurd is as bad as the worst weight.
int Costing::off_by_s(double accuracy_m) const {
  const double seconds = std::ceil((accuracy_m - k_accurate_m) / k_town_speed_mps * pace_.way_pct / 100);
  return static_cast<int>(std::min<double>(seconds, k_weight_max));
}

template <class Add>
void Costing::each_term(const WorkerCard& worker, const Ties& ties, const Add& add) const {
  const int eta_s = travel_.travel_s(*worker.position, *incident_.place, pace_);
  add(CostTerm::travel, eta_s);
  if (worker.position_at < now_ - k_position_fresh) {
    const auto age_s = std::chrono::duration_cast<Seconds>(now_ - worker.position_at - k_position_fresh).count();
    add(CostTerm::stale_position, static_cast<int>(std::min<std::int64_t>(age_s / 2, k_weight_max)));
  }
  if (worker.accuracy_m > k_accurate_m) add(CostTerm::inaccurate_position, off_by_s(worker.accuracy_m));
  if (resident_ != nullptr) wishes(worker, add);
  what_she_leaves(ties, add);
  if (worker.shift_ends && *worker.shift_ends < now_ + Seconds{eta_s} + k_visit) add(CostTerm::shift_ends_soon, 1);
  if (worker.break_until && *worker.break_until > now_) add(CostTerm::on_break, 1);
  if (const int hours = hours_without_rest(worker, now_); hours > 0) add(CostTerm::no_break, hours);
  if (last_there_ != nullptr && *last_there_ != worker.id) add(CostTerm::not_there_last, 1);
  if (ties.let_expire) add(CostTerm::asked_before, 1);
  if (ties.cover_loss_s > 0 && weights_.cover_pct > 0) add(CostTerm::cover, ties.cover_loss_s);
}

template <class Add>
void Costing::wishes(const WorkerCard& worker, const Add& add) const {
  if (resident_->language_wish == Wish::rather && !contains(worker.languages, resident_->language)) {
    add(CostTerm::language_missed, 1);
  }
  if (resident_->gender_wish == Wish::rather && worker.gender != resident_->gender_wanted) {
    add(CostTerm::gender_missed, 1);
  }
  if (!resident_->preferred.empty() && !contains(resident_->preferred, worker.id)) add(CostTerm::not_preferred, 1);
}

// An emergency that she would leave for this one is a loss of its own, so that she is taken from it only
// where it saves more than turning round costs. Other work waits for her, and is load.
template <class Add>
void Costing::what_she_leaves(const Ties& ties, const Add& add) const {
  int held = 0;
  int left = 0;
  int asked = 0;
  for (const Commitment* tie : ties.commitments) {
    if (tie->incident == incident_.id) continue;
    const bool both_emergencies = tie->emergency && incident_.queue == IncidentClass::emergency;
    ++(tie->offered ? asked : both_emergencies ? left : held);
  }
  if (held > 0) add(CostTerm::load, held);
  if (left > 0) add(CostTerm::displaces, left);
  if (asked > 0) add(CostTerm::asked_for_another, asked);
}

}  // namespace lamplight
