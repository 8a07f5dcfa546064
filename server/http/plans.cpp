// Escalation plans for narrower cases than queue and priority, and what business hours are.
#include <algorithm>

#include "db/password.h"
#include "model/digest.h"
#include "server/http/handlers.h"
#include "server/http/matching.h"
#include "server/http/plan_views.h"
#include "server/http/policy_sheets.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

Outcome<db::PlanRecord> stored_plan(Api& api, const Call& call) {
  auto plans = api.plans.list();
  if (!plans) return Failure{problem_of(plans.error())};
  for (db::PlanRecord& record : plans.value()) {
    if (record.plan.id.text() == call.param(0)) return std::move(record);
  }
  return Failure{not_found()};
}

Outcome<Done> check_plan(Api& api, const Body& body, const Plan& plan) {
  if (const auto fault = body.fault()) return Failure{*fault};
  return check_plan_references(api, plan);
}

AuditEntry audit_of(const Call& call, const std::string& what, const std::string& id) {
  return {call.now, call.caller.user.text(), "plan." + what, "plan:" + id, ""};
}

Answer shown(const db::PlanRecord& record, int status) {
  Answer answer;
  answer.status = status;
  answer.body = plan_view(record);
  tag(answer, etag_of(record.version));
  return answer;
}

Handled hours_shown(Api& api) {
  const auto policies = api.policies.read();
  if (!policies) return Failure{problem_of(policies.error())};
  Answer answer;
  answer.body = business_hours_view(policies.value().hours);
  tag(answer, "\"" + digest_of({answer.body}) + "\"");
  return answer;
}

}  // namespace

Outcome<Done> check_plan_references(Api& api, const Plan& plan) {
  const Town town = api.parts.town.town();
  // One who was entered a moment ago is in the register before she is in the town.
  if (plan.resident && town.resident(*plan.resident) == nullptr) {
    const auto resident = api.residents.one(*plan.resident);
    if (!resident) return Failure{problem_of(resident.error())};
    if (!resident.value()) return Failure{not_acceptable("resident names nobody who is there.")};
  }
  if (plan.district && town.district(*plan.district) == nullptr) {
    return Failure{not_acceptable("district names nothing that is there.")};
  }
  return Done{};
}

Handled list_plans(Api& api, const Call&) {
  const auto plans = api.plans.list();
  if (!plans) return Failure{problem_of(plans.error())};
  Answer answer;
  answer.body = plan_page_view(plans.value());
  return answer;
}

Handled read_plan(Api& api, const Call& call) {
  const auto record = stored_plan(api, call);
  if (!record) return Failure{record.error()};
  return shown(record.value(), 200);
}

Handled make_plan(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  db::PlanRecord record;
  record.plan.id = PlanId{body.value().maybe_text("id", 64).value_or("plan-" + db::random_hex(6))};
  if (!is_name(record.plan.id.text())) body.value().refuse("id must be of letters, digits, - and _.");
  apply_plan(body.value(), record);
  if (const auto checked = check_plan(api, body.value(), record.plan); !checked) return Failure{checked.error()};
  const auto plans = api.plans.list();
  if (!plans) return Failure{problem_of(plans.error())};
  if (plans.value().size() >= k_plans_max) return Failure{conflict("full", "There are as many plans as there may be.")};
  const auto added = api.plans.add(record, audit_of(call, "added", record.plan.id.text()));
  if (!added) {
    if (added.error() == StoreError::conflict) return Failure{conflict("taken", "That id is taken.")};
    return Failure{problem_of(added.error())};
  }
  Answer answer = shown(record, 201);
  answer.headers.emplace_back("Location", "/api/v1/plans/" + record.plan.id.text());
  return answer;
}

Handled change_plan(Api& api, const Call& call) {
  auto record = stored_plan(api, call);
  if (!record) return Failure{record.error()};
  if (const auto match = matched(call, etag_of(record.value().version)); !match) return Failure{match.error()};
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  apply_plan(body.value(), record.value());
  if (const auto checked = check_plan(api, body.value(), record.value().plan); !checked) return Failure{checked.error()};
  const auto changed = api.plans.change(record.value(), audit_of(call, "changed", record.value().plan.id.text()));
  if (!changed) return Failure{problem_of(changed.error())};
  if (!changed.value()) return Failure{stale()};
  return read_plan(api, call);
}

Handled remove_plan(Api& api, const Call& call) {
  const auto record = stored_plan(api, call);
  if (!record) return Failure{record.error()};
  if (const auto match = matched(call, etag_of(record.value().version)); !match) return Failure{match.error()};
  const PlanId& id = record.value().plan.id;
  const auto removed = api.plans.remove(id, record.value().version, audit_of(call, "removed", id.text()));
  if (!removed) return Failure{problem_of(removed.error())};
  if (!removed.value()) return Failure{stale()};
  Answer answer;
  answer.status = 204;
  return answer;
}

Handled read_business_hours(Api& api, const Call&) { return hours_shown(api); }

Handled change_business_hours(Api& api, const Call& call) {
  const auto present = hours_shown(api);
  if (!present) return Failure{present.error()};
  const std::string etag = "\"" + digest_of({present.value().body}) + "\"";
  if (const auto match = matched(call, etag); !match) return Failure{match.error()};
  auto policies = api.policies.read();
  if (!policies) return Failure{problem_of(policies.error())};
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  BusinessHours hours = policies.value().hours;
  apply_business_hours(body.value(), hours);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  const auto put = api.policies.put_business_hours(hours, audit_of(call, "hours", "business-hours"));
  if (!put) return Failure{problem_of(put.error())};
  return hours_shown(api);
}

}  // namespace lamplight::server::http
