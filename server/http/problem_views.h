// Problem details as JSON (RFC 9457). Pure.
#pragma once

#include <string>

#include "server/http/exchange.h"

namespace lamplight::server::http {

[[nodiscard]] std::string problem_view(const Problem& problem);

}  // namespace lamplight::server::http
