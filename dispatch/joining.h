// To whom and to what a signal belongs: resident, district, and the key under which it joins an open incident
// (docs/decisions/0005).
//
// Used by dispatch/intake for what it decides and for what it asks the ledger. Pure; any thread.
#pragma once

#include <string>

#include "dispatch/town.h"
#include "model/incident.h"
#include "model/signal.h"

namespace lamplight {

// Null: the device is unknown, or nobody's.
[[nodiscard]] const ResidentCard* resident_of(const Signal& signal, const Town& town);

[[nodiscard]] DistrictId district_of(const Signal& signal, const Town& town);

// Empty: it joins nothing.
[[nodiscard]] std::string join_key_of(const Signal& signal, const Town& town);

// Of the one incident of a whole district into which signals of this kind fold in a storm.
[[nodiscard]] std::string area_key_of(const DistrictId& district, AlarmKind kind);
[[nodiscard]] bool is_area(const Incident& incident);

}  // namespace lamplight
