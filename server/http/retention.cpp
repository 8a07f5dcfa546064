// The handlers of retention.
#include "server/http/retention.h"

#include <algorithm>

#include "db/retention.h"
#include "server/http/body_views.h"
#include "server/http/json_views.h"
#include "server/http/matching.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

constexpr int k_days_max = 36'500;

Json class_json(const db::RetentionClass& one) {
  return {{"id", one.name},
          {"days", view(one.days)},
          {"due", one.due},
          {"oldest_at", view(one.oldest_at)},
          {"version", one.version}};
}

Answer classes_answer(const std::vector<db::RetentionClass>& classes) {
  Json items = Json::array();
  for (const db::RetentionClass& one : classes) items.push_back(class_json(one));
  Answer answer;
  answer.body = written(page_view(std::move(items), std::nullopt));
  return answer;
}

Outcome<db::RetentionClass> class_in_path(Api& api, const Call& call) {
  if (!db::Retention::is_class(call.param(0))) return Failure{not_found()};
  const auto classes = db::Retention(api.parts.pool, api.parts.seal_key).report(call.now);
  if (!classes) return Failure{problem_of(classes.error())};
  const auto found = std::find_if(classes.value().begin(), classes.value().end(),
                                  [&](const db::RetentionClass& one) { return one.name == call.param(0); });
  return *found;
}

}  // namespace

Handled list_retention(Api& api, const Call& call) {
  const auto classes = db::Retention(api.parts.pool, api.parts.seal_key).report(call.now);
  if (!classes) return Failure{problem_of(classes.error())};
  return classes_answer(classes.value());
}

Handled read_retention(Api& api, const Call& call) {
  const auto one = class_in_path(api, call);
  if (!one) return Failure{one.error()};
  Answer answer;
  answer.body = written(class_json(one.value()));
  tag(answer, etag_of(one.value().version));
  return answer;
}

Handled change_retention(Api& api, const Call& call) {
  const auto present = class_in_path(api, call);
  if (!present) return Failure{present.error()};
  if (const auto match = matched(call, etag_of(present.value().version)); !match) return Failure{match.error()};
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const auto days = body.value().maybe_integer("days", 1, k_days_max);
  if (!body.value().names("days")) body.value().refuse("days is required, a number of days, or null: for ever.");
  if (const auto fault = body.value().fault()) return Failure{*fault};
  const std::string name(call.param(0));
  const AuditEntry audit{call.now, call.caller.user.text(), "retention.changed", "retention:" + name,
                         days ? std::to_string(*days) + " days" : "for ever"};
  const auto changed =
      db::Retention(api.parts.pool, api.parts.seal_key).change(name, days, present.value().version, audit);
  if (!changed) return Failure{problem_of(changed.error())};
  if (!changed.value()) return Failure{stale()};
  return read_retention(api, call);
}

Handled run_retention(Api& api, const Call& call) {
  db::Retention retention(api.parts.pool, api.parts.seal_key);
  const AuditEntry audit{call.now, call.caller.user.text(), "retention.run", "retention", ""};
  if (const auto noted = api.accounts.record(audit); !noted) return Failure{problem_of(noted.error())};
  const auto removed = retention.run(call.now, call.caller.user.text());
  if (!removed) return Failure{problem_of(removed.error())};
  return classes_answer(removed.value());
}

}  // namespace lamplight::server::http
