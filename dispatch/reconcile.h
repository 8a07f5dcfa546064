// What was decided while the database was away, decided once more as of then and brought into the present.
//
// Called by server/reconciler when the database is back. Pure.
#pragma once

#include "dispatch/lifecycle.h"

namespace lamplight {

// `changes` were decided on `before` as of `then` and are written `now`: the story keeps the time at
// which things happened, waits begin now, and a deadline that somebody else had set is never put off.
[[nodiscard]] Changes brought_to(Changes changes, const Situation& before, Instant then, Instant now);

// What the command wants has come about, by itself or by this very command.
[[nodiscard]] bool is_fulfilled(const Command& command, const Incident& incident);

// A person's command of `then`, judged by what stands now. It never refuses: what the state no longer
// allows, or what is done already, is at most a line of the story. Of two acceptances made while the
// database was away the earlier one stands, and one made on the database stands above both.
struct LateCommand {
  Changes changes;
  std::vector<WorkerId> superseded;  // whose acceptance had to give way
};
[[nodiscard]] LateCommand carry_out_late(const Command& command, const IncidentId& incident, Situation situation,
                                         const Town& town, const TravelTime& travel, Instant then, Instant now);

// The same for an incident made by hand. Where the home has an open one by now, a line of that one's story.
[[nodiscard]] Changes open_by_hand_late(const ByHand& wish, Situation situation, const Town& town,
                                        const TravelTime& travel, Instant then, Instant now);

// What homes were told meanwhile, the last of it for each alarm.
using LastTold = std::map<AlarmKey, Ack>;

// Every incident of which a home has heard more than now stands tells all its homes what stands, with a
// seq that is higher than any they have heard. `situation` holds those alarms and their incidents.
[[nodiscard]] Changes tell_what_stands(const LastTold& told, Situation situation, const Town& town,
                                       const TravelTime& travel, Instant now);

}  // namespace lamplight
