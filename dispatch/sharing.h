// Who is asked for which of the incidents that wait: one assignment problem (docs/decisions/0017).
//
// Called by dispatch/escalation at the end of every decision. Pure; the answer does not depend on the
// order of rows. For one incident it is the cheapest able workers, ties broken by id.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "dispatch/costing.h"

namespace lamplight {

// An incident for which somebody is to be asked, and how many at once.
struct Wanted {
  const Incident* incident = nullptr;
  std::size_t width = 1;
};

struct Asked {
  IncidentId incident;
  std::vector<Candidate> candidates;  // the cheapest first; none: nobody is able, or all are needed elsewhere
  std::string considered;             // who came into question, for replays (dispatch/replay.h)
  bool operator==(const Asked&) const = default;
};

// What is known of everybody's hands and answers.
struct Hands {
  std::span<const Commitment> commitments;
  std::span<const Offer> offers;
};

// How many of the cheapest workers are priced for each of several incidents before anything shows that more could
// matter. Of speed only: whatever the number, the answer is the same, everybody's price known or not.
inline constexpr std::size_t k_priced_first = 32;

// Asks nobody for two of them. As many incidents as possible have somebody asked, more urgent and longer
// waiting ones first where not all can; then as many as possible of the further askings; then at the
// least sum of the costs, each counted by how urgent its incident is and how long it has waited. Nobody
// who is being asked for an incident already, or was in the last `k_ask_again_after`. By incident id.
[[nodiscard]] std::vector<Asked> share_out(std::span<const Wanted> wanted, const Town& town, const Hands& hands,
                                           const TravelTime& travel, Instant now,
                                           std::size_t priced_first = k_priced_first);

}  // namespace lamplight
