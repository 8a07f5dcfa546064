// Statements about how devices sign in at the broker: passwords, certificates, and taking devices out of use.
//
// Used by db/sign_ins. Who may sign in follows from the register: a retired device is in no list.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_list_sign_ins = R"sql(
SELECT s.device_id, s.password_hash
FROM broker_sign_ins s
JOIN devices d ON d.id = s.device_id
WHERE d.retired = 0
  AND s.password_hash <> ''
ORDER BY s.device_id)sql";

inline constexpr std::string_view k_list_devices_with_sign_in = R"sql(
SELECT device_id
FROM broker_sign_ins)sql";

inline constexpr std::string_view k_put_sign_in = R"sql(
INSERT INTO broker_sign_ins (device_id, password_hash, changed_ms)
VALUES {rows}
ON DUPLICATE KEY UPDATE
  password_hash = VALUES(password_hash),
  changed_ms = VALUES(changed_ms))sql";

inline constexpr std::string_view k_add_certificate = R"sql(
INSERT INTO device_certificates (serial, device_id, issued_ms, not_after_ms)
VALUES {rows})sql";

inline constexpr std::string_view k_revoke_certificates = R"sql(
UPDATE device_certificates
SET revoked_ms = ?
WHERE device_id = ?
  AND revoked_ms IS NULL)sql";

// Those that could still be shown at the broker and must not be taken.
inline constexpr std::string_view k_list_void_certificates = R"sql(
SELECT c.serial, COALESCE(c.revoked_ms, d.changed_ms, c.issued_ms)
FROM device_certificates c
LEFT JOIN devices d ON d.id = c.device_id
WHERE c.not_after_ms > ?
  AND (c.revoked_ms IS NOT NULL OR d.id IS NULL OR d.retired = 1)
ORDER BY c.serial)sql";

inline constexpr std::string_view k_list_certificate_holders = R"sql(
SELECT DISTINCT device_id
FROM device_certificates
WHERE serial IN {in})sql";

inline constexpr std::string_view k_bring_back_device = R"sql(
UPDATE devices
SET resident_id = ?, district_id = ?, model = ?, room = ?, interval_s = ?, call_back = ?, retired = ?, changed_ms = ?,
  version = version + 1
WHERE id = ?
  AND retired = 1)sql";

// What was heard of it before it was retired says nothing about its new life.
inline constexpr std::string_view k_forget_device_promise = R"sql(
DELETE FROM device_promises
WHERE device_id = ?)sql";

inline constexpr std::string_view k_forget_device_status = R"sql(
DELETE FROM device_status
WHERE device_id = ?)sql";

inline constexpr std::string_view k_retire_device = R"sql(
UPDATE devices
SET retired = 1, changed_ms = ?, version = version + 1
WHERE id = ?
  AND retired = 0)sql";

}  // namespace lamplight::db
