// Residents' records: the list, one, made, changed. Who has read a whole record is written down.
#include "db/password.h"
#include "server/http/handlers.h"
#include "server/http/matching.h"
#include "server/http/paging.h"
#include "server/http/problem.h"
#include "server/http/resident_views.h"

namespace lamplight::server::http {
namespace {

AuditEntry audit_of(const Call& call, const std::string& what, const ResidentId& id) {
  return {call.now, call.caller.user.text(), "resident." + what, "resident:" + id.text(), ""};
}

Outcome<db::ResidentRecord> stored_record(Api& api, const ResidentId& id) {
  auto record = api.residents.one(id);
  if (!record) return Failure{problem_of(record.error())};
  if (!record.value()) return Failure{not_found()};
  return std::move(*record.value());
}

Handled shown(const db::ResidentRecord& record, int status) {
  Answer answer;
  answer.status = status;
  answer.body = resident_view(record);
  tag(answer, etag_of(record.version));
  return answer;
}

// Every district, skill and worker that the record names must be there.
Outcome<Done> check_references(Api& api, const db::ResidentRecord& record) {
  const auto check = [&](const Result<bool, StoreError>& there, const std::string& what) -> std::optional<Problem> {
    if (!there) return problem_of(there.error());
    if (!there.value()) return not_acceptable("There is no such " + what + ".");
    return std::nullopt;
  };
  if (const auto problem = check(api.registers.exists(db::Refers::to_district, record.district.text()), "district")) {
    return Failure{*problem};
  }
  for (const auto* list : {&record.excluded, &record.preferred}) {
    for (const WorkerId& worker : *list) {
      if (const auto problem = check(api.registers.exists(db::Refers::to_worker, worker.text()), "worker")) {
        return Failure{*problem};
      }
    }
  }
  for (const SkillCode& skill : record.needs) {
    const auto row = api.registers.one(db::Register::skills, skill.text());
    if (!row) return Failure{problem_of(row.error())};
    if (!row.value()) return Failure{not_acceptable("There is no such skill.")};
  }
  return Done{};
}

}  // namespace

Handled list_residents(Api& api, const Call& call) {
  const auto page = page_of(call, 1);
  if (!page) return Failure{page.error()};
  const auto& after = page.value().after;
  const db::ResidentFilter filter{call.asked_code("district"), call.asked("name"), call.asked("all") == "true"};
  auto lines = api.residents.list(filter, ResidentId{after.empty() ? "" : after[0]}, page.value().items_max + 1);
  if (!lines) return Failure{problem_of(lines.error())};
  std::optional<std::string> next;
  if (cut_to_page(lines.value(), page.value())) next = cursor_of({lines.value().back().id.text()});
  Answer answer;
  answer.body = resident_page_view(lines.value(), next);
  return answer;
}

Handled read_resident(Api& api, const Call& call) {
  const ResidentId id{std::string(call.param(0))};
  const auto record = stored_record(api, id);
  if (!record) return Failure{record.error()};
  if (const auto noted = api.accounts.record(audit_of(call, "read", id)); !noted)
    return Failure{problem_of(noted.error())};
  return shown(record.value(), 200);
}

Handled make_resident(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  db::ResidentRecord record;
  record.id = ResidentId{body.value().maybe_text("id", 64).value_or("r-" + db::random_hex(6))};
  if (!is_name(record.id.text())) body.value().refuse("id must be of letters, digits, - and _.");
  apply_body(body.value(), record, true);
  const auto key_safe = key_safe_in(body.value());
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (const auto checked = check_references(api, record); !checked) return Failure{checked.error()};
  const auto added = api.residents.add(record, key_safe.value_or(""), audit_of(call, "added", record.id));
  if (!added) {
    if (added.error() == StoreError::conflict) return Failure{conflict("taken", "That id is taken.")};
    return Failure{problem_of(added.error())};
  }
  const auto stored = stored_record(api, record.id);
  if (!stored) return Failure{stored.error()};
  Handled answer = shown(stored.value(), 201);
  answer.value().headers.emplace_back("Location", "/api/v1/residents/" + record.id.text());
  return answer;
}

Handled change_resident(Api& api, const Call& call) {
  const ResidentId id{std::string(call.param(0))};
  auto record = stored_record(api, id);
  if (!record) return Failure{record.error()};
  if (const auto match = matched(call, etag_of(record.value().version)); !match) return Failure{match.error()};
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  apply_body(body.value(), record.value(), false);
  const auto key_safe = key_safe_in(body.value());
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (const auto checked = check_references(api, record.value()); !checked) return Failure{checked.error()};
  const auto changed = api.residents.change(record.value(), key_safe, audit_of(call, "changed", id));
  if (!changed) return Failure{problem_of(changed.error())};
  if (!changed.value()) return Failure{stale()};
  const auto stored = stored_record(api, id);
  if (!stored) return Failure{stored.error()};
  return shown(stored.value(), 200);
}

}  // namespace lamplight::server::http
