// Statements about second factors and recovery codes. Used by db/second_factors.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_read_second_factor = R"sql(
SELECT u.totp_sealed, u.totp_pending_sealed,
  (SELECT COUNT(*) FROM recovery_codes c WHERE c.user_id = u.id AND c.used_ms IS NULL),
  u.password_hash <> ''
FROM users u
WHERE u.id = ?)sql";

inline constexpr std::string_view k_begin_second_factor = R"sql(
UPDATE users
SET totp_pending_sealed = ?
WHERE id = ?)sql";

inline constexpr std::string_view k_confirm_second_factor = R"sql(
UPDATE users
SET totp_sealed = totp_pending_sealed, totp_pending_sealed = NULL, totp_step = ?
WHERE id = ?
  AND totp_pending_sealed IS NOT NULL)sql";

inline constexpr std::string_view k_use_step = R"sql(
UPDATE users
SET totp_step = ?
WHERE id = ?
  AND totp_step < ?)sql";

inline constexpr std::string_view k_use_recovery_code = R"sql(
UPDATE recovery_codes
SET used_ms = ?
WHERE user_id = ?
  AND code_hash = ?
  AND used_ms IS NULL)sql";

inline constexpr std::string_view k_insert_recovery_codes = R"sql(
INSERT INTO recovery_codes (user_id, code_hash)
VALUES {rows})sql";

inline constexpr std::string_view k_delete_recovery_codes = R"sql(
DELETE FROM recovery_codes
WHERE user_id = ?)sql";

inline constexpr std::string_view k_remove_second_factor = R"sql(
UPDATE users
SET totp_sealed = NULL, totp_pending_sealed = NULL
WHERE id = ?)sql";

}  // namespace lamplight::db
