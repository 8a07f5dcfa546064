// Rows of incidents that bind somebody, changed as they are in the ledger.
#include "server/hands_board.h"

#include <algorithm>
#include <tuple>

namespace lamplight::server {

void HandsBoard::committed(const Changes& changes, const Committed& committed) {
  {
    const std::lock_guard lock(mutex_);
    take_in(rows_, changes);
    if (readers_ > 0) meanwhile_.push_back(changes);
  }
  next_.committed(changes, committed);
}

void HandsBoard::take_in(Rows& rows, const Changes& changes) {
  for (const auto* written : {&changes.opened, &changes.updated}) {
    for (const Incident& incident : *written) {
      Row& row = rows[incident.id];
      row.priority = incident.priority;
      row.emergency = incident.queue == IncidentClass::emergency;
      row.holder = is_held(incident.state) ? incident.worker : std::nullopt;
      row.arrived = incident.state == IncidentState::arrived;
    }
  }
  // An answer that came with the very offer is an offer that waits for nothing.
  for (const Offer& offer : changes.offers) {
    if (offer.state == OfferState::pending) rows[offer.incident].asked.insert(offer.worker);
  }
  for (const OfferAnswer& answer : changes.offer_answers) {
    const auto answered_anew = std::any_of(changes.offers.begin(), changes.offers.end(), [&](const Offer& offer) {
      return offer.incident == answer.incident && offer.worker == answer.worker && offer.round > answer.round &&
             offer.state == OfferState::pending;
    });
    if (!answered_anew) rows[answer.incident].asked.erase(answer.worker);
  }
  std::erase_if(rows, [](const auto& entry) { return entry.second.asked.empty() && !entry.second.holder; });
}

Result<Done, StoreError> HandsBoard::refresh() {
  {
    const std::lock_guard lock(mutex_);
    // Of several readers each takes in all that was committed since the first began: twice is as good as once.
    if (readers_++ == 0) meanwhile_.clear();
  }
  const auto read = ledger_.situation(SituationQuery{});
  const std::lock_guard lock(mutex_);
  --readers_;
  if (!read) return Failure{read.error()};
  rows_.clear();
  for (const Commitment& commitment : read.value().commitments) {
    Row& row = rows_[commitment.incident];
    row.priority = commitment.priority;
    row.emergency = commitment.emergency;
    if (commitment.offered) {
      row.asked.insert(commitment.worker);
    } else {
      row.holder = commitment.worker;
      row.arrived = commitment.arrived;
    }
  }
  for (const Changes& changes : meanwhile_) take_in(rows_, changes);
  if (readers_ == 0) meanwhile_.clear();
  return Done{};
}

Result<std::vector<Commitment>, StoreError> HandsBoard::commitments(Instant now) {
  bool fresh = false;
  {
    const std::lock_guard lock(mutex_);
    fresh = read_at_ && now - *read_at_ < k_hands_fresh && *read_at_ <= now;
    if (!fresh) read_at_ = now;
  }
  if (!fresh) {
    if (const auto read = refresh(); !read) {
      const std::lock_guard lock(mutex_);
      read_at_.reset();
      return Failure{read.error()};
    }
  }
  std::vector<Commitment> all;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [incident, row] : rows_) {
      for (const WorkerId& worker : row.asked) {
        all.push_back({worker, incident, row.priority, row.emergency, true, false});
      }
      if (row.holder) all.push_back({*row.holder, incident, row.priority, row.emergency, false, row.arrived});
    }
  }
  std::sort(all.begin(), all.end(), [](const Commitment& a, const Commitment& b) {
    return std::tie(a.worker, a.incident, a.offered) < std::tie(b.worker, b.incident, b.offered);
  });
  return all;
}

}  // namespace lamplight::server
