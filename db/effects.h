// What follows from a set of changes and is the same in every store: order, timers, answers.
//
// Used by db/ledger_write (MySQL) and db/memory_ledger, so that the two can't drift apart. Pure.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "dispatch/changes.h"
#include "dispatch/ledger.h"
#include "dispatch/situation.h"

namespace lamplight::db {

// The updates in the order in which they are written: those that free a worker or a join key before
// those that take one, so that a displacement in one transaction meets no key of its own.
[[nodiscard]] std::vector<const Incident*> in_order(const std::vector<Incident>& updated);

// When each incident of these changes is due, sorted by id; nothing for one with no deadline any more.
// An incident opened without a deadline is left out: there is no timer to take away.
[[nodiscard]] std::map<IncidentId, std::optional<Instant>> timers_of(const Changes& changes);

// The district whose storm an alarm counts for; nothing for kinds that are never folded and for tests.
[[nodiscard]] std::optional<DistrictId> storm_district_of(const AlarmRow& alarm, const Changes& changes);

// The repeats, each alarm once with how often it came and the time it was dated anew, if it was.
struct AlarmRepeatOrder {
  bool operator()(const AlarmRepeat& a, const AlarmRepeat& b) const;
};
struct Repeated {
  int times = 0;
  std::optional<Instant> at;
};
[[nodiscard]] std::map<AlarmRepeat, Repeated, AlarmRepeatOrder> counted(const std::vector<AlarmRepeat>& repeats);

// Incidents whose tellings reach alarms that are stored already.
[[nodiscard]] std::vector<IncidentId> told_before(const Changes& changes);

// The answers of these changes: its own, then one for each telling and answerable alarm. `stored` are
// the answerable alarms of the incidents `told_before`. Each key (device, alarm, seq, state) once.
[[nodiscard]] std::vector<Ack> acks_of(const Changes& changes, std::vector<AlarmRow> stored);

// Somebody outside who has been told of an incident.
struct Told {
  IncidentId incident;
  Recipient recipient = Recipient::desk;
  std::string whom;
  auto operator<=>(const Told&) const = default;
};

// The messages of these changes: its own, then one for each tiding and person that it concerns, each id once.
[[nodiscard]] std::vector<Message> messages_of(const Changes& changes, const std::vector<Told>& told);

[[nodiscard]] Committed committed_of(const Changes& changes, std::vector<Ack> acks);

// Every list by its key: the same situation is equal whatever store it came from.
void sort_situation(Situation& situation);

}  // namespace lamplight::db
