// Conditional requests: the ETag of a thing is its version, and a change must name the one it read.
//
// Used by handlers of PATCH and DELETE (contracts §3: absent 428, stale 412).
#pragma once

#include "server/http/exchange.h"

namespace lamplight::server::http {

[[nodiscard]] std::string etag_of(std::int64_t version);
// Puts the ETag on an answer.
void tag(Answer& answer, const std::string& etag);

// Whether the call names `etag` in If-Match, alone, in a list, or by `*`; else the problem 428 or 412.
[[nodiscard]] Outcome<Done> matched(const Call& call, const std::string& etag);

}  // namespace lamplight::server::http
