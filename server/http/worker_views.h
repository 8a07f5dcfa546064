// A care worker's own whereabouts as JSON. Pure.
#pragma once

#include <string>

#include "model/people.h"

namespace lamplight::server::http {

[[nodiscard]] std::string own_whereabouts_view(const WorkerCard& card);
// That her call for help was taken, and as which incident.
[[nodiscard]] std::string help_view(const IncidentId& incident);

}  // namespace lamplight::server::http
