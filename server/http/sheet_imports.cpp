// Reading sheets: every row is checked before the first is written; faults are named by line and column.
//
// A row whose id is there already is a change of that row. Each row is a change of its own, with its audit row; a file
// that was cut off half way can be taken again.
#include <map>
#include <set>

#include "model/check.h"
#include "server/http/handlers.h"
#include "server/http/problem.h"
#include "server/http/register_views.h"
#include "server/http/registers.h"
#include "server/http/resident_views.h"
#include "server/http/residents.h"
#include "server/http/sheets.h"

namespace lamplight::server::http {
namespace {

constexpr int k_unprocessable = 422;

AuditEntry audit_of(const Call& call, std::string_view word, const std::string& what, const std::string& id) {
  const std::string thing(word);
  return {call.now, call.caller.user.text(), thing + "." + what, thing + ":" + id, "from a sheet"};
}

SheetType sheet_type(db::CellType type) {
  switch (type) {
    case db::CellType::text:
    case db::CellType::time:
      return SheetType::text;
    case db::CellType::whole:
      return SheetType::whole;
    case db::CellType::number:
      return SheetType::number;
    case db::CellType::truth:
      return SheetType::truth;
    case db::CellType::words:
      return SheetType::texts;
  }
  LAMPLIGHT_CHECK(false && "a type outside the enumeration");
}

std::vector<SheetColumn> columns_of(const db::RegisterShape& shape) {
  std::vector<SheetColumn> columns{{"id", SheetType::text}};
  for (const db::Column& column : shape.columns) columns.push_back({std::string(column.name), sheet_type(column.type)});
  for (const db::ListColumn& list : shape.lists) {
    columns.push_back({std::string(list.name), SheetType::texts});
    if (!list.until.empty()) columns.push_back({std::string(list.until), SheetType::pairs});
  }
  return columns;
}

const std::vector<SheetColumn>& resident_columns() {
  using enum SheetType;
  static const std::vector<SheetColumn> columns{{"id", text},
                                                {"name", text},
                                                {"district", text},
                                                {"lat", number},
                                                {"lon", number},
                                                {"born", text},
                                                {"gender", text},
                                                {"phone", text},
                                                {"language", text},
                                                {"language_wish", text},
                                                {"gender_wanted", text},
                                                {"gender_wish", text},
                                                {"languages", texts},
                                                {"risk", text},
                                                {"high_risk", truth},
                                                {"spo2_scale", whole},
                                                {"mobility", text},
                                                {"floor", text},
                                                {"address", text},
                                                {"access", text},
                                                {"key_safe", text},
                                                {"clinical", text},
                                                {"notes", text},
                                                {"hazards", text},
                                                {"pets", text},
                                                {"wishes", text},
                                                {"conditions", texts},
                                                {"medication", texts},
                                                {"allergies", texts},
                                                {"resuscitation", text},
                                                {"doctor", text},
                                                {"identity_no", text},
                                                {"needs", texts},
                                                {"excluded", texts},
                                                {"preferred", texts},
                                                {"contact_name", text},
                                                {"contact_phone", text},
                                                {"contact_relation", text},
                                                {"archived", truth}};
  return columns;
}

// What is there, asked once for each id: a sheet names the same few districts again and again.
class Known {
 public:
  explicit Known(Api& api) : api_(api) {}

  Outcome<bool> has(db::Refers refers, const std::string& id) {
    return remembered({static_cast<int>(refers), id}, [&] { return api_.registers.exists(refers, id); });
  }
  Outcome<bool> has(db::Register which, const std::string& id) {
    return remembered({100 + static_cast<int>(which), id}, [&]() -> Result<bool, StoreError> {
      const auto row = api_.registers.one(which, id);
      if (!row) return Failure{row.error()};
      return row.value().has_value();
    });
  }
  // A row of the sheet itself.
  void add(db::Refers refers, const std::string& id) { known_[{static_cast<int>(refers), id}] = true; }

 private:
  template <class Ask>
  Outcome<bool> remembered(std::pair<int, std::string> key, const Ask& ask) {
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    const auto there = ask();
    if (!there) return Failure{problem_of(there.error())};
    known_[std::move(key)] = there.value();
    return there.value();
  }

  Api& api_;
  std::map<std::pair<int, std::string>, bool> known_;
};

struct CheckedRow {
  db::RegisterRow row;
  bool is_new = true;
};

Outcome<Done> check_references(Known& known, const db::RegisterShape& shape, const SheetRow& from,
                               const db::RegisterRow& row, std::vector<SheetFault>& faults) {
  const auto missing = [&](std::string_view column) {
    faults.push_back(fault_of(from, std::string(column) + " names nothing that is there."));
  };
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    const auto* id = std::get_if<std::string>(&row.cells.at(i));
    if (shape.columns[i].refers == db::Refers::to_nothing || id == nullptr || id->empty()) continue;
    const auto there = known.has(shape.columns[i].refers, *id);
    if (!there) return Failure{there.error()};
    if (!there.value()) missing(shape.columns[i].name);
  }
  for (std::size_t list = 0; list < shape.lists.size(); ++list) {
    for (const std::string& id : row.lists.at(list)) {
      const auto there = known.has(shape.lists[list].of, id);
      if (!there) return Failure{there.error()};
      if (!there.value()) missing(shape.lists[list].name);
    }
  }
  return Done{};
}

Outcome<CheckedRow> checked_row(Api& api, Known& known, const db::RegisterShape& shape, const SheetRow& from,
                                std::vector<SheetFault>& faults) {
  auto stored = api.registers.one(shape.which, from.id);
  if (!stored) return Failure{problem_of(stored.error())};
  CheckedRow checked{stored.value().value_or(blank_row(shape)), !stored.value().has_value()};
  checked.row.id = from.id;
  auto body = Body::read(written(from.json));
  if (!body) return Failure{body.error()};
  apply_body(body.value(), shape, checked.row, checked.is_new);
  if (shape.which == db::Register::devices && is_reserved_device(from.id)) {
    body.value().refuse("id is one of our own programs'.");
  }
  for (const std::string& sentence : body.value().faults()) faults.push_back(fault_of(from, sentence));
  if (const auto done = check_references(known, shape, from, checked.row, faults); !done) return Failure{done.error()};
  if (!body.value().faults().empty()) return checked;
  for (const auto& sound : {check_shift(shape, checked.row), check_tree(api, shape, checked.row)}) {
    if (sound) continue;
    if (sound.error().status != k_unprocessable) return Failure{sound.error()};
    faults.push_back(fault_of(from, sound.error().detail));
  }
  return checked;
}

// Each name is one account's.
Outcome<Done> check_usernames(Api& api, const std::vector<SheetRow>& rows, std::vector<SheetFault>& faults) {
  std::set<std::string> seen;
  for (const SheetRow& row : rows) {
    const std::string username = row.json.value("username", "");
    if (username.empty()) continue;
    const auto taken = api.accounts.user_named(username);
    if (!taken) return Failure{problem_of(taken.error())};
    const bool by_another = taken.value() && taken.value()->id.text() != row.id;
    if (by_another || !seen.insert(username).second) faults.push_back(fault_of(row, "username is taken."));
  }
  return Done{};
}

Outcome<Done> write_row(Api& api, const Call& call, const db::RegisterShape& shape, const CheckedRow& checked) {
  if (checked.is_new) {
    const auto added =
        api.registers.add(shape.which, checked.row, std::nullopt, audit_of(call, shape.word, "added", checked.row.id));
    if (!added) return Failure{problem_of(added.error())};
    return Done{};
  }
  const auto changed = api.registers.change(shape.which, checked.row, std::nullopt,
                                            audit_of(call, shape.word, "changed", checked.row.id));
  if (!changed) return Failure{problem_of(changed.error())};
  if (changed.value() == db::ChangeResult::stale) return Failure{stale()};
  return Done{};
}

// lat and lon are one member of a body, and so are the columns of her first contact; her others stay.
void join_members(Json& json, Json contacts) {
  if (json.contains("lat") || json.contains("lon")) {
    json["place"] = {{"lat", json.value("lat", Json(nullptr))}, {"lon", json.value("lon", Json(nullptr))}};
  }
  Json contact = Json::object();
  for (const char* name : {"name", "phone", "relation"}) {
    const std::string column = std::string("contact_") + name;
    if (json.contains(column)) contact[name] = json[column];
    json.erase(column);
  }
  json.erase("lat");
  json.erase("lon");
  if (contact.empty()) return;
  if (contacts.empty()) contacts.push_back(Json::object());
  contacts[0].update(contact);
  json["contacts"] = std::move(contacts);
}

struct CheckedResident {
  db::ResidentRecord record;
  std::optional<std::string> key_safe;
  std::string before;  // empty: new
};

Outcome<CheckedResident> checked_resident(Api& api, SheetRow from, std::vector<SheetFault>& faults) {
  const auto stored = api.residents.one(ResidentId{from.id});
  if (!stored) return Failure{problem_of(stored.error())};
  CheckedResident checked;
  if (stored.value()) {
    checked.record = *stored.value();
    checked.before = resident_view(checked.record);
  }
  checked.record.id = ResidentId{from.id};
  const Json before = checked.before.empty() ? Json::object() : Json::parse(checked.before);
  join_members(from.json, before.value("contacts", Json::array()));
  auto body = Body::read(written(from.json));
  if (!body) return Failure{body.error()};
  apply_body(body.value(), checked.record, checked.before.empty());
  checked.key_safe = key_safe_in(body.value());
  for (const std::string& sentence : body.value().faults()) faults.push_back(fault_of(from, sentence));
  if (!body.value().faults().empty()) return checked;
  if (const auto there = check_references(api, checked.record); !there) {
    if (there.error().status != k_unprocessable) return Failure{there.error()};
    faults.push_back(fault_of(from, there.error().detail));
  }
  return checked;
}

Outcome<Done> write_resident(Api& api, const Call& call, const CheckedResident& checked) {
  const std::string id = checked.record.id.text();
  const std::string after = resident_version_text(checked.record, checked.key_safe, call.now);
  if (checked.before.empty()) {
    const auto added = api.residents.add(checked.record, checked.key_safe.value_or(""), after,
                                         audit_of(call, "resident", "added", id));
    if (!added) return Failure{problem_of(added.error())};
    return Done{};
  }
  const auto changed = api.residents.change(checked.record, checked.key_safe, {checked.before, after},
                                            audit_of(call, "resident", "changed", id));
  if (!changed) return Failure{problem_of(changed.error())};
  if (!changed.value()) return Failure{stale()};
  return Done{};
}

}  // namespace

Handled import_rows(Api& api, const Call& call, db::Register which) {
  const db::RegisterShape& shape = db::shape_of(which);
  const auto columns = columns_of(shape);
  auto sheet = sheet_of(call.body, columns, std::string(shape.word.substr(0, 1)));
  if (!sheet) return Failure{sheet.error()};
  SheetReport report{is_dry_run(call), sheet.value().rows.size(), 0, 0, std::move(sheet.value().faults)};
  Known known(api);
  if (which == db::Register::districts) {
    for (const SheetRow& row : sheet.value().rows) known.add(db::Refers::to_district, row.id);
  }
  std::vector<CheckedRow> checked;
  for (const SheetRow& row : sheet.value().rows) {
    auto one = checked_row(api, known, shape, row, report.faults);
    if (!one) return Failure{one.error()};
    ++(one.value().is_new ? report.added : report.changed);
    checked.push_back(std::move(one.value()));
  }
  if (which == db::Register::users) {
    if (const auto done = check_usernames(api, sheet.value().rows, report.faults); !done) return Failure{done.error()};
  }
  if (report.dry_run || !report.faults.empty()) return report_answer(report);
  for (const CheckedRow& row : checked) {
    if (const auto done = write_row(api, call, shape, row); !done) return Failure{done.error()};
  }
  if (which == db::Register::users) api.sessions.forget_all();
  return report_answer(report);
}

Handled import_residents(Api& api, const Call& call) {
  auto sheet = sheet_of(call.body, resident_columns(), "r");
  if (!sheet) return Failure{sheet.error()};
  SheetReport report{is_dry_run(call), sheet.value().rows.size(), 0, 0, std::move(sheet.value().faults)};
  std::vector<CheckedResident> checked;
  for (const SheetRow& row : sheet.value().rows) {
    auto one = checked_resident(api, row, report.faults);
    if (!one) return Failure{one.error()};
    ++(one.value().before.empty() ? report.added : report.changed);
    checked.push_back(std::move(one.value()));
  }
  if (report.dry_run || !report.faults.empty()) return report_answer(report);
  for (const CheckedResident& resident : checked) {
    if (const auto done = write_resident(api, call, resident); !done) return Failure{done.error()};
  }
  return report_answer(report);
}

}  // namespace lamplight::server::http
