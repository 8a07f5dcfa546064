// Work that takes two people: a second incident beside the first, for the second person (docs/decisions/0028).
//
// Some skills are for two (a lift). An emergency that needs one of them has a second incident of the same home,
// kind and priority, with a worker, offers, a ladder and a deadline of its own; whatever holds for an incident
// holds for it. Both are asked for in one decision, so the pair is the one that costs least together. Pure.
#pragma once

#include <string>

#include "dispatch/draft.h"

namespace lamplight {

// What the second incident joins under: of the home of the first, so that it is found where that is.
[[nodiscard]] std::string second_person_key(const std::string& first_join_key, const IncidentId& first);
[[nodiscard]] bool is_second_person(const Incident& incident);

// Opens the second incident where the first needs it and there is none; gives it the priority of the first.
void keep_second_person(Draft& draft, const IncidentId& first);

// Ends it with the first. Whoever is on the way to it, or there, is free.
void end_second_person(Draft& draft, const IncidentId& first, const std::string& who);

}  // namespace lamplight
