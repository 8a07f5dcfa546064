// Who is best for one incident: an integer cost in seconds, each term named (dispatch/costing).
//
// Called by server/desk for the dispatcher's list. Offers are made by dispatch/sharing. Pure; ties break
// by worker id.
#pragma once

#include <span>
#include <vector>

#include "dispatch/costing.h"

namespace lamplight {

// All workers for one incident: the able ones, best first, then the others by id.
[[nodiscard]] std::vector<Candidate> rank(const Incident& incident, const Town& town,
                                          std::span<const Commitment> commitments, std::span<const Offer> offers,
                                          const TravelTime& travel, Instant now);

}  // namespace lamplight
