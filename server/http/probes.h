// /healthz, /readyz and /metrics: what watchers outside ask for, without signing in.
#pragma once

#include <optional>
#include <string_view>

#include "server/http/api.h"

namespace lamplight::server::http {

// Nothing when `path` is none of the three.
[[nodiscard]] std::optional<Answer> probe(const Api& api, std::string_view path);

}  // namespace lamplight::server::http
