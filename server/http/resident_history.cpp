// Every version of a record, latest first.
#include <limits>

#include "server/http/handlers.h"
#include "server/http/paging.h"
#include "server/http/problem.h"
#include "server/http/resident_views.h"

namespace lamplight::server::http {

Handled list_resident_versions(Api& api, const Call& call) {
  const ResidentId id{std::string(call.param(0))};
  const auto page = page_of(call, 1);
  if (!page) return Failure{page.error()};
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  if (const auto& after = page.value().after; !after.empty()) {
    const auto number = whole_number(after[0]);
    if (!number) return Failure{malformed("cursor is not one that this list has given.")};
    before = *number;
  }
  // One further, with which the last one shown is compared.
  const auto versions = api.residents.versions(id, before, page.value().items_max + 1);
  if (!versions) return Failure{problem_of(versions.error())};
  const AuditEntry looked{call.now, call.caller.user.text(), "resident.history", "resident:" + id.text(), ""};
  if (const auto noted = api.accounts.record(looked); !noted) return Failure{problem_of(noted.error())};
  const std::size_t shown = std::min(versions.value().size(), page.value().items_max);
  std::optional<std::string> next;
  if (versions.value().size() > shown) next = cursor_of({std::to_string(versions.value()[shown - 1].version)});
  Answer answer;
  answer.body = resident_history_view(versions.value(), shown, next);
  return answer;
}

}  // namespace lamplight::server::http
