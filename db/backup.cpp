// Messages: H the head, T a table's columns, R rows of it, E the counts.
#include "db/backup.h"

#include <set>
#include <stdexcept>

#include "db/fields.h"
#include "db/migrate.h"
#include "db/statements_backup.h"

namespace lamplight::db {
namespace {

constexpr std::size_t k_message_bytes = std::size_t{256} * 1024;
constexpr std::int64_t k_day_ms = 24 * 3'600'000;
constexpr char k_null = 'n';
constexpr char k_value = 'v';

enum class ColumnType : std::uint8_t { integer, real, bytes };

struct Column {
  std::string name;
  ColumnType type = ColumnType::bytes;
};

using Tables = std::map<std::string, std::vector<Column>>;

ColumnType type_called(const std::string& name) {
  if (name == "double" || name == "float") return ColumnType::real;
  return name.ends_with("int") ? ColumnType::integer : ColumnType::bytes;
}

Tables tables_of(Session& session) {
  Tables tables;
  session.query(k_backup_list_columns, {}, [&](const Row& row) {
    tables[row.text(0)].push_back({row.text(1), type_called(row.text(2))});
  });
  return tables;
}

std::string filled_in(std::string_view statement, const std::string& table, const std::vector<Column>& columns) {
  std::string names;
  for (const Column& column : columns) names += (names.empty() ? "`" : ", `") + column.name + "`";
  std::string text(statement);
  for (const auto& [mark, by] :
       {std::pair{std::string("{columns}"), names}, {std::string("{table}"), "`" + table + "`"}}) {
    if (const std::size_t at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), by);
  }
  return text;
}

void put_value(FieldWriter& to, const Row& row, unsigned place, ColumnType type) {
  if (row.null(place)) {
    to.text(std::string(1, k_null));
    return;
  }
  FieldWriter value;
  switch (type) {
    case ColumnType::integer:
      value.number(row.integer(place));
      break;
    case ColumnType::real:
      value.real(row.real(place));
      break;
    case ColumnType::bytes:
      value.text(row.text(place));
      break;
  }
  to.text(k_value + value.take());
}

Param value_in(FieldReader& from, ColumnType type) {
  const std::string field = from.text();
  if (field.empty() || field[0] == k_null) return nullptr;
  FieldReader value(std::string_view(field).substr(1));
  switch (type) {
    case ColumnType::integer:
      return value.number();
    case ColumnType::real:
      return value.real();
    case ColumnType::bytes:
      break;
  }
  return value.text();
}

// Rows of one table, gathered into messages.
class RowWriter {
 public:
  RowWriter(const std::vector<Column>& columns, const PutMessage& put) : columns_(columns), put_(put) {}

  void add(const Row& row) {
    FieldWriter fields;
    for (unsigned place = 0; place < columns_.size(); ++place) put_value(fields, row, place, columns_[place].type);
    rows_.text(fields.take());
    ++waiting_;
    ++count_;
    bytes_ = rows_.size();
    if (bytes_ >= k_message_bytes) flush();
  }
  std::int64_t finish() {
    if (waiting_ > 0) flush();
    return count_;
  }

 private:
  void flush() {
    put_("R" + rows_.take(), false);
    rows_ = {};
    waiting_ = 0;
  }

  const std::vector<Column>& columns_;
  const PutMessage& put_;
  FieldWriter rows_;
  std::size_t bytes_ = 0;
  std::int64_t waiting_ = 0;
  std::int64_t count_ = 0;
};

// Measurements come by the million: a day at a time, which is a partition at a time.
std::int64_t read_by_day(Session& session, const std::string& table, const std::vector<Column>& columns,
                         RowWriter& rows) {
  std::int64_t first = 0, last = -1;
  session.query(filled_in(k_backup_span, table, columns), {}, [&](const Row& row) {
    if (row.null(0)) return;
    first = row.integer(0);
    last = row.integer(1);
  });
  const std::string statement = filled_in(k_backup_read_day, table, columns);
  for (std::int64_t day = first - first % k_day_ms; day <= last; day += k_day_ms) {
    session.query(statement, {day, day + k_day_ms}, [&](const Row& row) { rows.add(row); });
  }
  return rows.finish();
}

std::int64_t read_table(Session& session, const std::string& table, const std::vector<Column>& columns,
                        const PutMessage& put) {
  FieldWriter head;
  head.text(table).each(columns, [&head](const Column& column) {
    head.text(column.name).number(static_cast<std::int64_t>(column.type));
  });
  put("T" + head.take(), false);
  RowWriter rows(columns, put);
  if (table == "readings") return read_by_day(session, table, columns, rows);
  session.query(filled_in(k_backup_read, table, columns), {}, [&](const Row& row) { rows.add(row); });
  return rows.finish();
}

std::int64_t count_of(Session& session, const std::string& table) {
  std::int64_t count = 0;
  session.query(filled_in(k_backup_count, table, {}), {}, [&](const Row& row) { count = row.integer(0); });
  return count;
}

[[noreturn]] void refuse(const std::string& sentence) {
  throw std::runtime_error(sentence);
}

// Takes messages in and writes their rows.
class Restoration {
 public:
  explicit Restoration(Session& session) : session_(session), tables_(tables_of(session)) {}

  void take(const std::string& message) {
    const std::string_view body = std::string_view(message).substr(1);
    switch (message[0]) {
      case 'H':
        return check(body);
      case 'T':
        return begin(body);
      case 'R':
        return rows(body);
      case 'E':
        return end(body);
      default:
        refuse("The back-up has a message of a kind that this version does not know.");
    }
  }
  [[nodiscard]] bool complete() const { return complete_; }
  [[nodiscard]] const RowCounts& counts() const { return counts_; }

 private:
  void check(std::string_view body) {
    FieldReader from(body);
    const auto version = from.number();
    if (version != schema_version(session_)) {
      refuse("The back-up is of schema " + std::to_string(version) + ", the database has " +
             std::to_string(schema_version(session_)) + ". Migrate an empty one to the former.");
    }
    for (const char* table : {"residents", "users", "incidents"}) {
      if (count_of(session_, table) > 0) refuse("The database is not empty: there are " + std::string(table) + ".");
    }
    // What migrations have put in is in the back-up too.
    for (const auto& [table, columns] : tables_) session_.change(filled_in(k_backup_empty, table, columns), {});
  }

  void begin(std::string_view body) {
    FieldReader from(body);
    table_ = from.text();
    columns_.clear();
    from.each([&] {
      Column column{from.text(), ColumnType::bytes};
      column.type = static_cast<ColumnType>(from.number());
      columns_.push_back(std::move(column));
    });
    if (!from.whole() || !tables_.contains(table_))
      refuse("The back-up has a table that the database does not know: " + table_ + ".");
    counts_[table_] = 0;
  }

  void rows(std::string_view body) {
    FieldReader all(body);
    std::vector<Params> rows;
    while (!all.whole()) {
      const std::string fields = all.text();
      FieldReader from(fields);
      Params row;
      for (const Column& column : columns_) row.push_back(value_in(from, column.type));
      if (!from.whole()) refuse("A row of the back-up can't be read.");
      rows.push_back(std::move(row));
    }
    session_.insert(filled_in(k_backup_write, table_, columns_), rows);
    counts_[table_] += static_cast<std::int64_t>(rows.size());
  }

  void end(std::string_view body) {
    FieldReader from(body);
    RowCounts expected;
    from.each([&] {
      std::string table = from.text();
      expected[std::move(table)] = from.number();
    });
    if (!from.whole() || expected != counts_) refuse("The back-up does not hold as many rows as it says.");
    complete_ = true;
  }

  Session& session_;
  const Tables tables_;
  std::string table_;
  std::vector<Column> columns_;
  RowCounts counts_;
  bool complete_ = false;
};

}  // namespace

RowCounts read_all_tables(Session& session, Instant now, const PutMessage& put) {
  session.run_text(std::string(k_backup_isolation));
  session.run_text(std::string(k_backup_begin));
  FieldWriter head;
  head.number(schema_version(session)).number(ms_of(now));
  put("H" + head.take(), false);
  RowCounts counts;
  for (const auto& [table, columns] : tables_of(session)) counts[table] = read_table(session, table, columns, put);
  FieldWriter tail;
  tail.each(counts, [&tail](const auto& count) { tail.text(count.first).number(count.second); });
  put("E" + tail.take(), true);
  session.run_text(std::string(k_backup_end));
  return counts;
}

RowCounts write_all_tables(Session& session, const NextMessage& next) {
  Restoration restoration(session);
  session.transaction([&] {
    while (const auto message = next()) restoration.take(*message);
    if (!restoration.complete()) refuse("The back-up is cut off.");
  });
  return restoration.counts();
}

}  // namespace lamplight::db
