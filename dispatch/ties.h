// What binds whom, found without walking all commitments for each worker.
//
// Built by dispatch/matcher and dispatch/sharing for one decision. Borrows what it is made of. Pure.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "dispatch/eligibility.h"

namespace lamplight {

// Silence is not a no: who let an offer expire may be asked again after this.
inline constexpr Millis k_ask_again_after{5 * 60'000};

// All commitments by worker: one for any number of incidents.
class CommitmentIndex {
 public:
  explicit CommitmentIndex(std::span<const Commitment> commitments) {
    by_worker_.reserve(commitments.size());
    for (const Commitment& commitment : commitments) by_worker_.push_back(&commitment);
    std::stable_sort(by_worker_.begin(), by_worker_.end(),
                     [](const Commitment* a, const Commitment* b) { return a->worker < b->worker; });
  }

  [[nodiscard]] std::span<const Commitment* const> of(const WorkerId& worker) const {
    const auto first = std::lower_bound(by_worker_.begin(), by_worker_.end(), worker,
                                        [](const Commitment* c, const WorkerId& w) { return c->worker < w; });
    auto last = first;
    while (last != by_worker_.end() && (*last)->worker == worker) ++last;
    return {first, last};
  }

 private:
  std::vector<const Commitment*> by_worker_;
};

// The same with what has been said about one incident.
class TieIndex {
 public:
  TieIndex(const CommitmentIndex& commitments, std::span<const Offer> offers, const IncidentId& incident)
      : commitments_(commitments) {
    for (const Offer& offer : offers) {
      if (offer.incident == incident) offers_.push_back(&offer);
    }
  }

  [[nodiscard]] Ties of(const WorkerId& worker) const {
    return {.commitments = commitments_.of(worker),
            .declined = any(worker, [](const Offer& offer) { return offer.state == OfferState::declined; })};
  }

  // Being asked now, or asked so lately that silence is an answer.
  [[nodiscard]] bool asked(const WorkerId& worker, Instant now) const {
    return any(worker, [now](const Offer& offer) {
      return offer.state == OfferState::pending || offer.at > now - k_ask_again_after;
    });
  }

  [[nodiscard]] bool let_expire(const WorkerId& worker) const {
    return any(worker, [](const Offer& offer) { return offer.state == OfferState::expired; });
  }

 private:
  template <class Is>
  [[nodiscard]] bool any(const WorkerId& worker, const Is& is) const {
    return std::any_of(offers_.begin(), offers_.end(),
                       [&](const Offer* offer) { return offer->worker == worker && is(*offer); });
  }

  const CommitmentIndex& commitments_;
  std::vector<const Offer*> offers_;
};

}  // namespace lamplight
