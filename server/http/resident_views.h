// Residents' records as JSON, and bodies as records. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/resident_records.h"
#include "server/http/body_views.h"
#include "server/permission.h"

namespace lamplight::server::http {

[[nodiscard]] std::string resident_view(const db::ResidentRecord& record);
// Only those members whose field is shown.
[[nodiscard]] std::string resident_view(const db::ResidentRecord& record, const Fields& fields);
// As a version of it is kept, with the key-safe code where this version set it.
[[nodiscard]] std::string resident_version_text(db::ResidentRecord record, const std::optional<std::string>& key_safe,
                                                Instant now);
// What changed from one version to the next, latest first; the versions go one
// further than what is `shown`, where there is an older one.
[[nodiscard]] std::string resident_history_view(const std::vector<db::ResidentVersion>& versions, std::size_t shown,
                                                const std::optional<std::string>& next);
[[nodiscard]] std::string resident_page_view(const std::vector<db::ResidentLine>& lines,
                                             const std::optional<std::string>& next);

// Writes what the body names into the record; the body keeps the first fault. A new record must have a
// name, a district and a place.
void apply_body(Body& body, db::ResidentRecord& record, bool is_new);
// The key-safe code, where the body names one; it is written and never read back.
[[nodiscard]] std::optional<std::string> key_safe_in(Body& body);

}  // namespace lamplight::server::http
