// An entry of the journal, decided once more: what it asks of a ledger, and what follows.
//
// Used by server/standby on its memory and by server/reconciler on the database; on their threads.
#pragma once

#include <span>

#include "db/journal.h"
#include "dispatch/reconcile.h"

namespace lamplight::server {

[[nodiscard]] Result<Situation, StoreError> situation_for(Ledger& ledger, const db::JournalEntry& entry,
                                                          const Town& town);
[[nodiscard]] LateCommand decided_late(const db::JournalEntry& entry, Situation situation, const Town& town,
                                       const TravelTime& travel, Instant now);

// Alarms that were decided upon in one moment, brought into the present together.
[[nodiscard]] Changes signals_late(std::span<const Signal> signals, Situation situation, const Town& town,
                                   const TravelTime& travel, Instant then, Instant now);

}  // namespace lamplight::server
