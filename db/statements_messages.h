// Statements about messages to people outside: written with the decision, claimed and settled by the messenger.
//
// Used by db/ledger_write and db/messages. Every change goes by the primary key.
#pragma once

#include <string_view>

namespace lamplight::db {

// One message a person, incident and change: the first stays.
inline constexpr std::string_view k_insert_messages = R"sql(
INSERT INTO messages (id, incident_id, recipient, whom, about, code, loud, at_ms, until_ms, due_ms)
VALUES {rows}
ON DUPLICATE KEY UPDATE id = messages.id)sql";

// Who has been told of these incidents.
inline constexpr std::string_view k_select_told = R"sql(
SELECT DISTINCT incident_id, recipient, whom
FROM messages
WHERE incident_id IN {in}
ORDER BY incident_id, recipient, whom)sql";

// --- the messenger ---

inline constexpr std::string_view k_claim_messages = R"sql(
SELECT id, incident_id, recipient, whom, about, code, at_ms, until_ms, loud, attempts, sent_ms IS NOT NULL
FROM messages FORCE INDEX (messages_by_due)
WHERE due_ms <= ?
ORDER BY due_ms
LIMIT ?
FOR UPDATE SKIP LOCKED)sql";

inline constexpr std::string_view k_hold_message = R"sql(
UPDATE messages
SET due_ms = ?
WHERE id = ?)sql";

// A receipt may have overtaken the word that it was sent.
inline constexpr std::string_view k_settle_message = R"sql(
UPDATE messages
SET state = IF(state IN ('delivered', 'read') AND ? = 'sent', state, ?), channel = ?, address = ?, name = ?, reason = ?,
  attempts = ?, due_ms = ?, sent_ms = COALESCE(sent_ms, ?)
WHERE id = ?)sql";

inline constexpr std::string_view k_read_message = R"sql(
SELECT incident_id, recipient, whom, state, channel, name, reason
FROM messages
WHERE id = ?
FOR UPDATE)sql";

inline constexpr std::string_view k_mark_message_delivered = R"sql(
UPDATE messages
SET state = 'delivered', delivered_ms = ?
WHERE id = ?
  AND state IN ('waiting', 'sent'))sql";

inline constexpr std::string_view k_mark_message_read = R"sql(
UPDATE messages
SET state = 'read', read_ms = ?, due_ms = NULL
WHERE id = ?
  AND state IN ('waiting', 'sent', 'delivered'))sql";

// The gateway took it and then could not deliver it: it is due again, for the ways that are left.
inline constexpr std::string_view k_mark_message_undelivered = R"sql(
UPDATE messages
SET state = 'waiting', reason = ?, due_ms = ?
WHERE id = ?
  AND state IN ('waiting', 'sent'))sql";

// --- what the words are made of ---

inline constexpr std::string_view k_select_message_facts = R"sql(
SELECT i.kind_text, i.priority, i.resident_id, r.name, d.name, d.name_en, w.name, i.eta_s, i.outcome, i.state
FROM incidents i
LEFT JOIN residents r ON r.id = i.resident_id
LEFT JOIN districts d ON d.id = i.district_id
LEFT JOIN workers w ON w.id = i.worker_id
WHERE i.id = ?)sql";

inline constexpr std::string_view k_select_worker_address = R"sql(
SELECT name, phone, languages
FROM workers
WHERE id = ?)sql";

inline constexpr std::string_view k_select_contact_address = R"sql(
SELECT name, phone, language, email, channel
FROM contacts
WHERE resident_id = ?
  AND ordinal = ?)sql";

// Where an earlier message of the same incident reached the same person: the end goes the same way.
inline constexpr std::string_view k_select_earlier_address = R"sql(
SELECT channel, address, name
FROM messages
WHERE incident_id = ?
  AND recipient = ?
  AND whom = ?
  AND sent_ms IS NOT NULL
ORDER BY sent_ms DESC
LIMIT 1)sql";

// --- answers ---

// Recent messages that went to telephones, newest first.
inline constexpr std::string_view k_list_answerable_messages = R"sql(
SELECT m.id, m.incident_id, m.recipient, m.whom, m.about, m.code, m.at_ms, m.address, m.name, u.id
FROM messages m
LEFT JOIN users u ON u.person = m.whom AND u.role = 'care_worker' AND m.recipient = 'worker'
WHERE m.channel = 'sms'
  AND m.recipient IN ('worker', 'contact')
  AND m.at_ms >= ?
ORDER BY m.at_ms DESC
LIMIT 2000)sql";

// --- what people see ---

inline constexpr std::string_view k_view_messages = R"sql(
SELECT m.incident_id, m.id, m.recipient, m.whom, m.about, m.state, m.channel, m.name, m.reason, m.attempts, m.at_ms,
  m.sent_ms, m.delivered_ms, m.read_ms, w.name, c.name, c.phone
FROM messages m
LEFT JOIN workers w ON m.recipient = 'worker' AND w.id = m.whom
LEFT JOIN contacts c ON m.recipient = 'contact' AND c.resident_id = SUBSTRING_INDEX(m.whom, '/', 1)
  AND c.ordinal = CAST(SUBSTRING_INDEX(m.whom, '/', -1) AS UNSIGNED)
WHERE m.incident_id IN {in}
ORDER BY m.at_ms, m.id)sql";

}  // namespace lamplight::db
