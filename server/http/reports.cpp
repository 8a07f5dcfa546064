// Service figures, who saw and did what, and what could not be read.
#include <limits>

#include "dispatch/report.h"
#include "server/http/handlers.h"
#include "server/http/paging.h"
#include "server/http/problem.h"
#include "server/http/report_views.h"
#include "server/http/story_views.h"

namespace lamplight::server::http {
namespace {

constexpr std::chrono::hours k_period_default{24 * 30};
constexpr std::chrono::hours k_period_max{24 * 366};

Outcome<Period> period_in(const Call& call, std::chrono::hours length_default) {
  const auto from = time_asked(call, "from");
  if (!from) return Failure{from.error()};
  const auto to = time_asked(call, "to");
  if (!to) return Failure{to.error()};
  Period period;
  period.to = to.value().value_or(call.now + Millis{1});
  period.from = from.value().value_or(period.to - length_default);
  return period;
}

// Of lists that go down by row id: where this page begins.
Outcome<std::int64_t> row_before(const Page& page) {
  if (page.after.empty()) return std::numeric_limits<std::int64_t>::max();
  const auto id = whole_number(page.after[0]);
  if (!id) return Failure{malformed("cursor is not one that this list has given.")};
  return *id;
}

// Minutes that the reader's clock is ahead of UTC, for the hours of the day.
Outcome<Seconds> zone_in(const Call& call) {
  constexpr std::int64_t k_farthest_min = 14 * 60;
  const std::string asked = call.asked("zone");
  if (asked.empty()) return Seconds{0};
  const bool west = asked.front() == '-';
  const auto minutes = whole_number(west ? asked.substr(1) : asked);
  if (!minutes || *minutes < 0 || *minutes > k_farthest_min) {
    return Failure{malformed("zone must be the minutes that a clock is ahead of UTC, such as 480.")};
  }
  return Seconds{(west ? -*minutes : *minutes) * 60};
}

bool wants_csv(const Call& call) {
  return call.accept.find("text/csv") != std::string::npos;
}

}  // namespace

Handled read_response_report(Api& api, const Call& call) {
  const auto period = period_in(call, k_period_default);
  if (!period) return Failure{period.error()};
  if (period.value().to - period.value().from > k_period_max) {
    return Failure{not_acceptable("A report covers at most 366 days.")};
  }
  const auto zone = zone_in(call);
  if (!zone) return Failure{zone.error()};
  const auto history = api.incidents.history_of_period(period.value().from, period.value().to);
  if (!history) return Failure{problem_of(history.error())};
  const auto incidents = api.incidents.incidents_of_period(period.value().from, period.value().to);
  if (!incidents) return Failure{problem_of(incidents.error())};
  const ReportShown report{response_report(history.value(), call.now),
                           report_parts(history.value(), incidents.value(), zone.value(), call.now),
                           workload_of(history.value())};
  Answer answer;
  if (wants_csv(call)) {
    answer.content_type = "text/csv; charset=utf-8";
    answer.body = report_csv(report);
    answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"response.csv\"");
  } else {
    answer.body = report_view(report, period.value());
  }
  answer.headers.emplace_back("Vary", "Accept");
  return answer;
}

Handled list_audit(Api& api, const Call& call) {
  const auto page = page_of(call, 1);
  if (!page) return Failure{page.error()};
  const auto from = time_asked(call, "from");
  if (!from) return Failure{from.error()};
  const auto to = time_asked(call, "to");
  if (!to) return Failure{to.error()};
  const auto before = row_before(page.value());
  if (!before) return Failure{before.error()};
  const db::AuditFilter filter{call.asked("who"), call.asked_code("what"), call.asked("subject"),
                               from.value().value_or(Instant{}),
                               to.value().value_or(instant_of_ms(std::numeric_limits<std::int64_t>::max()))};
  auto rows = api.trail.list(filter, before.value(), page.value().items_max + 1);
  if (!rows) return Failure{problem_of(rows.error())};
  std::optional<std::string> next;
  if (cut_to_page(rows.value(), page.value())) next = cursor_of({std::to_string(rows.value().back().id)});
  Answer answer;
  answer.body = audit_page_view(rows.value(), next);
  return answer;
}

Handled list_dead_letters(Api& api, const Call& call) {
  const auto page = page_of(call, 1);
  if (!page) return Failure{page.error()};
  const auto before = row_before(page.value());
  if (!before) return Failure{before.error()};
  auto letters = api.dead_letters.list(before.value(), page.value().items_max + 1);
  if (!letters) return Failure{problem_of(letters.error())};
  std::optional<std::string> next;
  if (cut_to_page(letters.value(), page.value())) next = cursor_of({std::to_string(letters.value().back().id)});
  Answer answer;
  answer.body = dead_letter_page_view(letters.value(), next);
  return answer;
}

}  // namespace lamplight::server::http
