// Candidates and previews as JSON (contracts §3). Pure; used by the handlers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dispatch/preview.h"

namespace lamplight::server::http {

[[nodiscard]] std::string candidates_view(const std::vector<Candidate>& candidates);
// `device`: which of her devices would have called; nothing where somebody would telephone for her.
[[nodiscard]] std::string preview_view(const Preview& preview, const std::optional<DeviceId>& device, const Town& town);

}  // namespace lamplight::server::http
