// The ports through which decisions become facts. Implemented by db/ on MySQL and in memory; one
// contract test (tests/contract) runs on both.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "dispatch/changes.h"
#include "dispatch/situation.h"
#include "model/result.h"

namespace lamplight {

enum class StoreError : std::uint8_t {
  conflict,     // a version, a key or a lock was lost: read again, decide again, as a whole
  unavailable,  // nothing was written
  unknown,      // the connection died at COMMIT: read again; what was written is then seen
};

// One message to a home that waits in the outbox. (device, alarm, seq) is its key.
struct Committed {
  std::vector<Ack> acks;                 // now in the outbox, to be sent by the committer first
  std::vector<IncidentId> incidents;     // opened or updated
};

// The alarms, incidents and offers of the town. Any thread; each call is one transaction of its own.
class Ledger {
 public:
  virtual ~Ledger() = default;

  // A consistent-enough picture: what has changed since is caught by versions and keys in `apply`.
  [[nodiscard]] virtual Result<Situation, StoreError> situation(const SituationQuery& query) = 0;

  // All of it or nothing, durable on return. Timers follow the deadlines of the incidents written.
  // `now` dates the outbox rows; their committer has limits::outbox_claim_age to send them first.
  [[nodiscard]] virtual Result<Committed, StoreError> apply(const Changes& changes, Instant now) = 0;

  // Claims at most `max` timers due at `now` that nobody else holds, reads their incidents, applies
  // what `decide` says of them, in one transaction. `decide` may run again after a conflict; it must
  // move every incident's deadline beyond `now` or end the incident. Returns what was committed.
  using Decide = std::function<Changes(const Situation& situation, const std::vector<IncidentId>& due)>;
  [[nodiscard]] virtual Result<Committed, StoreError> act_on_due(Instant now, std::size_t max, const Decide& decide) = 0;

  // The earliest timer; nothing when there is none.
  [[nodiscard]] virtual Result<std::optional<Instant>, StoreError> next_due() = 0;
};

// Messages to homes that are true but perhaps not yet told. Any thread.
class Outbox {
 public:
  virtual ~Outbox() = default;

  // Takes at most `max` rows that are due and that nobody holds, and holds them for `hold`:
  // who dies with them loses them to the next claimer after that time.
  [[nodiscard]] virtual Result<std::vector<Ack>, StoreError> claim(Instant now, std::size_t max, Millis hold) = 0;

  // Forgets what has been told. Unknown keys are no error.
  [[nodiscard]] virtual Result<Done, StoreError> sent(const std::vector<Ack>& acks) = 0;
};

}  // namespace lamplight
