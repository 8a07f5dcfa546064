// Where a person's command meets the ledger: read, decide (dispatch/lifecycle), commit, tell.
//
// Called by server/http on its request threads. Repeats the whole decision when a version was lost. While
// the database is away server/standby takes the command, journalled before anybody is told.
#pragma once

#include <functional>
#include <variant>

#include "db/journal.h"
#include "dispatch/lifecycle.h"
#include "dispatch/preview.h"
#include "dispatch/town.h"

namespace lamplight::server {

class Clock;
class Courier;
class LiveFeed;
class Standby;
class TownWatch;

enum class DeskError : std::uint8_t { no_such_incident, unavailable };

struct DeskRefusal {
  std::variant<Forbidden, DeskError> why;
};

class Desk {
 public:
  Desk(Ledger& ledger, Standby& standby, TownWatch& town, const TravelTime& travel, const Clock& clock, Courier& courier,
       LiveFeed& feed);

  [[nodiscard]] Result<Done, DeskRefusal> command(const IncidentId& incident, const Command& command);
  [[nodiscard]] Result<IncidentId, DeskRefusal> open_by_hand(ByHand wish);
  [[nodiscard]] Result<std::vector<Candidate>, DeskRefusal> candidates(const IncidentId& incident);
  // What would happen if this device of hers called now, or, without one, if `who` were telephoned for her.
  [[nodiscard]] Result<Preview, DeskRefusal> preview(const ResidentId& resident, const std::optional<DeviceId>& device,
                                                     AlarmKind kind, const std::string& who);

 private:
  using Decide = std::function<Result<Changes, DeskRefusal>(Situation situation, Instant now)>;
  using Entry = db::JournalEntry::What;
  using Read = std::function<Result<Situation, StoreError>(Ledger& ledger)>;
  [[nodiscard]] Result<Done, DeskRefusal> carry_through(const Read& read, const Decide& decide, const Entry& entry);
  // Nothing: the database is back, decide there.
  [[nodiscard]] std::optional<Result<Done, DeskRefusal>> carry_through_standby(const Read& read, const Decide& decide,
                                                                               const Entry& entry, bool in_doubt);
  [[nodiscard]] Result<Situation, DeskRefusal> look(const SituationQuery& query);

  Ledger& ledger_;
  Standby& standby_;
  TownWatch& town_;
  const TravelTime& travel_;
  const Clock& clock_;
  Courier& courier_;
  LiveFeed& feed_;
};

}  // namespace lamplight::server
