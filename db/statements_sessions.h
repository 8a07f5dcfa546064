// Statements about the sessions of a user, and the links that invite her. Used by db/signed_in and db/invitations.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_list_sessions_of_user = R"sql(
SELECT token_hash, client, created_ms, used_ms, expires_ms, locked_ms
FROM sessions
WHERE user_id = ?
  AND expires_ms > ?
ORDER BY used_ms DESC, token_hash
LIMIT 200)sql";

inline constexpr std::string_view k_end_session_of_user = R"sql(
UPDATE sessions
SET expires_ms = ?
WHERE token_hash = ?
  AND user_id = ?
  AND expires_ms > ?)sql";

inline constexpr std::string_view k_lock_session = R"sql(
UPDATE sessions
SET locked_ms = ?
WHERE token_hash = ?)sql";

inline constexpr std::string_view k_insert_invitation = R"sql(
INSERT INTO invitations (token_hash, user_id, created_by, created_ms, expires_ms)
VALUES {rows})sql";

// Whatever was sent before opens nothing any more.
inline constexpr std::string_view k_spend_invitations_of_user = R"sql(
UPDATE invitations
SET used_ms = ?
WHERE user_id = ?
  AND used_ms IS NULL)sql";

inline constexpr std::string_view k_find_invitation = R"sql(
SELECT i.user_id, u.username, u.name, u.role,
  (u.role = 'family' AND u.phone_sealed IS NOT NULL AND (u.totp_sealed IS NULL OR u.totp_sealed = ''))
FROM invitations i
JOIN users u ON u.id = i.user_id
WHERE i.token_hash = ?
  AND i.used_ms IS NULL
  AND i.expires_ms > ?
  AND u.disabled = 0)sql";

inline constexpr std::string_view k_spend_invitation = R"sql(
UPDATE invitations
SET used_ms = ?
WHERE token_hash = ?
  AND used_ms IS NULL)sql";

inline constexpr std::string_view k_list_unvetted_administrators = R"sql(
SELECT id, username, password_hash, password_vetted
FROM users
WHERE role = 'administrator'
  AND disabled = 0
  AND password_hash <> '')sql";

inline constexpr std::string_view k_mark_vetted = R"sql(
UPDATE users
SET password_vetted = ?
WHERE id = ?)sql";

}  // namespace lamplight::db
