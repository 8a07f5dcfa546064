// Where and how it fails is the seed's business.
#include "tests/simulation/faulty_ledger.h"

#include <algorithm>

namespace lamplight::simulation {

namespace {

// The same decision frees her: of an offer by answering it, of an incident by taking it from her.
bool ends(const Changes& changes, const Commitment& tie) {
  if (tie.offered) {
    return std::any_of(changes.offer_answers.begin(), changes.offer_answers.end(), [&](const OfferAnswer& answer) {
      return answer.incident == tie.incident && answer.worker == tie.worker;
    });
  }
  return std::any_of(changes.updated.begin(), changes.updated.end(), [&](const Incident& incident) {
    return incident.id == tie.incident && (!is_held(incident.state) || incident.worker != tie.worker);
  });
}

}  // namespace

Result<Situation, StoreError> FaultyLedger::situation(const SituationQuery& query) {
  if (is_the_one() || strikes()) return Failure{StoreError::unavailable};
  return ledger_.situation(query);
}

Result<Committed, StoreError> FaultyLedger::apply(const Changes& changes, Instant now) {
  if (is_the_one()) {
    if (how_ == Failing::before) return Failure{StoreError::unavailable};
    if (how_ == Failing::conflict) return Failure{StoreError::conflict};
    if (how_ == Failing::unknown_not_written) return Failure{StoreError::unknown};
    const auto committed = commit(changes, now);
    if (!committed) return committed;
    return Failure{StoreError::unknown};
  }
  if (strikes()) return Failure{random_() % 2 == 0 ? StoreError::unavailable : StoreError::conflict};
  if (strikes()) {
    if (random_() % 2 == 0) return Failure{StoreError::unknown};
    const auto committed = commit(changes, now);
    if (!committed) return Failure{committed.error()};
    return Failure{StoreError::unknown};
  }
  return commit(changes, now);
}

Result<Committed, StoreError> FaultyLedger::commit(const Changes& changes, Instant now) {
  SituationQuery query;
  for (const Offer& offer : changes.offers) query.incidents.push_back(offer.incident);
  if (bug_ == Bug::repeat_is_new) {
    for (const AlarmRepeat& repeat : changes.repeats) query.alarms.push_back({repeat.device, repeat.id});
  }
  const Situation before = ledger_.situation(query).value();
  Changes spoilt = changes;
  spoil(bug_, spoilt, before);
  auto committed = ledger_.apply(spoilt, now);
  if (committed) note_offers(spoilt, before, now);
  return committed;
}

Result<Committed, StoreError> FaultyLedger::act_on_due(Instant now, std::size_t max, const Decide& decide) {
  const bool the_one = is_the_one();
  if ((the_one && how_ != Failing::unknown_written) || strikes()) return Failure{StoreError::unavailable};
  std::vector<ActedLine> lines;
  Changes decided;
  Situation before;
  const auto committed = ledger_.act_on_due(now, max, [&](const Situation& situation, const std::vector<IncidentId>& due) {
    lines.clear();
    for (const Incident& incident : situation.incidents) {
      for (const IncidentId& id : due) {
        if (incident.id == id && incident.deadline) lines.push_back({clock_, id, *incident.deadline});
      }
    }
    before = situation;
    decided = decide(situation, due);
    spoil(bug_, decided, situation);
    return decided;
  });
  if (!committed) return Failure{committed.error()};
  record_.acted.insert(record_.acted.end(), lines.begin(), lines.end());
  note_offers(decided, before, now);
  if (the_one || strikes()) return Failure{StoreError::unknown};
  return committed;
}

// Every offer with what was known of its worker: the judge looks at it later.
void FaultyLedger::note_offers(const Changes& changes, const Situation& before, Instant now) {
  ++record_.commits;
  for (const Offer& offer : changes.offers) {
    const WorkerCard* worker = town_.worker(offer.worker);
    const Incident* incident = tables_->find(offer.incident);
    if (offer.state != OfferState::pending || worker == nullptr || incident == nullptr) continue;
    OfferLine line{.at = now, .commit = record_.commits, .offer = offer, .incident = *incident, .worker = *worker};
    std::copy_if(before.commitments.begin(), before.commitments.end(), std::back_inserter(line.bound),
                 [&](const Commitment& tie) { return tie.worker == offer.worker && !ends(changes, tie); });
    line.declined = std::any_of(before.offers.begin(), before.offers.end(), [&](const Offer& earlier) {
      return earlier.incident == offer.incident && earlier.worker == offer.worker &&
             earlier.state == OfferState::declined;
    });
    record_.offers.push_back(std::move(line));
  }
}

Result<std::optional<Instant>, StoreError> FaultyLedger::next_due() {
  if (strikes()) return Failure{StoreError::unavailable};
  return ledger_.next_due();
}

}  // namespace lamplight::simulation
