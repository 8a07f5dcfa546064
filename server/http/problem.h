// The errors of the API, each made in one place: its status, its stable code, its sentence.
//
// Called by handlers and by the router on request threads.
#pragma once

#include <string>

#include "dispatch/ledger.h"
#include "server/http/exchange.h"

namespace lamplight::server::http {

[[nodiscard]] Problem malformed(const std::string& detail);                          // 400
[[nodiscard]] Problem not_signed_in();                                               // 401
[[nodiscard]] Problem sign_in_failed();                                              // 401
[[nodiscard]] Problem csrf_wrong();                                                  // 403
[[nodiscard]] Problem proof_wrong();                                                 // 403: not her password or code
[[nodiscard]] Problem second_factor_needed();                                        // 403: the account has none
[[nodiscard]] Problem forbidden();                                                   // 403
[[nodiscard]] Problem not_found();                                                   // 404
[[nodiscard]] Problem method_not_allowed(const std::string& allow);                  // 405
[[nodiscard]] Problem conflict(const std::string& code, const std::string& detail);  // 409
[[nodiscard]] Problem stale();                                                       // 412
// … with the thing as it is, and as the change would have made it, both as JSON.
[[nodiscard]] Problem stale(std::string present, std::string yours);
[[nodiscard]] Problem body_too_long();                                               // 413
[[nodiscard]] Problem not_acceptable(const std::string& detail);                     // 422: well-formed, but can't be
[[nodiscard]] Problem locked();                                                      // 423: the desk is locked
[[nodiscard]] Problem match_required();                                              // 428
[[nodiscard]] Problem too_many(int retry_after_s);                                   // 429
[[nodiscard]] Problem too_fast(int retry_after_s);                                   // 429: not for a failure
[[nodiscard]] Problem broken();                                                      // 500
[[nodiscard]] Problem unavailable();                                                 // 503, with Retry-After

// What a store's error means to a client.
[[nodiscard]] Problem problem_of(StoreError error);
// The problem of a decision that is not `allowed`.
[[nodiscard]] Problem problem_of(Decision decision);

// As application/problem+json.
[[nodiscard]] Answer answer_of(const Problem& problem);

}  // namespace lamplight::server::http
