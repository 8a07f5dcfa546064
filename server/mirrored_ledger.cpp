// Committed first, mirrored then.
#include "server/mirrored_ledger.h"

namespace lamplight::server {

Result<Situation, StoreError> MirroredLedger::situation(const SituationQuery& query) {
  return database_.situation(query);
}

Result<Committed, StoreError> MirroredLedger::apply(const Changes& changes, Instant now) {
  auto committed = database_.apply(changes, now);
  if (committed) mirror_.committed(changes);
  return committed;
}

Result<Committed, StoreError> MirroredLedger::act_on_due(Instant now, std::size_t max, const Decide& decide) {
  Changes decided;
  const auto decide_and_note = [&](const Situation& situation, const std::vector<IncidentId>& due) {
    decided = decide(situation, due);
    return decided;
  };
  auto committed = database_.act_on_due(now, max, decide_and_note);
  if (committed) mirror_.committed(decided);
  return committed;
}

Result<std::optional<Instant>, StoreError> MirroredLedger::next_due() {
  return database_.next_due();
}

}  // namespace lamplight::server
