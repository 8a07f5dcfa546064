// Statements about where care workers are and whether they work. Used by db/whereabouts.
#pragma once

#include <string_view>

namespace lamplight::db {

// No new version: a place is not what somebody edits the register for.
inline constexpr std::string_view k_move_worker = R"sql(
UPDATE workers
SET lat = ?, lon = ?, accuracy_m = ?, position_ms = ?
WHERE id = ?)sql";

inline constexpr std::string_view k_set_duty = R"sql(
UPDATE workers
SET on_duty = ?, changed_ms = ?, version = version + 1
WHERE id = ?)sql";

}  // namespace lamplight::db
