// An old database migrated equals a new one; what was applied is never edited; two migrators don't meet.
#include <catch2/catch.hpp>

#include <regex>

#include "db/migrate.h"
#include "tests/support/private_database.h"

namespace lamplight::tests {
namespace {

using db::Migration;
using db::Purpose;
using db::Row;
using db::Session;

constexpr Instant k_now = instant_of_ms(1'795'421'730'123);

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all = [] {
    auto read = db::read_migrations(db::default_migrations_folder());
    REQUIRE(read.ok());
    return read.value();
  }();
  return all;
}

// A schema that goes with the test.
struct Schema {
  explicit Schema(std::string given, int up_to = -1) : name(std::move(given)) {
    shared_database().drop(name);
    address = up_to < 0 ? shared_database().create(name) : shared_database().create_migrated(name, up_to);
  }
  ~Schema() { shared_database().drop(name); }
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;
  std::string name;
  db::Address address;
};

// Columns, keys and partitions of a schema, a line each.
std::vector<std::string> shape_of(const std::string& schema) {
  Session session{shared_database().root(), Purpose::administration};
  std::vector<std::string> lines;
  const auto add = [&](const std::string& sql) {
    session.query(sql, {schema}, [&](const Row& row) { lines.push_back(row.text(0)); });
  };
  add("SELECT CONCAT_WS('|', table_name, ordinal_position, column_name, column_type, is_nullable, "
      "IFNULL(column_default, '-'), "
      "IFNULL(collation_name, '-'), extra, IFNULL(generation_expression, '-')) FROM information_schema.columns "
      "WHERE table_schema = ? ORDER BY table_name, ordinal_position");
  add("SELECT CONCAT_WS('|', table_name, index_name, seq_in_index, column_name, non_unique) FROM "
      "information_schema.statistics WHERE table_schema = ? ORDER BY table_name, index_name, seq_in_index");
  add("SELECT CONCAT_WS('|', table_name, IFNULL(partition_name, '-'), IFNULL(partition_method, '-'), "
      "IFNULL(partition_description, '-')) FROM information_schema.partitions WHERE table_schema = ? "
      "ORDER BY table_name, partition_ordinal_position");
  add("SELECT CONCAT_WS('|', table_name, engine, table_collation) FROM information_schema.tables WHERE table_schema = "
      "? "
      "ORDER BY table_name");
  return lines;
}

// A row in every table that there is and empty, whatever its columns.
void fill_tables(const Schema& schema) {
  Session session{schema.address, Purpose::administration};
  std::map<std::string, std::pair<std::string, std::string>> tables;
  session.query(
      "SELECT columns.table_name, columns.column_name, data_type FROM information_schema.columns AS columns "
      "WHERE table_schema = DATABASE() AND generation_expression IS NULL AND extra NOT LIKE '%auto_increment%' "
      "AND columns.table_name <> 'schema_migrations' ORDER BY columns.table_name, ordinal_position",
      {}, [&](const Row& row) {
        auto& [names, values] = tables[row.text(0)];
        const std::string type = row.text(2);
        const bool words = type.find("char") != std::string::npos || type.find("blob") != std::string::npos ||
                           type.find("binary") != std::string::npos;
        names += (names.empty() ? "" : ", ") + row.text(1);
        values += (values.empty() ? "" : ", ") + std::string{type == "date" ? "'1940-02-29'" : words ? "'x'" : "7"};
      });
  for (const auto& [table, parts] : tables) {
    session.run_text("INSERT INTO " + table + " (" + parts.first + ") VALUES (" + parts.second + ")");
  }
}

}  // namespace

TEST_CASE("An old database with rows in it, migrated, equals a new one") {
  const Schema fresh{"fresh", 0};
  const int newest = static_cast<int>(migrations().size());
  const int old = GENERATE_COPY(1, 8, 20, newest - 1);
  CAPTURE(old);
  const Schema aged{"aged", old};
  fill_tables(aged);
  Session session{aged.address, Purpose::administration};
  const auto done = db::migrate(session, migrations(), k_now);
  INFO((done ? "" : done.error()));
  REQUIRE(done.ok());
  CHECK(done.value().size() == static_cast<std::size_t>(newest - old));
  CHECK(shape_of("aged") == shape_of("fresh"));
  CHECK(db::schema_version(session) == newest);
}

TEST_CASE("Migrating again does nothing") {
  const Schema schema{"again", 0};
  Session session{schema.address, Purpose::administration};
  const auto done = db::migrate(session, migrations(), k_now);
  REQUIRE(done.ok());
  CHECK(done.value().empty());
}

TEST_CASE("A server starts on its own schema only, and says what to do") {
  const Schema schema{"gate", 5};
  Session session{schema.address, Purpose::administration};
  const auto older = db::check_schema(session, migrations());
  REQUIRE_FALSE(older.ok());
  CHECK(older.error().find("run lamplight-migrate") != std::string::npos);
  REQUIRE(db::migrate(session, migrations(), k_now).ok());
  CHECK(db::check_schema(session, migrations()).ok());

  std::vector<Migration> of_yesterday = migrations();
  of_yesterday.pop_back();
  const auto newer = db::check_schema(session, of_yesterday);
  REQUIRE_FALSE(newer.ok());
  CHECK(newer.error().find("newer than this program") != std::string::npos);
  const auto refused = db::migrate(session, of_yesterday, k_now);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error() == newer.error());
}

TEST_CASE("An empty database has schema 0") {
  const Schema schema{"blank"};
  Session session{schema.address, Purpose::administration};
  CHECK(db::schema_version(session) == 0);
  CHECK_FALSE(db::check_schema(session, migrations()).ok());
}

TEST_CASE("A file edited after it was applied is refused by name") {
  const Schema schema{"edited", 3};
  Session session{schema.address, Purpose::administration};
  std::vector<Migration> edited = migrations();
  edited[1].checksum = std::string(24, '0');
  const auto refused = db::migrate(session, edited, k_now);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().find("migration 2 (skills) was edited") != std::string::npos);
  CHECK(db::schema_version(session) == 3);
}

TEST_CASE("A migration that was cut off is taken up again, whether or not its table was made") {
  const bool made = GENERATE(true, false);
  const Schema schema{"cut", 4};
  Session session{schema.address, Purpose::administration};
  const Migration& fifth = migrations()[4];
  session.change("INSERT INTO schema_migrations (version, name, checksum, started_ms) VALUES (?, ?, ?, ?)",
                 {5, fifth.name, fifth.checksum, k_now});
  if (made) session.run_text(fifth.sql);
  CHECK(db::schema_version(session) == 4);
  const auto done = db::migrate(session, migrations(), k_now);
  INFO((done ? "" : done.error()));
  REQUIRE(done.ok());
  CHECK(db::schema_version(session) == static_cast<int>(migrations().size()));
}

TEST_CASE("A migration that fails names itself, and may be mended") {
  const Schema schema{"broken", 2};
  Session session{schema.address, Purpose::administration};
  std::vector<Migration> broken = migrations();
  broken[2].sql = "CREATE TABLE oops (";
  broken[2].checksum = std::string(24, '1');
  const auto failed = db::migrate(session, broken, k_now);
  REQUIRE_FALSE(failed.ok());
  CHECK(failed.error().find("migration 3 (residents) failed") == 0);
  CHECK(db::schema_version(session) == 2);
  CHECK(db::migrate(session, migrations(), k_now).ok());
}

TEST_CASE("The files run from 1 without a gap, one statement each") {
  for (std::size_t i = 0; i < migrations().size(); ++i) {
    const Migration& migration = migrations()[i];
    CAPTURE(migration.name);
    CHECK(migration.version == static_cast<int>(i) + 1);
    const std::string sql = std::regex_replace(migration.sql, std::regex{"--[^\n]*"}, "");
    CHECK(std::count(sql.begin(), sql.end(), ';') == 1);
  }
  const auto none = db::read_migrations("/nowhere");
  REQUIRE_FALSE(none.ok());
  CHECK(none.error() == "no migrations in /nowhere");
}

}  // namespace lamplight::tests
