// Signal + resident + open incidents → changes (design §2 step 3). Pure.
//
// A new incident; evidence added to an open one, which is re-raised; or nothing but an answer for a
// repeat (contracts §2 says what a repeat is).
#pragma once

#include <span>
#include <vector>

#include "dispatch/draft.h"
#include "dispatch/ledger.h"
#include "model/signal.h"

namespace lamplight {

// What intake has to know before it can judge these signals.
[[nodiscard]] SituationQuery intake_query(std::span<const Signal> signals, const Town& town, Instant now);

// Reads that; once more where a known alarm turns out to belong to an incident that joins under a key not asked for:
// a device that counts badly says an id again for another kind, or hangs in another home now. What is open under
// that key, a second person's incident included, would be opened again, in vain, for as long as it is open.
[[nodiscard]] Result<Situation, StoreError> read_for_intake(Ledger& ledger, SituationQuery query);

// Takes the signals in order, the later ones seeing what the earlier ones changed.
[[nodiscard]] Changes take_in(std::span<const Signal> signals, Situation situation, const Town& town, const TravelTime& travel,
                              Instant now);

// The incident's id that follows from its first alarm; the same on every server.
[[nodiscard]] IncidentId incident_id_of(const DeviceId& device, const AlarmId& alarm, int generation);

}  // namespace lamplight
