// Reading and changing one row of a register: match, apply, check what it refers to, write.
#include "server/http/registers.h"

#include "db/password.h"
#include "server/http/body_views.h"
#include "server/http/matching.h"
#include "server/http/paging.h"
#include "server/http/problem.h"
#include "server/http/register_views.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_password_bytes_min = 10;
constexpr std::size_t k_password_bytes_max = 1024;

AuditEntry audit_of(const Call& call, const db::RegisterShape& shape, const std::string& what, const std::string& id) {
  const std::string word(shape.word);
  return {call.now, call.caller.user.text(), word + "." + what, word + ":" + id, ""};
}

Outcome<db::RegisterRow> stored_row(Api& api, const Call& call, db::Register which) {
  auto row = api.registers.one(which, std::string(call.param(0)));
  if (!row) return Failure{problem_of(row.error())};
  if (!row.value()) return Failure{not_found()};
  return std::move(*row.value());
}

// Every id that the row names must be there.
Outcome<Done> check_references(Api& api, const db::RegisterShape& shape, const db::RegisterRow& row) {
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    const auto* id = std::get_if<std::string>(&row.cells.at(i));
    if (shape.columns[i].refers == db::Refers::to_nothing || id == nullptr || id->empty()) continue;
    const auto there = api.registers.exists(shape.columns[i].refers, *id);
    if (!there) return Failure{problem_of(there.error())};
    if (!there.value())
      return Failure{not_acceptable(std::string(shape.columns[i].name) + " names nothing that is there.")};
  }
  for (std::size_t list = 0; list < shape.lists.size(); ++list) {
    for (const std::string& id : row.lists.at(list)) {
      const auto there = api.registers.one(shape.lists[list].of, id);
      if (!there) return Failure{problem_of(there.error())};
      if (!there.value())
        return Failure{not_acceptable(std::string(shape.lists[list].name) + " names " + id + ", which is not there.")};
    }
  }
  return Done{};
}

// The hash of a user's new password; nothing where none is given.
Outcome<std::optional<std::string>> password_in(Body& body, db::Register which, bool required) {
  if (which != db::Register::users) return std::optional<std::string>();
  const auto password = body.maybe_text("password", k_password_bytes_max);
  if (const auto fault = body.fault()) return Failure{*fault};
  if (!password && !required) return std::optional<std::string>();
  if (!password || password->size() < k_password_bytes_min) {
    return Failure{not_acceptable("password must have at least 10 bytes.")};
  }
  return std::optional(db::hash_password(*password));
}

Answer shown(const db::RegisterShape& shape, const db::RegisterRow& row, int status) {
  Answer answer;
  answer.status = status;
  answer.body = register_row_view(shape, row);
  tag(answer, etag_of(row.version));
  return answer;
}

}  // namespace

Handled list_rows(Api& api, const Call& call, db::Register which) {
  const auto page = page_of(call, 1);
  if (!page) return Failure{page.error()};
  const auto& after = page.value().after;
  auto rows =
      api.registers.list(which, after.empty() ? "" : after[0], call.asked("all") == "true", page.value().items_max + 1);
  if (!rows) return Failure{problem_of(rows.error())};
  std::optional<std::string> next;
  if (cut_to_page(rows.value(), page.value())) next = cursor_of({rows.value().back().id});
  Answer answer;
  answer.body = register_page_view(db::shape_of(which), rows.value(), next);
  return answer;
}

Handled read_row(Api& api, const Call& call, db::Register which) {
  const auto row = stored_row(api, call, which);
  if (!row) return Failure{row.error()};
  return shown(db::shape_of(which), row.value(), 200);
}

Handled add_row(Api& api, const Call& call, db::Register which) {
  const db::RegisterShape& shape = db::shape_of(which);
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  db::RegisterRow row = blank_row(shape);
  row.id = body.value().maybe_text("id", 64).value_or(std::string(shape.word.substr(0, 1)) + "-" + db::random_hex(6));
  if (!is_name(row.id)) body.value().refuse("id must be of letters, digits, - and _.");
  apply_body(body.value(), shape, row, true);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  const auto password_hash = password_in(body.value(), which, true);
  if (!password_hash) return Failure{password_hash.error()};
  if (const auto checked = check_references(api, shape, row); !checked) return Failure{checked.error()};
  const auto added = api.registers.add(which, row, password_hash.value(), audit_of(call, shape, "added", row.id));
  if (!added) {
    if (added.error() == StoreError::conflict) return Failure{conflict("taken", "That id or name is taken.")};
    return Failure{problem_of(added.error())};
  }
  Answer answer = shown(shape, row, 201);
  answer.headers.emplace_back("Location", "/api/v1/" + std::string(shape.name) + "/" + row.id);
  return answer;
}

Handled change_row(Api& api, const Call& call, db::Register which) {
  const db::RegisterShape& shape = db::shape_of(which);
  auto row = stored_row(api, call, which);
  if (!row) return Failure{row.error()};
  if (const auto match = matched(call, etag_of(row.value().version)); !match) return Failure{match.error()};
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  apply_body(body.value(), shape, row.value(), false);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  const auto password_hash = password_in(body.value(), which, false);
  if (!password_hash) return Failure{password_hash.error()};
  if (const auto checked = check_references(api, shape, row.value()); !checked) return Failure{checked.error()};
  const auto changed =
      api.registers.change(which, row.value(), password_hash.value(), audit_of(call, shape, "changed", row.value().id));
  if (!changed) {
    if (changed.error() == StoreError::conflict) return Failure{conflict("taken", "That name is taken.")};
    return Failure{problem_of(changed.error())};
  }
  if (changed.value() == db::ChangeResult::stale) return Failure{stale()};
  if (which == db::Register::users) api.sessions.forget_all();
  return read_row(api, call, which);
}

Handled remove_row(Api& api, const Call& call, db::Register which) {
  const db::RegisterShape& shape = db::shape_of(which);
  const auto row = stored_row(api, call, which);
  if (!row) return Failure{row.error()};
  if (const auto match = matched(call, etag_of(row.value().version)); !match) return Failure{match.error()};
  const auto removed = api.registers.remove(which, row.value().id, row.value().version,
                                            audit_of(call, shape, "removed", row.value().id));
  if (!removed) return Failure{problem_of(removed.error())};
  if (removed.value() == db::ChangeResult::stale) return Failure{stale()};
  if (removed.value() == db::ChangeResult::in_use) {
    return Failure{conflict("in-use", "Other things still refer to it.")};
  }
  if (which == db::Register::users) api.sessions.forget_all();
  Answer answer;
  answer.status = 204;
  return answer;
}

}  // namespace lamplight::server::http
