// A claim ends with the desk that made it.
#include "dispatch/claims.h"

#include <algorithm>

namespace lamplight {
namespace {

// Only a deadline that is somebody's at the desk: a worker's own clocks run on as they are.
bool waits_for_desk(DeadlineWhat what) {
  return what == DeadlineWhat::dispatcher_takes || what == DeadlineWhat::contact_answer ||
         what == DeadlineWhat::emergency_number || what == DeadlineWhat::close;
}

}  // namespace

Changes give_up_claims(const Situation& situation, const std::vector<IncidentId>& claimed,
                       const std::set<std::string>& silent, const Town& town, const TravelTime& travel, Instant now) {
  Draft draft(situation, town, travel, now);
  for (const IncidentId& id : claimed) {
    const Incident* known = draft.find(id);
    if (known == nullptr || is_ended(known->state) || !silent.contains(known->acknowledged_by)) continue;
    Incident& row = draft.edit(id);
    draft.note(id, "server", "claim_expired", {}, row.acknowledged_by);
    row.acknowledged_by.clear();
    if (row.deadline && waits_for_desk(row.deadline->what)) row.deadline->at = std::min(row.deadline->at, now);
  }
  return decided(draft);
}

}  // namespace lamplight
