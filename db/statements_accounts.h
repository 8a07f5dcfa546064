// Statements about users, sessions and API tokens. Used by db/accounts.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_find_user_by_name = R"sql(
SELECT id, username, password_hash, role, person, name, language, totp_sealed, disabled, version
FROM users
WHERE username = ?)sql";

inline constexpr std::string_view k_find_user_by_id = R"sql(
SELECT id, username, password_hash, role, person, name, language, totp_sealed, disabled, version
FROM users
WHERE id = ?)sql";

inline constexpr std::string_view k_insert_session = R"sql(
INSERT INTO sessions (token_hash, user_id, csrf, client, created_ms, used_ms, expires_ms)
VALUES {rows})sql";

inline constexpr std::string_view k_find_session = R"sql(
SELECT s.user_id, s.csrf, s.client, s.used_ms, s.expires_ms, u.username, u.role, u.person, u.name, u.language,
  s.locked_ms
FROM sessions s
JOIN users u ON u.id = s.user_id
WHERE s.token_hash = ?
  AND s.expires_ms > ?
  AND u.disabled = 0)sql";

inline constexpr std::string_view k_touch_session = R"sql(
UPDATE sessions
SET used_ms = ?
WHERE token_hash = ?)sql";

inline constexpr std::string_view k_end_session = R"sql(
UPDATE sessions
SET expires_ms = ?
WHERE token_hash = ?
  AND expires_ms > ?)sql";

inline constexpr std::string_view k_end_sessions_of_user = R"sql(
UPDATE sessions
SET expires_ms = ?
WHERE user_id = ?
  AND expires_ms > ?)sql";

inline constexpr std::string_view k_find_use_elsewhere = R"sql(
SELECT MAX(used_ms)
FROM sessions
WHERE user_id = ?
  AND token_hash <> ?
  AND client NOT LIKE ?)sql";

inline constexpr std::string_view k_list_sessions_alive = R"sql(
SELECT s.token_hash
FROM sessions s
JOIN users u ON u.id = s.user_id
WHERE s.expires_ms > ?
  AND u.disabled = 0
  AND s.token_hash IN {in})sql";

inline constexpr std::string_view k_list_tokens_alive = R"sql(
SELECT token_hash
FROM tokens
WHERE expires_ms > ?
  AND token_hash IN {in})sql";

inline constexpr std::string_view k_delete_old_sessions = R"sql(
DELETE FROM sessions
WHERE expires_ms < ?
LIMIT 1000)sql";

inline constexpr std::string_view k_find_token = R"sql(
SELECT id, name, role, scopes, created_by, created_ms, expires_ms
FROM tokens
WHERE token_hash = ?
  AND expires_ms > ?)sql";

inline constexpr std::string_view k_insert_token = R"sql(
INSERT INTO tokens (id, token_hash, name, role, scopes, created_by, created_ms, expires_ms)
VALUES {rows})sql";

inline constexpr std::string_view k_list_tokens = R"sql(
SELECT id, name, role, scopes, created_by, created_ms, expires_ms
FROM tokens
WHERE id > ?
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_read_token = R"sql(
SELECT id, name, role, scopes, created_by, created_ms, expires_ms
FROM tokens
WHERE id = ?)sql";

inline constexpr std::string_view k_delete_token = R"sql(
DELETE FROM tokens
WHERE id = ?)sql";

}  // namespace lamplight::db
