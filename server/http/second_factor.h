// One-time codes of staff (RFC 6238: SHA-1, 30 s, six digits), as authenticator apps make them, and recovery codes.
//
// Pure, but for the randomness of new secrets. Who may use a code is for server/http/proof.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/time.h"

namespace lamplight::server::http {

// The 30 s that `at` lies in.
[[nodiscard]] std::int64_t step_of(Instant at);

// The code of `secret` (raw bytes) for the 30 s around `at`.
[[nodiscard]] std::string one_time_code(std::string_view secret, Instant at);

// The step of which `code` is the code: that of now, or of the 30 s before or after; clocks differ.
[[nodiscard]] std::optional<std::int64_t> step_of_code(std::string_view secret, const std::string& code, Instant now);

// 160 random bits, raw; and as authenticator apps take them (RFC 4648, no padding).
[[nodiscard]] std::string new_secret();
[[nodiscard]] std::string base32(std::string_view bytes);

// otpauth://totp/…, what the QR code says.
[[nodiscard]] std::string enrolment_uri(const std::string& username, std::string_view secret);

// Ten codes of 60 random bits, "k7dq-2mfa-x4tr", each for one use.
[[nodiscard]] std::vector<std::string> new_recovery_codes();
// What is kept of one. However it was typed: capitals, spaces and hyphens do not matter.
[[nodiscard]] std::string digest_of_recovery_code(std::string_view code);

}  // namespace lamplight::server::http
