// Planning rehearsals of the path from a home to a phone, and reading how they went (server/drill_keeper).
#include "model/digest.h"
#include "model/limits_drills.h"
#include "server/http/body_views.h"
#include "server/http/drill_views.h"
#include "server/http/handlers.h"
#include "server/http/paging.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

AuditEntry audit_of(const Call& call, const std::string& what, const std::string& id) {
  return {call.now, call.caller.user.text(), what, "drill:" + id, {}};
}

Handled shown(Api& api, const std::string& id, int status) {
  const auto drill = api.drills.read(id);
  if (!drill) return Failure{problem_of(drill.error())};
  if (!drill.value()) return Failure{not_found()};
  Answer answer;
  answer.status = status;
  answer.body = drill_view(*drill.value(), api.parts.town.town());
  return answer;
}

}  // namespace

Handled plan_drill(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  db::Drill drill;
  drill.device = DeviceId{body.value().code("device")};
  drill.worker = WorkerId{body.value().code("worker")};
  drill.due = body.value().maybe_instant("at").value_or(call.now);
  drill.who = call.caller.user.text();
  if (const auto fault = body.value().fault()) return Failure{*fault};
  const Town town = api.parts.town.town();
  if (town.device(drill.device) == nullptr) return Failure{not_acceptable("device: there is none of that id.")};
  if (town.worker(drill.worker) == nullptr) return Failure{not_acceptable("worker: there is none of that id.")};
  if (drill.due > call.now + limits::drill_ahead_max) return Failure{not_acceptable("at is more than a year ahead.")};
  drill.id = "drill-" + digest_of({drill.device.text(), drill.worker.text(), drill.who, std::to_string(ms_of(drill.due)),
                                   std::to_string(ms_of(call.now))});
  const auto added = api.drills.add(drill, audit_of(call, "drill.plan", drill.id));
  if (!added) return Failure{problem_of(added.error())};
  return shown(api, drill.id, 201);
}

Handled read_drill(Api& api, const Call& call) {
  return shown(api, std::string(call.param(0)), 200);
}

Handled command_drill(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const std::string what = body.value().code("do");
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (what != "cancel") return Failure{not_acceptable("do: a drill can be told to cancel.")};
  const std::string id{call.param(0)};
  const auto called_off = api.drills.call_off(id, audit_of(call, "drill.cancel", id));
  if (!called_off) return Failure{problem_of(called_off.error())};
  if (called_off.value()) return shown(api, id, 200);
  const auto drill = api.drills.read(id);
  if (!drill) return Failure{problem_of(drill.error())};
  if (!drill.value()) return Failure{not_found()};
  return Failure{conflict("drill_begun", "The drill has begun or is over.")};
}

Handled list_drills(Api& api, const Call& call) {
  const auto page = page_of(call, 2);
  if (!page) return Failure{page.error()};
  std::optional<db::DrillPlace> after;
  if (const auto& parts = page.value().after; !parts.empty()) {
    const auto due_ms = whole_number(parts[0]);
    if (!due_ms) return Failure{malformed("cursor is not one that this list has given.")};
    after = db::DrillPlace{instant_of_ms(*due_ms), parts[1]};
  }
  auto drills = api.drills.list(after, page.value().items_max + 1);
  if (!drills) return Failure{problem_of(drills.error())};
  std::optional<std::string> next;
  if (cut_to_page(drills.value(), page.value())) {
    const db::Drill& last = drills.value().back();
    next = cursor_of({std::to_string(ms_of(last.due)), last.id});
  }
  Answer answer;
  answer.body = drill_page_view(drills.value(), api.parts.town.town(), next);
  return answer;
}

}  // namespace lamplight::server::http
