// What the probes say, as JSON. Pure.
#pragma once

#include <string>

#include "server/http/http_server.h"

namespace lamplight::server::http {

[[nodiscard]] std::string alive_view();
[[nodiscard]] std::string readiness_view(const Readiness& readiness);

}  // namespace lamplight::server::http
