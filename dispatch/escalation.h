// What is next when nobody answers (design §2 step 8). Pure; policy is data (model/policy.h).
#pragma once

#include "dispatch/draft.h"

namespace lamplight {

// Starts the ladder of an incident anew at its first step: new incidents, releases, reopening.
void begin_escalation(Draft& draft, const IncidentId& incident);

// Takes the next step before its time: all who were asked have declined.
void next_step(Draft& draft, const IncidentId& incident);

// Nobody who was asked is still being asked: the next step at once, or where people are being called
// anyway somebody else meanwhile.
void nobody_asked_any_more(Draft& draft, const IncidentId& incident);

// Whoever has it in hand is late, or can't do all of it: the desk hears it, once for each state of it.
void call_desk(Draft& draft, const IncidentId& incident);

// Makes the offers of the whole decision together, and ends it. Every decision ends here.
[[nodiscard]] Changes decided(Draft& draft);

// Acts on the deadlines that have come. Every incident of `due` has a later deadline afterwards, or has ended.
[[nodiscard]] Changes act_on_deadlines(const Situation& situation, const std::vector<IncidentId>& due, const Town& town,
                                       const TravelTime& travel, Instant now);

// How long the holder has for the next step.
[[nodiscard]] Deadline deadline_of_held(IncidentState state, int eta_s, Instant now);

}  // namespace lamplight
