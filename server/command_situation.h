// What has to be read before a person's command can be judged, from whichever ledger is the present one.
//
// Used by server/desk on the database or the standby's memory, and by server/late_entry. Any thread.
#pragma once

#include "dispatch/lifecycle.h"

namespace lamplight::server {

// The incident, and what the present says the command may touch besides.
[[nodiscard]] Result<Situation, StoreError> situation_for(Ledger& ledger, const Command& command,
                                                          const IncidentId& incident);

[[nodiscard]] const Incident* found_in(const Situation& situation, const IncidentId& id);

}  // namespace lamplight::server
