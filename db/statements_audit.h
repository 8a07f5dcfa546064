// Statements about the chain of the audit trail. Used by db/audit_chain.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_find_chain_head = R"sql(
SELECT seq, chain
FROM audit
WHERE seq IS NOT NULL
ORDER BY seq DESC
LIMIT 1)sql";

inline constexpr std::string_view k_list_unsealed = R"sql(
SELECT id, at_ms, who, what, subject, detail
FROM audit
WHERE seq IS NULL
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_seal_audit_row = R"sql(
UPDATE audit
SET seq = ?, chain = ?
WHERE id = ?
  AND seq IS NULL)sql";

inline constexpr std::string_view k_list_sealed = R"sql(
SELECT id, at_ms, who, what, subject, detail, seq, chain
FROM audit
WHERE seq > ?
ORDER BY seq
LIMIT ?)sql";

inline constexpr std::string_view k_count_unsealed = R"sql(
SELECT COUNT(*), MIN(at_ms)
FROM audit
WHERE seq IS NULL)sql";

inline constexpr std::string_view k_list_audit_of_subject = R"sql(
SELECT id, at_ms, who, what, subject, detail
FROM audit
WHERE subject = ?
  AND at_ms >= ?
  AND at_ms < ?
ORDER BY id
LIMIT ?)sql";

}  // namespace lamplight::db
