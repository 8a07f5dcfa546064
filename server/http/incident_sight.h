// How much of an incident a caller sees, and the answer that shows it.
//
// Used by the handlers of incidents and by the live feed.
#pragma once

#include "server/desk.h"
#include "server/http/api.h"
#include "server/http/incident_views.h"

namespace lamplight::server::http {

// From the incident as it is now; `permit` has the word on whether anything is shown at all.
[[nodiscard]] Reader reader_of(const Call& call, const db::IncidentWhole& whole);

// The incident as it now is, as this caller may see it, with the resident's record where she may read it.
[[nodiscard]] Handled incident_answer(Api& api, const Call& call, const IncidentId& id, int status);

// What a refusal of the desk means to a client; a forbidden command comes with the present incident.
[[nodiscard]] Problem problem_of(const DeskRefusal& refusal);
[[nodiscard]] Problem problem_of(Api& api, const Call& call, const IncidentId& id, const DeskRefusal& refusal);

}  // namespace lamplight::server::http
