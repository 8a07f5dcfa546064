// Reading and changing one row of a register: match, apply, check what it refers to, write.
#include "server/http/registers.h"

#include "db/password.h"
#include "model/canary.h"
#include "server/http/body_views.h"
#include "server/http/matching.h"
#include "server/http/paging.h"
#include "server/http/problem.h"
#include "server/http/register_views.h"
#include "server/known_passwords.h"
#include "server/http/sheets.h"

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

// What the row says its parent is; empty: none.
std::string parent_of(const db::RegisterShape& shape, const db::RegisterRow& row) {
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    const auto* id = std::get_if<std::string>(&row.cells.at(i));
    if (shape.columns[i].name == "parent" && id != nullptr) return *id;
  }
  return {};
}

// The hash of a user's new password; nothing where none is given, and of a new user an empty one.
Outcome<std::optional<std::string>> password_in(Body& body, db::Register which, bool required) {
  if (which != db::Register::users) return std::optional<std::string>();
  const auto password = body.maybe_text("password", k_password_bytes_max);
  if (const auto fault = body.fault()) return Failure{*fault};
  // Without one nobody signs in by it: she is sent an invitation.
  if (!password) return required ? std::optional<std::string>("") : std::optional<std::string>();
  const std::string username = body.maybe_text("username").value_or("");
  if (password->size() < k_password_bytes_min || is_known_password(*password, username)) {
    return Failure{not_acceptable("password must have at least 10 bytes and be none that everybody knows.")};
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

bool is_reserved_device(std::string_view id) {
  return db::is_program_name(id) || id.starts_with(k_canary_prefix);
}

Outcome<Done> check_tree(Api& api, const db::RegisterShape& shape, const db::RegisterRow& row) {
  constexpr int k_levels_max = 20;
  std::string above = parent_of(shape, row);
  for (int level = 0; !above.empty(); ++level) {
    if (above == row.id || level == k_levels_max)
      return Failure{not_acceptable("parent must not be under this district.")};
    const auto one = api.registers.one(shape.which, above);
    if (!one) return Failure{problem_of(one.error())};
    above = one.value() ? parent_of(shape, *one.value()) : std::string();
  }
  return Done{};
}

Outcome<Done> check_shift(const db::RegisterShape& shape, const db::RegisterRow& row) {
  if (shape.which != db::Register::shifts) return Done{};
  const auto at = [&](std::size_t column) {
    const auto* ms = std::get_if<std::int64_t>(&row.cells.at(column));
    return ms == nullptr ? std::optional<std::int64_t>() : std::optional(*ms);
  };
  const auto start = at(1);
  const auto end = at(2);
  const auto break_start = at(3);
  const auto break_end = at(4);
  if (*start >= *end) return Failure{not_acceptable("end must be after start.")};
  if (break_start.has_value() != break_end.has_value()) {
    return Failure{not_acceptable("A break has both a break_start and a break_end.")};
  }
  if (break_start && (*break_start < *start || *break_end > *end || *break_start >= *break_end)) {
    return Failure{not_acceptable("A break must lie within its shift.")};
  }
  return Done{};
}

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
  return check_tree(api, shape, row);
}

Handled list_rows(Api& api, const Call& call, db::Register which) {
  const auto page = page_of(call, 1);
  if (!page) return Failure{page.error()};
  const auto& after = page.value().after;
  if (wants_csv(call)) return export_rows(api, call, which);
  auto rows = api.registers.list(which, row_filter(call), after.empty() ? "" : after[0], page.value().items_max + 1);
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
  if (which == db::Register::devices && is_reserved_device(row.id))
    body.value().refuse("id is one of our own programs'.");
  apply_body(body.value(), shape, row, true);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  const auto password_hash = password_in(body.value(), which, true);
  if (!password_hash) return Failure{password_hash.error()};
  if (const auto checked = check_shift(shape, row); !checked) return Failure{checked.error()};
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
  const auto match = matched(call, etag_of(row.value().version));
  if (!match && match.error().status != 412) return Failure{match.error()};
  const std::string present = register_row_view(shape, row.value());
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  apply_body(body.value(), shape, row.value(), false);
  if (!match) return Failure{stale(present, register_row_view(shape, row.value()))};
  if (const auto fault = body.value().fault()) return Failure{*fault};
  const auto password_hash = password_in(body.value(), which, false);
  if (!password_hash) return Failure{password_hash.error()};
  if (const auto checked = check_shift(shape, row.value()); !checked) return Failure{checked.error()};
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
