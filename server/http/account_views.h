// What people are shown of their own accounts: second factors, recovery codes. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/invitations.h"
#include "db/second_factors.h"
#include "db/signed_in.h"

namespace lamplight::server::http {

[[nodiscard]] std::string second_factor_view(const db::SecondFactorState& state);
// What an authenticator app needs, once.
[[nodiscard]] std::string enrolment_view(const std::string& username, std::string_view secret);
[[nodiscard]] std::string recovery_codes_view(const std::vector<std::string>& codes);


// What a session is called outside: nothing that could be used as one.
[[nodiscard]] std::string session_id_of(const std::string& token_hash);
// `own` is the digest of the session that asks.
[[nodiscard]] std::string sessions_view(const std::vector<db::SessionLine>& lines, const std::string& own);
[[nodiscard]] std::string revoked_view(std::size_t sessions);

// The link's path, and the token in it, which is shown this once.
[[nodiscard]] std::string invitation_view(const std::string& token, Instant expires_at);
// Whom the link is for; the end of the telephone's number where she comes in by a code, else by a password.
[[nodiscard]] std::string invited_view(const db::Invited& invited,
                                       const std::optional<std::string>& phone_end);
// By which ways relatives come in.
[[nodiscard]] std::string ways_view(bool by_code);
// What was asked for: the secret that the code belongs to, how long it holds, and how soon one may ask again.
[[nodiscard]] std::string code_ask_view(const std::string& ask);
[[nodiscard]] std::string phone_view(const std::optional<std::string>& phone);
[[nodiscard]] std::string accepted_view(const std::string& username);

}  // namespace lamplight::server::http
