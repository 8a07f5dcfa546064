// Rows of the registers as JSON, and bodies as rows, by the shapes of db/register_records. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/register_records.h"
#include "model/policy.h"
#include "server/http/body_views.h"
#include "server/http/json_views.h"

namespace lamplight::server::http {

[[nodiscard]] std::string register_row_view(const db::RegisterShape& shape, const db::RegisterRow& row);
[[nodiscard]] std::string register_page_view(const db::RegisterShape& shape, const std::vector<db::RegisterRow>& rows,
                                             const std::optional<std::string>& next);

// Writes what the body names into the row; a new row takes defaults for the rest, and must have what is
// required. The body keeps the first fault.
void apply_body(Body& body, const db::RegisterShape& shape, db::RegisterRow& row, bool is_new);
// Its cells as a sheet writes them, in the order of register_header; and these names.
[[nodiscard]] std::vector<std::string> register_cells(const db::RegisterShape& shape, const db::RegisterRow& row);
[[nodiscard]] std::vector<std::string> register_header(const db::RegisterShape& shape);
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
[[nodiscard]] std::string policy_view(const std::vector<EvidenceRule>& rules);
[[nodiscard]] std::string policy_view(const Weights& weights);
[[nodiscard]] std::string policy_page_view(const std::vector<LadderRow>& ladders, const std::vector<KindNeedsRow>& needs,
                                           const std::vector<EvidenceRule>& rules, const Weights& weights);
[[nodiscard]] PolicyStep step_in(Body& step);
// The steps that the member of that name lists.
[[nodiscard]] Ladder ladder_in(Body& body, const std::string& name = "steps");
[[nodiscard]] Json steps_json(const Ladder& ladder);

}  // namespace lamplight::server::http
