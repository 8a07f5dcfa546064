// Registers as sheets: written for a spreadsheet, and read from one. Handlers of the lists' own routes.
#pragma once

#include "db/register_records.h"
#include "server/http/api.h"
#include "server/http/sheet_views.h"

namespace lamplight::server::http {

// Accept: text/csv.
[[nodiscard]] bool wants_csv(const Call& call);
[[nodiscard]] db::RowFilter row_filter(const Call& call);

// The sheet as a file, in the encoding that the query asks for.
[[nodiscard]] Answer sheet_answer(const Call& call, const std::string& name, const std::string& text);
[[nodiscard]] bool is_dry_run(const Call& call);
// 422 where faults kept it from being written.
[[nodiscard]] Answer report_answer(const SheetReport& report);

[[nodiscard]] Handled export_rows(Api& api, const Call& call, db::Register which);
[[nodiscard]] Handled export_residents(Api& api, const Call& call);

}  // namespace lamplight::server::http
