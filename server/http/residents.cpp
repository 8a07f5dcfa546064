// Residents' records: the list, one, made, changed. The router writes down who has read one.
#include "server/http/residents.h"

#include "db/password.h"
#include "server/http/handlers.h"
#include "server/http/matching.h"
#include "server/http/paging.h"
#include "server/http/problem.h"
#include "server/http/resident_views.h"
#include "server/http/sheets.h"

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

Handled shown(const db::ResidentRecord& record, const Call& call, int status) {
  Answer answer;
  answer.status = status;
  answer.body = resident_view(record, fields_of(call.caller, call.subject));
  tag(answer, etag_of(record.version));
  return answer;
}

}  // namespace

Outcome<Done> check_references(Api& api, const db::ResidentRecord& record) {
  const auto check = [&](const Result<bool, StoreError>& there, const std::string& member) -> std::optional<Problem> {
    if (!there) return problem_of(there.error());
    if (!there.value()) return not_acceptable(member + " names nothing that is there.");
    return std::nullopt;
  };
  if (const auto problem = check(api.registers.exists(db::Refers::to_district, record.district.text()), "district")) {
    return Failure{*problem};
  }
  for (const auto& [list, member] : {std::pair{&record.excluded, "excluded"}, {&record.preferred, "preferred"}}) {
    for (const WorkerId& worker : *list) {
      if (const auto problem = check(api.registers.exists(db::Refers::to_worker, worker.text()), member)) {
        return Failure{*problem};
      }
    }
  }
  for (const SkillCode& skill : record.needs) {
    const auto row = api.registers.one(db::Register::skills, skill.text());
    if (!row) return Failure{problem_of(row.error())};
    if (!row.value()) return Failure{not_acceptable("needs names nothing that is there.")};
  }
  return Done{};
}

Handled list_residents(Api& api, const Call& call) {
  const auto page = page_of(call, 1);
  if (!page) return Failure{page.error()};
  const auto& after = page.value().after;
  if (wants_csv(call)) return export_residents(api, call);
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
  return shown(record.value(), call, 200);
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
  const auto added = api.residents.add(record, key_safe.value_or(""), resident_version_text(record, key_safe, call.now),
                                       audit_of(call, "added", record.id));
  if (!added) {
    if (added.error() == StoreError::conflict) return Failure{conflict("taken", "That id is taken.")};
    return Failure{problem_of(added.error())};
  }
  const auto stored = stored_record(api, record.id);
  if (!stored) return Failure{stored.error()};
  Handled answer = shown(stored.value(), call, 201);
  answer.value().headers.emplace_back("Location", "/api/v1/residents/" + record.id.text());
  return answer;
}

Handled change_resident(Api& api, const Call& call) {
  const ResidentId id{std::string(call.param(0))};
  auto record = stored_record(api, id);
  if (!record) return Failure{record.error()};
  if (record.value().erased_at) return Failure{conflict("erased", "This record was erased.")};
  const auto match = matched(call, etag_of(record.value().version));
  if (!match && match.error().status != 412) return Failure{match.error()};
  const std::string before = resident_view(record.value());
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  apply_body(body.value(), record.value(), false);
  if (!match) return Failure{stale(before, resident_view(record.value()))};
  const auto key_safe = key_safe_in(body.value());
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (const auto checked = check_references(api, record.value()); !checked) return Failure{checked.error()};
  const db::VersionTexts texts{before, resident_version_text(record.value(), key_safe, call.now)};
  const auto changed = api.residents.change(record.value(), key_safe, texts, audit_of(call, "changed", id));
  if (!changed) return Failure{problem_of(changed.error())};
  const auto stored = stored_record(api, id);
  if (!stored) return Failure{stored.error()};
  if (!changed.value()) return Failure{stale(resident_view(stored.value()), resident_view(record.value()))};
  return shown(stored.value(), call, 200);
}

}  // namespace lamplight::server::http
