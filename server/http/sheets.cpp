// Writing sheets, whole registers at a time; in GB18030 where the query asks for it.
#include "server/http/sheets.h"

#include "server/http/csv_text.h"
#include "server/http/problem.h"
#include "server/http/register_views.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_page = 500;

}  // namespace

Answer sheet_answer(const Call& call, const std::string& name, const std::string& text) {
  Answer answer;
  const bool chinese = call.asked("charset") == "gb18030";
  answer.content_type = chinese ? "text/csv; charset=gb18030" : "text/csv; charset=utf-8";
  answer.body = chinese ? gb18030_of(text) : std::string(k_csv_mark) + text;
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
  return answer;
}

bool is_dry_run(const Call& call) {
  return call.asked("dry_run") == "true";
}

Answer report_answer(const SheetReport& report) {
  constexpr int k_unprocessable = 422;
  Answer answer;
  answer.status = report.faults.empty() || report.dry_run ? 200 : k_unprocessable;
  answer.body = sheet_report_view(report);
  return answer;
}

bool wants_csv(const Call& call) {
  return call.accept.find("text/csv") != std::string::npos;
}

db::RowFilter row_filter(const Call& call) {
  return {call.asked("all") == "true", call.asked("q")};
}

Handled export_rows(Api& api, const Call& call, db::Register which) {
  const db::RegisterShape& shape = db::shape_of(which);
  std::string text = csv_line(register_header(shape));
  for (std::string after;;) {
    const auto rows = api.registers.list(which, row_filter(call), after, k_page);
    if (!rows) return Failure{problem_of(rows.error())};
    for (const db::RegisterRow& row : rows.value()) text += csv_line(register_cells(shape, row));
    if (rows.value().size() < k_page) break;
    after = rows.value().back().id;
  }
  const AuditEntry audit{call.now, call.caller.user.text(), std::string(shape.word) + ".exported",
                         std::string(shape.name), ""};
  if (const auto noted = api.accounts.record(audit); !noted) return Failure{problem_of(noted.error())};
  return sheet_answer(call, std::string(shape.name), text);
}

Handled export_residents(Api& api, const Call& call) {
  const db::ResidentFilter filter{call.asked_code("district"), call.asked("name"), call.asked("all") == "true"};
  std::string text = csv_line(
      {"id", "name", "district", "lat", "lon", "born", "gender", "phone", "language", "high_risk", "archived"});
  for (ResidentId after;;) {
    const auto lines = api.residents.list(filter, after, k_page);
    if (!lines) return Failure{problem_of(lines.error())};
    for (const db::ResidentLine& line : lines.value()) {
      text += csv_line({line.id.text(), line.name, line.district.text(), std::to_string(line.home.lat),
                        std::to_string(line.home.lon), line.born, std::string(name_of(line.gender)), line.phone,
                        line.language, line.high_risk ? "true" : "false", line.archived ? "true" : "false"});
    }
    if (lines.value().size() < k_page) break;
    after = lines.value().back().id;
  }
  const AuditEntry audit{call.now, call.caller.user.text(), "resident.list_exported", "residents", ""};
  if (const auto noted = api.accounts.record(audit); !noted) return Failure{problem_of(noted.error())};
  return sheet_answer(call, "residents", text);
}

}  // namespace lamplight::server::http
