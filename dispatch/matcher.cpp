// The cost of sending a worker, in seconds, term by term.
#include "dispatch/matcher.h"

#include <algorithm>

#include "model/check.h"

namespace lamplight {
namespace {

// Weights in seconds: what a wish is worth in waiting. Chosen so that a wish never outweighs a quarter
// of an hour of an emergency; issue by issue they become settings.
constexpr int k_language_missed_s = 300;
constexpr int k_gender_missed_s = 300;
constexpr int k_not_preferred_s = 120;
constexpr int k_load_s = 300;              // for each further thing in hand
constexpr int k_shift_ends_s = 600;
constexpr int k_asked_before_s = 600;      // let an earlier offer expire
constexpr int k_stale_s_max = 900;
constexpr Millis k_position_fresh{5 * 60'000};
constexpr Millis k_visit{30 * 60'000};     // a visit should end before the shift does

// Commitments and offers of one worker, found without walking all of them for each worker.
class TieIndex {
 public:
  TieIndex(std::span<const Commitment> commitments, std::span<const Offer> offers, const IncidentId& incident)
      : commitments_(commitments.begin(), commitments.end()) {
    std::stable_sort(commitments_.begin(), commitments_.end(),
                     [](const Commitment& a, const Commitment& b) { return a.worker < b.worker; });
    for (const Offer& offer : offers) {
      if (offer.incident == incident) offers_.push_back(&offer);
    }
  }

  [[nodiscard]] Ties of(const WorkerId& worker) const {
    const auto first = std::lower_bound(commitments_.begin(), commitments_.end(), worker,
                                        [](const Commitment& c, const WorkerId& w) { return c.worker < w; });
    auto last = first;
    while (last != commitments_.end() && last->worker == worker) ++last;
    Ties ties{.commitments = {first, last}};
    for (const Offer* offer : offers_) {
      if (offer->worker == worker && offer->state == OfferState::declined) ties.declined = true;
    }
    return ties;
  }

  // Being asked now, or asked so lately that silence is an answer.
  [[nodiscard]] bool asked(const WorkerId& worker, Instant now) const {
    return std::any_of(offers_.begin(), offers_.end(), [&](const Offer* offer) {
      return offer->worker == worker && (offer->state == OfferState::pending || offer->at > now - k_ask_again_after);
    });
  }

  [[nodiscard]] bool let_expire(const WorkerId& worker) const {
    return std::any_of(offers_.begin(), offers_.end(), [&](const Offer* offer) {
      return offer->worker == worker && offer->state == OfferState::expired;
    });
  }

 private:
  std::vector<Commitment> commitments_;
  std::vector<const Offer*> offers_;
};

bool contains(const std::vector<std::string>& list, const std::string& wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

std::string minutes(int seconds) { return std::to_string(std::max(1, (seconds + 30) / 60)) + " min"; }

class Costing {
 public:
  Costing(const Incident& incident, const ResidentCard* resident, const TravelTime& travel, Instant now)
      : incident_(incident), resident_(resident), travel_(travel), now_(now) {}

  // Of a worker whose position and whose goal are known. The sum alone, for the many …
  [[nodiscard]] int seconds(const WorkerCard& worker, const Ties& ties, bool let_expire) const {
    int sum = 0;
    each_term(worker, ties, let_expire, [&sum](CostTerm, int seconds) { sum += seconds; });
    return sum;
  }

  // … and term by term, for the few that are shown or asked.
  [[nodiscard]] Candidate of(const WorkerCard& worker, const Ties& ties, bool let_expire) const {
    Candidate candidate{.worker = worker.id, .name = worker.name};
    candidate.eta_s = travel_.travel_s(*worker.position, *incident_.place);
    candidate.distance_m = static_cast<int>(distance_m(*worker.position, *incident_.place));
    each_term(worker, ties, let_expire, [&candidate](CostTerm term, int seconds) {
      candidate.costs.push_back({term, seconds});
      candidate.cost_s += seconds;
    });
    return candidate;
  }

  // In words, for those that somebody will read about.
  void explain(Candidate& candidate, const WorkerCard& worker) const {
    candidate.reasons.push_back(minutes(candidate.eta_s) + " away");
    for (const SkillCode& skill : incident_.needs) candidate.reasons.push_back("has " + skill.text());
    if (resident_ != nullptr) {
      if (contains_worker(resident_->preferred, worker.id)) candidate.reasons.emplace_back("knows the resident");
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

 private:
  static bool contains_worker(const std::vector<WorkerId>& list, const WorkerId& wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
  }

  template <class Add>
  void each_term(const WorkerCard& worker, const Ties& ties, bool let_expire, const Add& add) const {
    const int eta_s = travel_.travel_s(*worker.position, *incident_.place);
    add(CostTerm::travel, eta_s);
    if (worker.position_at < now_ - k_position_fresh) {
      const auto age_s = std::chrono::duration_cast<Seconds>(now_ - worker.position_at - k_position_fresh).count();
      add(CostTerm::stale_position, static_cast<int>(std::min<std::int64_t>(age_s / 2, k_stale_s_max)));
    }
    if (resident_ != nullptr) wishes(worker, add);
    const auto held = std::count_if(ties.commitments.begin(), ties.commitments.end(),
                                    [](const Commitment& tie) { return !tie.offered; });
    if (held > 0) add(CostTerm::load, k_load_s * static_cast<int>(held));
    if (worker.shift_ends && *worker.shift_ends < now_ + Seconds{eta_s} + k_visit) {
      add(CostTerm::shift_ends_soon, k_shift_ends_s);
    }
    if (let_expire) add(CostTerm::asked_before, k_asked_before_s);
  }

  template <class Add>
  void wishes(const WorkerCard& worker, const Add& add) const {
    if (resident_->language_wish == Wish::rather && !contains(worker.languages, resident_->language)) {
      add(CostTerm::language_missed, k_language_missed_s);
    }
    if (resident_->gender_wish == Wish::rather && worker.gender != resident_->gender_wanted) {
      add(CostTerm::gender_missed, k_gender_missed_s);
    }
    if (!resident_->preferred.empty() && !contains_worker(resident_->preferred, worker.id)) {
      add(CostTerm::not_preferred, k_not_preferred_s);
    }
  }

  const Incident& incident_;
  const ResidentCard* resident_;
  const TravelTime& travel_;
  Instant now_;
};

bool better(const Candidate& a, const Candidate& b) {
  return a.cost_s != b.cost_s ? a.cost_s < b.cost_s : a.worker < b.worker;
}

const ResidentCard* resident_of(const Incident& incident, const Town& town) {
  return incident.resident ? town.resident(*incident.resident) : nullptr;
}

}  // namespace

std::string_view name_of(CostTerm term) {
  switch (term) {
    case CostTerm::travel: return "travel";
    case CostTerm::stale_position: return "stale_position";
    case CostTerm::language_missed: return "language_missed";
    case CostTerm::gender_missed: return "gender_missed";
    case CostTerm::not_preferred: return "not_preferred";
    case CostTerm::load: return "load";
    case CostTerm::shift_ends_soon: return "shift_ends_soon";
    case CostTerm::asked_before: return "asked_before";
  }
  LAMPLIGHT_CHECK(false && "a cost outside the enumeration");
}

std::vector<Candidate> rank(const Incident& incident, const Town& town, std::span<const Commitment> commitments,
                            std::span<const Offer> offers, const TravelTime& travel, Instant now) {
  const ResidentCard* resident = resident_of(incident, town);
  const TieIndex index(commitments, offers, incident.id);
  const Costing costing(incident, resident, travel, now);
  std::vector<Candidate> able;
  std::vector<Candidate> others;
  for (const WorkerCard& worker : *town.workers) {
    const Ties ties = index.of(worker.id);
    auto reasons = why_not(worker, incident, resident, ties);
    Candidate candidate{.worker = worker.id, .name = worker.name};
    if (worker.position && incident.place) {
      candidate = costing.of(worker, ties, index.let_expire(worker.id));
      costing.explain(candidate, worker);
    }
    candidate.why_not = std::move(reasons);
    (candidate.why_not.empty() ? able : others).push_back(std::move(candidate));
  }
  std::sort(able.begin(), able.end(), better);
  able.insert(able.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
  return able;
}

std::vector<Candidate> best(const Incident& incident, const Town& town, std::span<const Commitment> commitments,
                            std::span<const Offer> offers, const TravelTime& travel, Instant now, std::size_t width) {
  const ResidentCard* resident = resident_of(incident, town);
  const TieIndex index(commitments, offers, incident.id);
  const Costing costing(incident, resident, travel, now);
  struct Able {
    int cost_s;
    const WorkerCard* worker;
    bool operator<(const Able& other) const {
      return cost_s != other.cost_s ? cost_s < other.cost_s : worker->id < other.worker->id;
    }
  };
  std::vector<Able> able;
  for (const WorkerCard& worker : *town.workers) {
    if (!worker.on_duty || index.asked(worker.id, now)) continue;
    const Ties ties = index.of(worker.id);
    if (!may_go(worker, incident, resident, ties)) continue;
    able.push_back({costing.seconds(worker, ties, index.let_expire(worker.id)), &worker});
  }
  const std::size_t kept = std::min(width, able.size());
  std::partial_sort(able.begin(), able.begin() + static_cast<std::ptrdiff_t>(kept), able.end());
  std::vector<Candidate> chosen;
  for (std::size_t i = 0; i < kept; ++i) {
    const WorkerCard& worker = *able[i].worker;
    chosen.push_back(costing.of(worker, index.of(worker.id), index.let_expire(worker.id)));
    costing.explain(chosen.back(), worker);
  }
  return chosen;
}

}  // namespace lamplight
