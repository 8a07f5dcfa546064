// What binds whom, found without walking all commitments for each worker.
//
// Built by dispatch/matcher and dispatch/sharing for one decision. Borrows what it is made of. Pure.
#pragma once

#include <algorithm>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

#include "dispatch/cover.h"
#include "dispatch/eligibility.h"
#include "dispatch/town.h"

namespace lamplight {

// Silence is not a no: who let an offer expire may be asked again after this.
inline constexpr Millis k_ask_again_after{5 * 60'000};

// All commitments by worker: one for any number of incidents.
class CommitmentIndex {
 public:
  CommitmentIndex(std::span<const Commitment> commitments, const Town& town) {
    by_worker_.reserve(commitments.size());
    for (const Commitment& commitment : commitments) by_worker_.push_back(&commitment);
    std::stable_sort(by_worker_.begin(), by_worker_.end(),
                     [](const Commitment* a, const Commitment* b) { return a->worker < b->worker; });
    if (!town.cover || town.registers->policies.weights.cover_pct == 0) return;
    std::set<WorkerId> busy;
    for (const Commitment& commitment : commitments) {
      if (!commitment.offered) busy.insert(commitment.worker);
    }
    cover_losses_ = town.cover->losses(busy);
  }

  [[nodiscard]] std::span<const Commitment* const> of(const WorkerId& worker) const {
    const auto first = std::lower_bound(by_worker_.begin(), by_worker_.end(), worker,
                                        [](const Commitment* c, const WorkerId& w) { return c->worker < w; });
    auto last = first;
    while (last != by_worker_.end() && (*last)->worker == worker) ++last;
    return {first, last};
  }

  [[nodiscard]] int cover_loss_s(const WorkerId& worker) const {
    const auto found = cover_losses_.find(worker);
    return found == cover_losses_.end() ? 0 : found->second;
  }

 private:
  std::vector<const Commitment*> by_worker_;
  std::unordered_map<WorkerId, int> cover_losses_;
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
    Ties ties{.commitments = commitments_.of(worker)};
    ties.declined = any(worker, [](const Offer& offer) { return offer.state == OfferState::declined; });
    ties.let_expire = any(worker, [](const Offer& offer) { return offer.state == OfferState::expired; });
    ties.cover_loss_s = commitments_.cover_loss_s(worker);
    return ties;
  }

  // Being asked now, or asked so lately that silence is an answer.
  [[nodiscard]] bool asked(const WorkerId& worker, Instant now) const {
    return any(worker, [now](const Offer& offer) {
      return offer.state == OfferState::pending || offer.at > now - k_ask_again_after;
    });
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
