// The registers that administrators keep, one row at a time. All of them are read and written in one
// way; what differs stands in their shapes.
//
// Used by server/http on request threads. Every change carries its audit row in the same transaction and
// raises the registers' mark where dispatch reads the register.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/pool.h"
#include "dispatch/changes.h"

namespace lamplight::db {

enum class Register : std::uint8_t {
  districts,
  skills,
  workers,
  devices,
  shifts,
  users,
  vehicles,
  organisations,
  contacts,
};

enum class CellType : std::uint8_t { text, whole, number, truth, time, words };

// What a text must name, so that no row points to nothing.
enum class Refers : std::uint8_t { to_nothing, to_district, to_resident, to_worker };

struct Column {
  std::string_view name;  // as the API writes it
  CellType type = CellType::text;
  bool required = false;  // when the row is made
  bool editable = true;   // else it is only read
  bool nullable = false;
  double least = 0;  // of numbers; texts: the most is bytes
  double most = 200;
  Refers refers = Refers::to_nothing;
  std::string_view one_of = {};  // allowed words, separated by blanks; empty: any
  bool code = false;             // letters, digits and -_.: only
};

// A list of codes kept in a table of its own.
struct ListColumn {
  std::string_view name;
  Register of;                  // every item is an id there
  std::string_view until = {};  // the member that says until when an item holds; empty: they have no end
};

struct RegisterShape {
  Register which;
  std::string_view name;  // "districts"
  std::string_view word;  // "district", for audit rows and new ids
  std::span<const Column> columns;
  std::span<const ListColumn> lists;
};

[[nodiscard]] const RegisterShape& shape_of(Register which);

using Cell = Param::Held;  // truth and time as whole numbers, words separated by commas

// A column of an answer as a cell.
[[nodiscard]] Cell cell_of(const Row& row, unsigned column, CellType type);

// The items of a list that end, each with the instant from which it no longer holds.
using Ends = std::map<std::string, Instant>;

struct RegisterRow {
  std::string id;
  std::int64_t version = 1;
  std::vector<Cell> cells;                      // in the order of the shape's columns
  std::vector<std::vector<std::string>> lists;  // in the order of the shape's lists
  std::vector<Ends> until;                      // the same
};

struct RowFilter {
  bool all = false;   // what is archived, retired or disabled too
  std::string words;  // in its id or in one of its texts; of Chinese also in pinyin, or by initials
};

enum class ChangeResult : std::uint8_t { done, stale, in_use };

// One more row with its audit row, inside a transaction of the caller's: for what is written together with it.
void add_row(Session& session, Register which, const RegisterRow& row, const std::optional<std::string>& password_hash,
             const AuditEntry& audit);

class RegisterRecords {
 public:
  explicit RegisterRecords(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  // By id, behind `after`.
  [[nodiscard]] Answer<std::vector<RegisterRow>> list(Register which, const RowFilter& filter, const std::string& after,
                                                      std::size_t max);
  [[nodiscard]] Answer<std::optional<RegisterRow>> one(Register which, const std::string& id);
  [[nodiscard]] Answer<bool> exists(Refers refers, const std::string& id);

  // A taken id or user name is a conflict. `password_hash` is for users only.
  [[nodiscard]] Answer<Done> add(Register which, const RegisterRow& row,
                                 const std::optional<std::string>& password_hash, const AuditEntry& audit);
  // The row as it shall be, with the version that was read. A user's sessions end with a new password.
  [[nodiscard]] Answer<ChangeResult> change(Register which, const RegisterRow& row,
                                            const std::optional<std::string>& password_hash, const AuditEntry& audit);
  // Deletes, or archives what history speaks of.
  [[nodiscard]] Answer<ChangeResult> remove(Register which, const std::string& id, std::int64_t version,
                                            const AuditEntry& audit);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
