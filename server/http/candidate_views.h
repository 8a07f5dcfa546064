// Who may go, as JSON: of an incident, and of a preview. Included by views only.
#pragma once

#include <string>
#include <vector>

#include "dispatch/preview.h"
#include "server/http/json_views.h"

namespace lamplight::server::http {

// The lines of an offer's reasons.
[[nodiscard]] Json reasons_json(const std::string& text);
[[nodiscard]] Json candidate_json(const Candidate& candidate);

}  // namespace lamplight::server::http
