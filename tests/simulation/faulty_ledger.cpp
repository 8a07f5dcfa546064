// Where and how it fails is the seed's business.
#include "tests/simulation/faulty_ledger.h"

namespace lamplight::simulation {

Result<Situation, StoreError> FaultyLedger::situation(const SituationQuery& query) {
  if (strikes()) return Failure{StoreError::unavailable};
  return ledger_.situation(query);
}

Result<Committed, StoreError> FaultyLedger::apply(const Changes& changes, Instant now) {
  if (strikes()) return Failure{random_() % 2 == 0 ? StoreError::unavailable : StoreError::conflict};
  if (strikes()) {
    if (random_() % 2 == 0) return Failure{StoreError::unknown};
    const auto committed = ledger_.apply(changes, now);
    if (!committed) return Failure{committed.error()};
    return Failure{StoreError::unknown};
  }
  return ledger_.apply(changes, now);
}

Result<Committed, StoreError> FaultyLedger::act_on_due(Instant now, std::size_t max, const Decide& decide) {
  if (strikes()) return Failure{StoreError::unavailable};
  std::vector<ActedLine> lines;
  const auto committed = ledger_.act_on_due(now, max, [&](const Situation& situation, const std::vector<IncidentId>& due) {
    lines.clear();
    for (const Incident& incident : situation.incidents) {
      for (const IncidentId& id : due) {
        if (incident.id == id && incident.deadline) lines.push_back({now, id, *incident.deadline});
      }
    }
    return decide(situation, due);
  });
  if (!committed) return Failure{committed.error()};
  acted_.insert(acted_.end(), lines.begin(), lines.end());
  if (strikes()) return Failure{StoreError::unknown};
  return committed;
}

Result<std::optional<Instant>, StoreError> FaultyLedger::next_due() {
  if (strikes()) return Failure{StoreError::unavailable};
  return ledger_.next_due();
}

}  // namespace lamplight::simulation
