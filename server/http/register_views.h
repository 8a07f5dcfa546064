// Rows of the registers as JSON, and bodies as rows, by the shapes of db/register_records. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/register_records.h"
#include "model/policy.h"
#include "server/http/body_views.h"

namespace lamplight::server::http {

[[nodiscard]] std::string register_row_view(const db::RegisterShape& shape, const db::RegisterRow& row);
[[nodiscard]] std::string register_page_view(const db::RegisterShape& shape, const std::vector<db::RegisterRow>& rows,
                                             const std::optional<std::string>& next);

// Writes what the body names into the row; a new row takes defaults for the rest, and must have what is
// required. The body keeps the first fault.
void apply_body(Body& body, const db::RegisterShape& shape, db::RegisterRow& row, bool is_new);
// A row with every cell at its default.
[[nodiscard]] db::RegisterRow blank_row(const db::RegisterShape& shape);

// --- policies ---

struct LadderRow {
  std::string id;  // "emergency-1", "service-0"
  IncidentClass queue = IncidentClass::emergency;
  int priority = 0;  // 0 for service and technical incidents, which have one ladder each
  Ladder steps;
};
struct KindNeedsRow {
  std::string id;  // "needs-fall"
  AlarmKind kind = AlarmKind::unknown;
  std::vector<SkillCode> needs;
};

[[nodiscard]] std::string policy_view(const LadderRow& row);
[[nodiscard]] std::string policy_view(const KindNeedsRow& row);
[[nodiscard]] std::string policy_view(const Weights& weights);
[[nodiscard]] std::string policy_page_view(const std::vector<LadderRow>& ladders, const std::vector<KindNeedsRow>& needs,
                                           const Weights& weights);
[[nodiscard]] Ladder ladder_in(Body& body);

}  // namespace lamplight::server::http
