// One-time codes of staff (RFC 6238: SHA-1, 30 s, six digits), as authenticator apps make them.
//
// Called at sign-in. The secret is sealed in users.totp_sealed.
#pragma once

#include <string>
#include <string_view>

#include "db/accounts.h"
#include "db/seal.h"

namespace lamplight::server::http {

// The code of `secret` (raw bytes) for the 30 s around `at`.
[[nodiscard]] std::string one_time_code(std::string_view secret, Instant at);

// Whether `code` is that of now or of the 30 s before or after; clocks differ.
[[nodiscard]] bool second_factor_fits(const db::SealKey& key, const db::UserRow& user, const std::string& code,
                                      Instant now);

}  // namespace lamplight::server::http
