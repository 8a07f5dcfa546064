// Statements about the codes by which relatives sign in, and the telephones that they go to. Used by db/sign_in_codes.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_read_phone = R"sql(
SELECT phone_sealed
FROM users
WHERE id = ?)sql";

inline constexpr std::string_view k_change_phone = R"sql(
UPDATE users
SET phone_sealed = ?
WHERE id = ?)sql";

// Codes that went to another telephone open nothing any more.
inline constexpr std::string_view k_void_codes_of_user = R"sql(
UPDATE sign_in_codes
SET code_hash = '', code_sealed = NULL, due_ms = NULL
WHERE user_id = ?
  AND used_ms IS NULL)sql";

inline constexpr std::string_view k_insert_code_ask = R"sql(
INSERT INTO sign_in_codes (ask_hash, username, invitation_hash, asked_ms, expires_ms, due_ms)
VALUES {rows})sql";

// --- the sender ---

inline constexpr std::string_view k_claim_codes = R"sql(
SELECT ask_hash, username, invitation_hash, user_id, code_sealed, sends, asked_ms, expires_ms
FROM sign_in_codes FORCE INDEX (sign_in_codes_by_due)
WHERE due_ms <= ?
ORDER BY due_ms
LIMIT ?
FOR UPDATE SKIP LOCKED)sql";

inline constexpr std::string_view k_hold_code = R"sql(
UPDATE sign_in_codes
SET due_ms = ?, sends = sends + 1
WHERE ask_hash = ?)sql";

inline constexpr std::string_view k_find_invited_name = R"sql(
SELECT u.username
FROM invitations i
JOIN users u ON u.id = i.user_id
WHERE i.token_hash = ?
  AND i.used_ms IS NULL
  AND i.expires_ms > ?)sql";

// Locked, so that two servers never both find room for one more code.
inline constexpr std::string_view k_lock_account_for_code = R"sql(
SELECT id, phone_sealed, language
FROM users
WHERE username = ?
  AND role = 'family'
  AND disabled = 0
  AND phone_sealed IS NOT NULL
  AND (totp_sealed IS NULL OR totp_sealed = '')
FOR UPDATE)sql";

// How many codes this account has had, by its links and without; and when the last one was made.
inline constexpr std::string_view k_count_codes_of_user = R"sql(
SELECT COUNT(*), MAX(asked_ms)
FROM sign_in_codes
WHERE user_id = ?
  AND asked_ms > ?
  AND (invitation_hash <> '') = ?)sql";

inline constexpr std::string_view k_keep_code = R"sql(
UPDATE sign_in_codes
SET user_id = ?, username = '', code_hash = ?, code_sealed = ?
WHERE ask_hash = ?)sql";

// Nothing more will be sent: it was, or it is nobody's. The row stays for whoever guesses.
inline constexpr std::string_view k_end_code_sending = R"sql(
UPDATE sign_in_codes
SET username = '', code_sealed = NULL, due_ms = NULL
WHERE ask_hash = ?)sql";

inline constexpr std::string_view k_send_code_later = R"sql(
UPDATE sign_in_codes
SET due_ms = ?
WHERE ask_hash = ?)sql";

inline constexpr std::string_view k_delete_old_codes = R"sql(
DELETE FROM sign_in_codes
WHERE expires_ms < ?
LIMIT 1000)sql";

// --- signing in ---

// Before anything is compared, so that nobody has one attempt more by being quick.
inline constexpr std::string_view k_count_code_attempt = R"sql(
UPDATE sign_in_codes
SET attempts = attempts + 1
WHERE ask_hash = ?
  AND used_ms IS NULL
  AND expires_ms > ?
  AND attempts < ?)sql";

inline constexpr std::string_view k_read_code = R"sql(
SELECT user_id, code_hash, invitation_hash
FROM sign_in_codes
WHERE ask_hash = ?)sql";

inline constexpr std::string_view k_use_code = R"sql(
UPDATE sign_in_codes
SET used_ms = ?, code_hash = ''
WHERE ask_hash = ?)sql";

inline constexpr std::string_view k_spend_valid_invitation = R"sql(
UPDATE invitations
SET used_ms = ?
WHERE token_hash = ?
  AND user_id = ?
  AND used_ms IS NULL
  AND expires_ms > ?)sql";

}  // namespace lamplight::db
