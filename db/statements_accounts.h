// All SQL about users, sessions, tokens and the audit rows of the HTTP API.
#pragma once

#include <string_view>

namespace lamplight::db::sql {

inline constexpr std::string_view k_find_user_by_name = R"(
SELECT id, username, password_hash, role, person, name, language, totp_sealed, disabled, version
FROM users
WHERE username = ?)";

inline constexpr std::string_view k_insert_session = R"(
INSERT INTO sessions (token_hash, user_id, csrf, client, created_ms, used_ms, expires_ms)
VALUES {rows})";

inline constexpr std::string_view k_find_session = R"(
SELECT s.user_id, s.csrf, s.client, s.used_ms, s.expires_ms, u.username, u.role, u.person, u.name, u.language
FROM sessions s
JOIN users u ON u.id = s.user_id
WHERE s.token_hash = ?
  AND s.expires_ms > ?
  AND u.disabled = 0)";

inline constexpr std::string_view k_touch_session = R"(
UPDATE sessions
SET used_ms = ?
WHERE token_hash = ?)";

inline constexpr std::string_view k_end_session = R"(
UPDATE sessions
SET expires_ms = ?
WHERE token_hash = ?
  AND expires_ms > ?)";

inline constexpr std::string_view k_end_sessions_of_user = R"(
UPDATE sessions
SET expires_ms = ?
WHERE user_id = ?
  AND expires_ms > ?)";

inline constexpr std::string_view k_find_use_elsewhere = R"(
SELECT MAX(used_ms)
FROM sessions
WHERE user_id = ?
  AND token_hash <> ?
  AND client NOT LIKE ?)";

inline constexpr std::string_view k_list_sessions_alive = R"(
SELECT s.token_hash
FROM sessions s
JOIN users u ON u.id = s.user_id
WHERE s.expires_ms > ?
  AND u.disabled = 0
  AND s.token_hash IN {in})";

inline constexpr std::string_view k_list_tokens_alive = R"(
SELECT token_hash
FROM tokens
WHERE expires_ms > ?
  AND token_hash IN {in})";

inline constexpr std::string_view k_delete_old_sessions = R"(
DELETE FROM sessions
WHERE expires_ms < ?
LIMIT 1000)";

inline constexpr std::string_view k_find_token = R"(
SELECT id, name, role, scopes, created_by, created_ms, expires_ms
FROM tokens
WHERE token_hash = ?
  AND expires_ms > ?)";

inline constexpr std::string_view k_insert_token = R"(
INSERT INTO tokens (id, token_hash, name, role, scopes, created_by, created_ms, expires_ms)
VALUES {rows})";

inline constexpr std::string_view k_list_tokens = R"(
SELECT id, name, role, scopes, created_by, created_ms, expires_ms
FROM tokens
WHERE id > ?
ORDER BY id
LIMIT ?)";

inline constexpr std::string_view k_delete_token = R"(
DELETE FROM tokens
WHERE id = ?)";

inline constexpr std::string_view k_record_audit = R"(
INSERT INTO audit (at_ms, who, what, subject, detail)
VALUES {rows})";

}  // namespace lamplight::db::sql
