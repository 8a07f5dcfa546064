// Statements that write policies, each as a whole: a ladder, the needs of a kind, the rules about evidence, the weights.
//
// Used by db/policy_records and, for the demo town, by db/demo_writer. They are read by db/directory.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_clear_ladder = R"sql(
DELETE FROM policy_steps
WHERE queue = ?
  AND priority = ?)sql";

inline constexpr std::string_view k_add_ladder_steps = R"sql(
INSERT INTO policy_steps (queue, priority, step, action, width, wait_ms, loudness)
VALUES {rows})sql";

inline constexpr std::string_view k_clear_kind_needs = R"sql(
DELETE FROM kind_needs
WHERE kind = ?)sql";

inline constexpr std::string_view k_put_needs_of_kind = R"sql(
INSERT INTO kind_needs (kind, skill)
VALUES {rows})sql";

inline constexpr std::string_view k_clear_evidence_rules = R"sql(
DELETE FROM evidence_rules)sql";

inline constexpr std::string_view k_add_evidence_rules = R"sql(
INSERT INTO evidence_rules (ordinal, kind, beside, says, needs)
VALUES {rows})sql";

inline constexpr std::string_view k_put_weights = R"sql(
INSERT INTO weights (name, value)
VALUES {rows}
ON DUPLICATE KEY UPDATE value = VALUES(value))sql";

}  // namespace lamplight::db
