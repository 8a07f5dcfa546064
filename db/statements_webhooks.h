// Statements of webhooks and of what is on its way to them. Used by db/webhooks.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_list_webhooks = R"sql(
SELECT id, name, url, events, created_by, created_ms, seen_ms,
  (SELECT COUNT(*) FROM webhook_deliveries d WHERE d.webhook_id = webhooks.id AND d.due_ms IS NOT NULL),
  (SELECT COUNT(*) FROM webhook_deliveries d WHERE d.webhook_id = webhooks.id AND d.due_ms IS NULL AND d.answer BETWEEN 200 AND 299),
  (SELECT COUNT(*) FROM webhook_deliveries d WHERE d.webhook_id = webhooks.id AND d.due_ms IS NULL AND d.answer NOT BETWEEN 200 AND 299)
FROM webhooks
ORDER BY id)sql";

inline constexpr std::string_view k_add_webhook = R"sql(
INSERT INTO webhooks (id, name, url, events, secret_sealed, created_by, created_ms, seen_ms)
VALUES {rows})sql";

inline constexpr std::string_view k_remove_webhook = R"sql(
DELETE FROM webhooks
WHERE id = ?)sql";

inline constexpr std::string_view k_remove_webhook_deliveries = R"sql(
DELETE FROM webhook_deliveries
WHERE webhook_id = ?)sql";

// Rows of history may become visible out of their order, so the last minute is looked at again and again; what is on
// its way already stays as it is.
inline constexpr std::string_view k_queue_deliveries = R"sql(
INSERT IGNORE INTO webhook_deliveries (webhook_id, history_id, due_ms)
SELECT w.id, h.id, ?
FROM webhooks w
JOIN history h ON h.at_ms >= w.seen_ms AND h.at_ms >= w.created_ms
JOIN incidents i ON i.id = h.incident_id AND i.test = 0
WHERE w.events = '*' OR FIND_IN_SET(CONCAT('incident.', h.what), w.events) > 0)sql";

inline constexpr std::string_view k_see_webhooks = R"sql(
UPDATE webhooks
SET seen_ms = ?
WHERE seen_ms < ?)sql";

inline constexpr std::string_view k_claim_deliveries = R"sql(
SELECT webhook_id, history_id
FROM webhook_deliveries
WHERE due_ms <= ?
ORDER BY due_ms
LIMIT ?
FOR UPDATE SKIP LOCKED)sql";

inline constexpr std::string_view k_lease_delivery = R"sql(
UPDATE webhook_deliveries
SET due_ms = ?, attempts = attempts + 1
WHERE webhook_id = ?
  AND history_id = ?)sql";

inline constexpr std::string_view k_read_delivery = R"sql(
SELECT w.url, w.secret_sealed, d.attempts, h.at_ms, h.what, i.id, i.kind, i.priority, i.state, i.district_id, i.resident_id
FROM webhook_deliveries d
JOIN webhooks w ON w.id = d.webhook_id
JOIN history h ON h.id = d.history_id
JOIN incidents i ON i.id = h.incident_id
WHERE d.webhook_id = ?
  AND d.history_id = ?)sql";

// Newest first: history counts upwards.
inline constexpr std::string_view k_list_deliveries = R"sql(
SELECT d.history_id, h.at_ms, h.what, h.incident_id, d.attempts, d.answer, d.tried_ms, d.due_ms
FROM webhook_deliveries d
JOIN history h ON h.id = d.history_id
WHERE d.webhook_id = ?
  AND d.history_id < ?
ORDER BY d.history_id DESC
LIMIT ?)sql";

inline constexpr std::string_view k_settle_delivery = R"sql(
UPDATE webhook_deliveries
SET due_ms = ?, answer = ?, tried_ms = ?
WHERE webhook_id = ?
  AND history_id = ?)sql";

inline constexpr std::string_view k_forget_deliveries = R"sql(
DELETE FROM webhook_deliveries
WHERE due_ms IS NULL
  AND tried_ms < ?)sql";

}  // namespace lamplight::db
