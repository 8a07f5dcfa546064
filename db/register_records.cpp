// The registers on MySQL: one way through for all of them.
#include "db/register_records.h"

#include <algorithm>
#include <array>

#include "db/accounts.h"
#include "db/directory.h"
#include "db/name_key.h"
#include "db/statements_accounts.h"
#include "db/statements_records.h"
#include "db/statements_registers.h"
#include "model/check.h"

namespace lamplight::db {
namespace {

struct ListStatements {
  std::string_view list;
  std::string_view add;
  std::string_view remove;
  std::string_view end;  // until when an item holds; empty: it has no end
};

struct Statements {
  std::string_view list;
  std::string_view one;
  std::string_view add;
  std::string_view change;
  std::string_view remove;
  bool dated;        // changed_ms follows the columns
  bool archives;     // `remove` keeps the row, so it is dated too
  bool raises_mark;  // dispatch keeps it in memory and must be told
  std::array<ListStatements, 2> lists{};
};

constexpr ListStatements k_worker_skills{k_list_skills_of_workers, k_add_skills_of_worker, k_remove_skill_of_worker,
                                         k_end_skill_of_worker};
constexpr ListStatements k_worker_districts{k_list_districts_of_workers, k_add_districts_of_worker,
                                            k_remove_district_of_worker, ""};

const Statements& statements_of(Register which) {
  static const std::array<Statements, 9> statements{{
      {k_list_district_rows, k_read_district_row, k_add_district_row, k_change_district_row, k_remove_district_row,
       false, false, true},
      {k_list_skill_rows, k_read_skill_row, k_add_skill_row, k_change_skill_row, k_remove_skill_row, false, false,
       true},
      {k_list_worker_rows,
       k_read_worker_row,
       k_add_worker_row,
       k_change_worker_row,
       k_remove_worker_row,
       true,
       true,
       false,
       {k_worker_skills, k_worker_districts}},
      {k_list_device_rows, k_read_device_row, k_add_device_row, k_change_device_row, k_remove_device_row, true, true,
       true},
      {k_list_shift_rows, k_read_shift_row, k_add_shift_row, k_change_shift_row, k_remove_shift_row, false, false,
       false},
      {k_list_user_rows, k_read_user_row, k_add_user_row, k_change_user_row, k_remove_user_row, true, true, false},
      {k_list_vehicle_rows, k_read_vehicle_row, k_add_vehicle_row, k_change_vehicle_row, k_remove_vehicle_row, false,
       false, false},
      {k_list_organisation_rows, k_read_organisation_row, k_add_organisation_row, k_change_organisation_row,
       k_remove_organisation_row, false, false, false},
      // Changed with the resident's record, and only there.
      {k_list_contact_rows, k_read_contact_row, "", "", "", false, false, false},
  }};
  return statements.at(static_cast<std::size_t>(which));
}

Param param_of(const Cell& cell) {
  return std::visit([](const auto& held) { return Param(held); }, cell);
}

RegisterRow row_without_cells(const std::string& id, const RegisterShape& shape) {
  RegisterRow row;
  row.id = id;
  row.lists.resize(shape.lists.size());
  row.until.resize(shape.lists.size());
  return row;
}

RegisterRow row_of(const Row& row, const RegisterShape& shape) {
  RegisterRow read = row_without_cells(row.text(0), shape);
  read.version = row.integer(1);
  unsigned column = 2;
  for (const Column& one : shape.columns) read.cells.push_back(cell_of(row, column++, one.type));
  return read;
}

void append_editable(Params& params, const RegisterRow& row, const RegisterShape& shape) {
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    if (shape.columns[i].editable) params.push_back(param_of(row.cells.at(i)));
  }
}

void read_lists(Session& session, std::vector<RegisterRow>& rows, const RegisterShape& shape, const Statements& sql) {
  if (rows.empty()) return;
  Params ids;
  for (const RegisterRow& row : rows) ids.emplace_back(row.id);
  for (std::size_t list = 0; list < shape.lists.size(); ++list) {
    session.query_in(sql.lists.at(list).list, {}, ids, {}, [&](const Row& found) {
      const auto owner = std::lower_bound(rows.begin(), rows.end(), found.text(0),
                                          [](const RegisterRow& row, const std::string& id) { return row.id < id; });
      if (owner == rows.end() || owner->id != found.text(0)) return;
      owner->lists[list].push_back(found.text(1));
      if (!found.null(2)) owner->until[list][found.text(1)] = found.instant(2);
    });
  }
}

Param end_of(const Ends& ends, const std::string& item) {
  const auto found = ends.find(item);
  return found == ends.end() ? Param(nullptr) : Param(found->second);
}

void write_list(Session& session, const RegisterRow& row, const RegisterRow& stored, std::size_t list,
                const ListStatements& sql) {
  const auto& wanted = row.lists.at(list);
  const auto& present = stored.lists.at(list);
  for (const std::string& item : present) {
    if (std::find(wanted.begin(), wanted.end(), item) == wanted.end()) session.change(sql.remove, {row.id, item});
  }
  std::vector<Params> added;
  for (const std::string& item : wanted) {
    const Param end = end_of(row.until.at(list), item);
    if (std::find(present.begin(), present.end(), item) == present.end()) {
      added.push_back(sql.end.empty() ? Params{row.id, item} : Params{row.id, item, end});
    } else if (end.held() != end_of(stored.until.at(list), item).held()) {
      session.change(sql.end, {end, row.id, item});
    }
  }
  session.insert(sql.add, added);
}

// Only what differs is touched.
void write_lists(Session& session, const RegisterRow& row, const RegisterRow& stored, const RegisterShape& shape,
                 const Statements& sql) {
  for (std::size_t list = 0; list < shape.lists.size(); ++list) {
    write_list(session, row, stored, list, sql.lists.at(list));
  }
}

// Few registers are long, so their rows are compared here, where a name's sound can be heard.
bool has_words(const RegisterRow& row, const RegisterShape& shape, const std::string& needle) {
  if (needle.empty() || needle_of(row.id).find(needle) != std::string::npos) return true;
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    const auto* text = std::get_if<std::string>(&row.cells.at(i));
    if (text != nullptr && !text->empty() && name_key(*text).find(needle) != std::string::npos) return true;
  }
  return false;
}

std::optional<RegisterRow> read_one(Session& session, Register which, const std::string& id) {
  const RegisterShape& shape = shape_of(which);
  std::vector<RegisterRow> rows;
  session.query(statements_of(which).one, {id}, [&](const Row& row) { rows.push_back(row_of(row, shape)); });
  read_lists(session, rows, shape, statements_of(which));
  return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

}  // namespace

Cell cell_of(const Row& row, unsigned column, CellType type) {
  if (row.null(column)) return nullptr;
  switch (type) {
    case CellType::text:
    case CellType::words:
      return row.text(column);
    case CellType::number:
      return row.real(column);
    case CellType::whole:
    case CellType::truth:
    case CellType::time:
      return row.integer(column);
  }
  LAMPLIGHT_CHECK(false && "a type outside the enumeration");
}

Result<std::vector<RegisterRow>, StoreError> RegisterRecords::list(Register which, const RowFilter& filter,
                                                                   const std::string& after, std::size_t max) {
  constexpr std::size_t k_read_at_once = 500;
  const std::string needle = needle_of(filter.words);
  const std::size_t at_once = needle.empty() ? max : k_read_at_once;
  return pool_.run<std::vector<RegisterRow>>([&](Session& session) {
    const RegisterShape& shape = shape_of(which);
    std::vector<RegisterRow> rows;
    std::string behind = after;
    for (std::size_t read = at_once; read == at_once && rows.size() < max;) {
      read = 0;
      session.query(statements_of(which).list, {behind, filter.all ? 1 : 0, static_cast<std::int64_t>(at_once)},
                    [&](const Row& found) {
                      ++read;
                      RegisterRow row = row_of(found, shape);
                      behind = row.id;
                      if (rows.size() < max && has_words(row, shape, needle)) rows.push_back(std::move(row));
                    });
    }
    read_lists(session, rows, shape, statements_of(which));
    return rows;
  });
}

Result<std::optional<RegisterRow>, StoreError> RegisterRecords::one(Register which, const std::string& id) {
  return pool_.run<std::optional<RegisterRow>>([&](Session& session) { return read_one(session, which, id); });
}

Result<bool, StoreError> RegisterRecords::exists(Refers refers, const std::string& id) {
  return pool_.run<bool>([&](Session& session) {
    switch (refers) {
      case Refers::to_nothing:
        return true;
      case Refers::to_district:
        return read_one(session, Register::districts, id).has_value();
      case Refers::to_worker:
        return read_one(session, Register::workers, id).has_value();
      case Refers::to_resident: {
        bool found = false;
        session.query(k_select_resident_card, {id}, [&](const Row&) { found = true; });
        return found;
      }
    }
    LAMPLIGHT_CHECK(false && "a reference outside the enumeration");
  });
}

void add_row(Session& session, Register which, const RegisterRow& row, const std::optional<std::string>& password_hash,
             const AuditEntry& audit) {
  const RegisterShape& shape = shape_of(which);
  const Statements& sql = statements_of(which);
  Params params{row.id};
  append_editable(params, row, shape);
  if (sql.dated) params.emplace_back(audit.at);
  if (which == Register::users) params.emplace_back(password_hash.value_or(""));
  session.insert(sql.add, {params});
  write_lists(session, row, row_without_cells(row.id, shape), shape, sql);
  if (sql.raises_mark) raise_mark(session);
  write_audit(session, audit);
}

Result<Done, StoreError> RegisterRecords::add(Register which, const RegisterRow& row,
                                              const std::optional<std::string>& password_hash,
                                              const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] { add_row(session, which, row, password_hash, audit); });
    return Done{};
  });
}

Result<ChangeResult, StoreError> RegisterRecords::change(Register which, const RegisterRow& row,
                                                         const std::optional<std::string>& password_hash,
                                                         const AuditEntry& audit) {
  return pool_.run<ChangeResult>([&](Session& session) {
    const RegisterShape& shape = shape_of(which);
    const Statements& sql = statements_of(which);
    Params params;
    append_editable(params, row, shape);
    if (sql.dated) params.emplace_back(audit.at);
    params.emplace_back(row.id);
    params.emplace_back(row.version);
    bool fits = false;
    session.transaction([&] {
      // The version first: it locks the row, and what is read afterwards is what it has.
      fits = session.change(sql.change, params) > 0;
      if (!fits) return;
      const auto stored = read_one(session, which, row.id);
      LAMPLIGHT_CHECK(stored.has_value());
      write_lists(session, row, *stored, shape, sql);
      if (password_hash) {
        session.change(k_change_password, {*password_hash, row.id});
        session.change(k_end_sessions_of_user, {audit.at, row.id, audit.at});
      }
      if (sql.raises_mark) raise_mark(session);
      write_audit(session, audit);
    });
    return fits ? ChangeResult::done : ChangeResult::stale;
  });
}

Result<ChangeResult, StoreError> RegisterRecords::remove(Register which, const std::string& id, std::int64_t version,
                                                         const AuditEntry& audit) {
  return pool_.run<ChangeResult>([&](Session& session) {
    const Statements& sql = statements_of(which);
    Params params;
    if (sql.archives) params.emplace_back(audit.at);
    params.emplace_back(id);
    params.emplace_back(version);
    ChangeResult result = ChangeResult::stale;
    session.transaction([&] {
      if (session.change(sql.remove, params) > 0) {
        result = ChangeResult::done;
        if (which == Register::users) session.change(k_end_sessions_of_user, {audit.at, id, audit.at});
        if (sql.raises_mark) raise_mark(session);
        write_audit(session, audit);
        return;
      }
      const auto stored = read_one(session, which, id);
      if (stored && stored->version == version) result = ChangeResult::in_use;
    });
    return result;
  });
}

}  // namespace lamplight::db
