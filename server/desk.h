// Where a person's command meets the ledger: read, decide (dispatch/lifecycle), commit, tell.
//
// Called by server/http on its request threads. Repeats the whole decision when a version was lost.
#pragma once

#include <variant>

#include "dispatch/lifecycle.h"
#include "dispatch/town.h"

namespace lamplight::server {

class Clock;
class Courier;
class LiveFeed;
class TownWatch;

enum class DeskError : std::uint8_t { no_such_incident, unavailable };

struct DeskRefusal {
  std::variant<Forbidden, DeskError> why;
};

class Desk {
 public:
  Desk(Ledger& ledger, TownWatch& town, const TravelTime& travel, const Clock& clock, Courier& courier, LiveFeed& feed);

  [[nodiscard]] Result<Done, DeskRefusal> command(const IncidentId& incident, const Command& command);
  [[nodiscard]] Result<IncidentId, DeskRefusal> open_by_hand(ByHand wish);
  [[nodiscard]] Result<std::vector<Candidate>, DeskRefusal> candidates(const IncidentId& incident);

 private:
  template <class Read, class Decide>
  [[nodiscard]] Result<Done, DeskRefusal> carry_through(const Read& read, const Decide& decide);
  [[nodiscard]] Result<Situation, StoreError> situation_for(const Command& command, const IncidentId& incident);

  Ledger& ledger_;
  TownWatch& town_;
  const TravelTime& travel_;
  const Clock& clock_;
  Courier& courier_;
  LiveFeed& feed_;
};

}  // namespace lamplight::server
