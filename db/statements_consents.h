// Statements about what residents let relatives see, and who looked beyond their part. Used by db/consents, db/glass.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_list_consents = R"sql(
SELECT l.user_id, l.resident_id, l.relation, l.sees_status, l.sees_incidents, l.sees_vitals, l.sees_location, l.agreed_ms,
  l.withdrawn_ms, l.given_by, l.proxy, l.text_version, l.recorded_by, l.version, u.name, t.zh,
  t.en
FROM family_links l
LEFT JOIN users u ON u.id = l.user_id
LEFT JOIN consent_texts t ON t.version = l.text_version
WHERE l.resident_id = ?
ORDER BY l.user_id)sql";

inline constexpr std::string_view k_list_past_consents = R"sql(
SELECT l.user_id, l.resident_id, l.relation, l.sees_status, l.sees_incidents, l.sees_vitals, l.sees_location, l.agreed_ms,
  l.withdrawn_ms, l.given_by, l.proxy, l.text_version, l.recorded_by, l.version, '',
  t.zh, t.en
FROM past_consents l
LEFT JOIN consent_texts t ON t.version = l.text_version
WHERE l.resident_id = ?
ORDER BY l.user_id, l.version DESC)sql";

inline constexpr std::string_view k_lock_consent = R"sql(
SELECT version, withdrawn_ms
FROM family_links
WHERE user_id = ?
  AND resident_id = ?
FOR UPDATE)sql";

inline constexpr std::string_view k_keep_past_consent = R"sql(
INSERT INTO past_consents (user_id, resident_id, version, relation, sees_status, sees_incidents, sees_vitals,
  sees_location, agreed_ms, withdrawn_ms, given_by, proxy, text_version, recorded_by)
SELECT user_id, resident_id, version, relation, sees_status, sees_incidents, sees_vitals, sees_location, agreed_ms,
  withdrawn_ms, given_by, proxy, text_version, recorded_by
FROM family_links
WHERE user_id = ?
  AND resident_id = ?)sql";

inline constexpr std::string_view k_insert_consent = R"sql(
INSERT INTO family_links (user_id, resident_id, relation, sees_status, sees_incidents, sees_vitals, sees_location,
  agreed_ms, given_by, proxy, text_version, recorded_by)
VALUES {rows})sql";

inline constexpr std::string_view k_renew_consent = R"sql(
UPDATE family_links
SET relation = ?, sees_status = ?, sees_incidents = ?, sees_vitals = ?, sees_location = ?, agreed_ms = ?,
  withdrawn_ms = NULL, given_by = ?, proxy = ?, text_version = ?, recorded_by = ?, version = version + 1
WHERE user_id = ?
  AND resident_id = ?)sql";

inline constexpr std::string_view k_withdraw_consent = R"sql(
UPDATE family_links
SET withdrawn_ms = ?, given_by = ?, proxy = ?, recorded_by = ?, version = version + 1
WHERE user_id = ?
  AND resident_id = ?)sql";

// --- the words that are agreed to ---

inline constexpr std::string_view k_list_consent_texts = R"sql(
SELECT version, zh, en, added_ms, added_by
FROM consent_texts
ORDER BY added_ms DESC, version DESC)sql";

inline constexpr std::string_view k_has_consent_text = R"sql(
SELECT 1
FROM consent_texts
WHERE version = ?)sql";

inline constexpr std::string_view k_add_consent_text = R"sql(
INSERT INTO consent_texts (version, zh, en, added_ms, added_by)
VALUES {rows})sql";

inline constexpr std::string_view k_find_text_agreed_to = R"sql(
SELECT t.version, t.zh, t.en, t.added_ms, t.added_by
FROM family_links l
JOIN consent_texts t ON t.version = l.text_version
WHERE l.user_id = ?
  AND l.resident_id = ?
  AND l.withdrawn_ms IS NULL)sql";

inline constexpr std::string_view k_find_role_of_user = R"sql(
SELECT role
FROM users
WHERE id = ?
  AND disabled = 0)sql";

inline constexpr std::string_view k_list_open_sessions_of_user = R"sql(
SELECT token_hash
FROM sessions
WHERE user_id = ?
  AND expires_ms > ?)sql";

// --- glass ---

inline constexpr std::string_view k_insert_glass_break = R"sql(
INSERT INTO glass_breaks (id, user_id, resident_id, reason, broken_ms, until_ms)
VALUES {rows})sql";

inline constexpr std::string_view k_find_glass_until = R"sql(
SELECT MAX(until_ms)
FROM glass_breaks
WHERE user_id = ?
  AND resident_id = ?
  AND until_ms > ?)sql";

// Latest first, below the place `broken_ms`, `id`.
inline constexpr std::string_view k_list_glass_breaks = R"sql(
SELECT g.id, g.user_id, u.name, g.resident_id, r.name, g.reason, g.broken_ms, g.until_ms, g.reviewed_ms, g.reviewed_by,
  g.review_note
FROM glass_breaks g
LEFT JOIN users u ON u.id = g.user_id
LEFT JOIN residents r ON r.id = g.resident_id
WHERE (g.broken_ms < ? OR (g.broken_ms = ? AND g.id < ?))
  AND (? = 0 OR g.reviewed_ms IS NULL)
ORDER BY g.broken_ms DESC, g.id DESC
LIMIT ?)sql";

inline constexpr std::string_view k_read_glass_break = R"sql(
SELECT g.id, g.user_id, u.name, g.resident_id, r.name, g.reason, g.broken_ms, g.until_ms, g.reviewed_ms, g.reviewed_by,
  g.review_note
FROM glass_breaks g
LEFT JOIN users u ON u.id = g.user_id
LEFT JOIN residents r ON r.id = g.resident_id
WHERE g.id = ?)sql";

inline constexpr std::string_view k_review_glass_break = R"sql(
UPDATE glass_breaks
SET reviewed_ms = ?, reviewed_by = ?, review_note = ?
WHERE id = ?
  AND reviewed_ms IS NULL)sql";

inline constexpr std::string_view k_count_glass_overdue = R"sql(
SELECT COUNT(*)
FROM glass_breaks
WHERE reviewed_ms IS NULL
  AND broken_ms < ?)sql";

}  // namespace lamplight::db
