// What the monitor is told and has found: care plans, dead letters, things that nobody has registered.
#include "server/http/handlers.h"
#include "server/http/matching.h"
#include "server/http/paging.h"
#include "server/http/problem.h"
#include "server/http/story_views.h"
#include "server/http/watching_views.h"

namespace lamplight::server::http {
namespace {

constexpr std::int64_t k_letter_version = 1;  // a letter never changes

AuditEntry audit_of(const Call& call, const std::string& what, const std::string& subject) {
  return {call.now, call.caller.user.text(), what, subject, ""};
}

Outcome<std::int64_t> letter_id(const Call& call) {
  const auto id = whole_number(std::string(call.param(0)));
  if (!id) return Failure{not_found()};
  return *id;
}

Outcome<db::CarePlanRow> stored_plan(Api& api, const ResidentId& resident) {
  const auto row = api.care_plans.one(resident);
  if (!row) return Failure{problem_of(row.error())};
  if (!row.value()) return Failure{not_found()};
  return *row.value();
}

Handled shown(const db::CarePlanRow& row) {
  Answer answer;
  answer.body = care_plan_view(row);
  tag(answer, etag_of(row.version));
  return answer;
}

}  // namespace

Handled read_care_plan(Api& api, const Call& call) {
  const auto row = stored_plan(api, ResidentId{std::string(call.param(0))});
  if (!row) return Failure{row.error()};
  return shown(row.value());
}

Handled change_care_plan(Api& api, const Call& call) {
  const ResidentId resident{std::string(call.param(0))};
  auto row = stored_plan(api, resident);
  if (!row) return Failure{row.error()};
  if (const auto match = matched(call, etag_of(row.value().version)); !match) return Failure{match.error()};
  auto merged = merged_plan(row.value().plan, call.body);
  if (!merged) return Failure{not_acceptable(merged.error())};
  row.value().plan = std::move(merged).value();
  const auto changed = api.care_plans.change(resident, row.value(), call.now,
                                             audit_of(call, "care_plan.changed", "resident:" + resident.text()));
  if (!changed) {
    if (changed.error() == StoreError::conflict) return Failure{stale()};
    return Failure{problem_of(changed.error())};
  }
  if (!changed.value()) return Failure{stale()};
  return read_care_plan(api, call);
}

Handled read_dead_letter(Api& api, const Call& call) {
  const auto id = letter_id(call);
  if (!id) return Failure{id.error()};
  const auto letter = api.dead_letters.one(id.value());
  if (!letter) return Failure{problem_of(letter.error())};
  if (!letter.value()) return Failure{not_found()};
  Answer answer;
  answer.body = dead_letter_view(*letter.value());
  tag(answer, etag_of(k_letter_version));
  return answer;
}

Handled retry_dead_letter(Api& api, const Call& call) {
  const auto id = letter_id(call);
  if (!id) return Failure{id.error()};
  const std::string subject = "dead_letter:" + std::to_string(id.value());
  const auto marked = api.dead_letters.retry(id.value(), call.now, audit_of(call, "dead_letter.retried", subject));
  if (!marked) return Failure{problem_of(marked.error())};
  if (!marked.value()) return Failure{not_found()};
  return read_dead_letter(api, call);
}

Handled remove_dead_letter(Api& api, const Call& call) {
  const auto id = letter_id(call);
  if (!id) return Failure{id.error()};
  if (const auto match = matched(call, etag_of(k_letter_version)); !match) return Failure{match.error()};
  const std::string subject = "dead_letter:" + std::to_string(id.value());
  const auto removed = api.dead_letters.remove(id.value(), audit_of(call, "dead_letter.removed", subject));
  if (!removed) return Failure{problem_of(removed.error())};
  if (!removed.value()) return Failure{not_found()};
  Answer answer;
  answer.status = 204;
  return answer;
}

Handled list_found_things(Api& api, const Call& call) {
  const auto page = page_of(call, 1);
  if (!page) return Failure{page.error()};
  const auto& after = page.value().after;
  auto things = api.found_things.list(after.empty() ? "" : after[0], page.value().items_max + 1);
  if (!things) return Failure{problem_of(things.error())};
  std::optional<std::string> next;
  if (cut_to_page(things.value(), page.value())) next = cursor_of({things.value().back().device.text()});
  Answer answer;
  answer.body = found_page_view(things.value(), next);
  return answer;
}

}  // namespace lamplight::server::http
