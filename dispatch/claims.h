// Claims of desks that have fallen silent. Pure; called by server/claim_keeper.
#pragma once

#include <set>

#include "dispatch/escalation.h"

namespace lamplight {

// Frees every incident of `claimed` that one of `silent` (user ids) still holds by name: the story says so, and
// whatever waits for a dispatcher is due at once, so that the other desks are called.
[[nodiscard]] Changes give_up_claims(const Situation& situation, const std::vector<IncidentId>& claimed,
                                     const std::set<std::string>& silent, const Town& town, const TravelTime& travel,
                                     Instant now);

}  // namespace lamplight
