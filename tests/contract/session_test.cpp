// What the stores rely on of a session: exact bytes, rows found, many rows at once, whole transactions.
#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include "db/fault.h"
#include "db/pool.h"
#include "db/statement_text.h"
#include "tests/support/private_database.h"

namespace lamplight::tests {
namespace {

using db::DbFault;
using db::FaultKind;
using db::Params;
using db::Purpose;
using db::Row;
using db::Session;

constexpr std::string_view k_put = "INSERT INTO notes (id, word, raw, size) VALUES {rows}";
constexpr std::string_view k_all = "SELECT id, word, raw, size FROM notes ORDER BY id";

db::Address scratch() {
  static const db::Address address = [] {
    db::Address made = shared_database().create("scratch");
    Session session{made, Purpose::administration};
    session.run_text(
        "CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY, word VARCHAR(400) NULL, raw MEDIUMBLOB NULL, size DOUBLE "
        "NULL) "
        "ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    return made;
  }();
  Session session{address, Purpose::administration};
  session.run_text("DELETE FROM notes");
  return address;
}

std::int64_t count(Session& session) {
  std::int64_t rows = -1;
  session.query("SELECT COUNT(*) FROM notes", {}, [&](const Row& row) { rows = row.integer(0); });
  return rows;
}

FaultKind fault_of(const std::function<void()>& body) {
  try {
    body();
  } catch (const DbFault& fault) {
    return fault.kind();
  }
  FAIL("no fault");
  return FaultKind::other;
}

}  // namespace

TEST_CASE("Values come back exactly") {
  Session session{scratch(), Purpose::alarms};
  std::string bytes;
  for (int i = 0; i < 70'000; ++i) bytes += static_cast<char>(i * 7);
  const std::string word{"陈奶奶 👵🏻 \0 end", 24};
  const std::int64_t big = std::numeric_limits<std::int64_t>::max();
  session.insert(k_put, {{big, word, bytes, 113.1908765432109}, {-1, nullptr, nullptr, nullptr}, {0, "", "", -0.0}});
  int seen = 0;
  session.query(k_all, {}, [&](const Row& row) {
    switch (seen++) {
      case 0:
        CHECK(row.integer(0) == -1);
        CHECK((row.null(1) && row.null(2) && row.null(3)));
        break;
      case 1:
        CHECK_FALSE(row.null(1));
        CHECK(row.text(1).empty());
        CHECK(row.text(2).empty());
        break;
      default:
        CHECK(row.integer(0) == big);
        CHECK(row.text(1) == word);
        CHECK(row.text(2) == bytes);
        CHECK(row.real(3) == 113.1908765432109);
    }
  });
  CHECK(seen == 3);
}

TEST_CASE("A value longer than a network packet's buffer goes through whole") {
  Session session{scratch(), Purpose::alarms};
  const std::string bytes(3 << 20, '\xfe');
  session.insert(k_put, {{1, "long", bytes, 0.0}});
  session.query(k_all, {}, [&](const Row& row) { CHECK(row.text(2) == bytes); });
}

TEST_CASE("Any number of rows is inserted, in few statements and within the packet") {
  Session session{scratch(), Purpose::readings};
  const int rows = GENERATE(0, 1, 8, 9, 999, 1'000, 2'345);
  std::vector<Params> values;
  for (int i = 0; i < rows; ++i) values.push_back({i, std::to_string(i), nullptr, i / 8.0});
  CHECK(session.insert(k_put, values) == rows);
  CHECK(count(session) == rows);
  int next = 0;
  session.query(k_all, {}, [&](const Row& row) {
    CHECK(row.integer(0) == next);
    CHECK(row.text(1) == std::to_string(next));
    ++next;
  });
}

TEST_CASE("Rows that do not fit one packet together are inserted apart") {
  Session session{scratch(), Purpose::alarms};
  const std::string bytes(5 << 20, 'x');
  std::vector<Params> values;
  for (int i = 0; i < 7; ++i) values.push_back({i, nullptr, bytes, nullptr});
  CHECK(session.insert(k_put, values) == 7);
}

TEST_CASE("A row that stays as it is counts as found, one that is not there does not") {
  Session session{scratch(), Purpose::alarms};
  session.insert(k_put, {{1, "same", nullptr, nullptr}});
  CHECK(session.change("UPDATE notes SET word = ? WHERE id = ?", {"same", 1}) == 1);
  CHECK(session.change("UPDATE notes SET word = ? WHERE id = ?", {"same", 2}) == 0);
}

TEST_CASE("Lists of any length are asked about, and an empty one is not asked at all") {
  Session session{scratch(), Purpose::alarms};
  std::vector<Params> values;
  for (int i = 0; i < 1'500; ++i) values.push_back({i, i % 2 == 0 ? "even" : "odd", nullptr, nullptr});
  session.insert(k_put, values);
  const std::size_t length = GENERATE(0U, 1U, 3U, 512U, 513U, 1'100U);
  Params list;
  for (std::size_t i = 0; i < length; ++i) list.emplace_back(static_cast<std::int64_t>(i));
  std::size_t found = 0;
  session.query_in("SELECT id FROM notes WHERE word = ? AND id IN {in} AND id >= ?", {"even"}, list, {0},
                   [&](const Row& row) {
                     CHECK(row.integer(0) % 2 == 0);
                     ++found;
                   });
  CHECK(found == (length + 1) / 2);
  CHECK(session.change_in("UPDATE notes SET size = ? WHERE id IN {in}", {1.5}, list) ==
        static_cast<std::int64_t>(length));
  std::vector<Params> alternatives;
  for (std::size_t i = 0; i < length; ++i) alternatives.push_back({static_cast<std::int64_t>(i), "odd"});
  found = 0;
  session.query_any("SELECT id FROM notes WHERE {any id = ? AND word = ?}", alternatives, [&](const Row&) { ++found; });
  CHECK(found == length / 2);
}

TEST_CASE("A session keeps few prepared statements, also while an answer is being read") {
  const db::Address address = scratch();
  Session session{address, Purpose::alarms};
  session.insert(k_put, {{1, "a", nullptr, nullptr}, {2, "b", nullptr, nullptr}});
  int read = 0;
  session.query(k_all, {}, [&](const Row&) {
    ++read;
    for (int i = 0; i < 400; ++i) {
      const std::string distinct = "SELECT word FROM notes WHERE id = ? AND " + std::to_string(i) + " = ?";
      session.query(distinct, {1, i}, [&](const Row& row) { CHECK(row.text(0) == "a"); });
    }
  });
  CHECK(read == 2);
  CHECK(count(session) == 2);
  std::int64_t kept = 0;
  session.query("SHOW GLOBAL STATUS LIKE 'Prepared_stmt_count'", {},
                [&](const Row& row) { kept = std::stoll(row.text(1)); });
  CHECK(kept < 400);
}

TEST_CASE("A transaction is whole: a body that throws leaves nothing") {
  const db::Address address = scratch();
  Session session{address, Purpose::alarms};
  Session other{address, Purpose::alarms};
  CHECK_THROWS_AS(session.transaction([&] {
    session.insert(k_put, {{1, "a", nullptr, nullptr}});
    throw std::runtime_error("on second thoughts");
  }),
                  std::runtime_error);
  CHECK(count(session) == 0);
  CHECK(session.usable());
  session.transaction([&] {
    session.insert(k_put, {{1, "a", nullptr, nullptr}});
    CHECK(count(other) == 0);
  });
  CHECK(count(other) == 1);
}

TEST_CASE("Faults have names") {
  const db::Address address = scratch();
  Session session{address, Purpose::alarms};
  session.insert(k_put, {{1, "a", nullptr, nullptr}});
  SECTION("a taken key is a conflict") {
    CHECK(fault_of([&] { session.insert(k_put, {{1, "b", nullptr, nullptr}}); }) == FaultKind::conflict);
    CHECK(session.usable());
  }
  SECTION("a lock waited for too long is a conflict") {
    Session other{address, Purpose::administration};
    other.transaction([&] {
      other.change("UPDATE notes SET word = ? WHERE id = ?", {"b", 1});
      CHECK(fault_of([&] {
              session.change("UPDATE notes SET word = ? WHERE id = ?", {"c", 1});
            }) == FaultKind::conflict);
    });
    CHECK(session.usable());
  }
  SECTION("a deadlock is a conflict") {
    session.insert(k_put, {{2, "a", nullptr, nullptr}, {3, "heavy", nullptr, nullptr}});
    Session other{address, Purpose::alarms};
    session.run_text("START TRANSACTION");
    other.run_text("START TRANSACTION");
    session.change("UPDATE notes SET word = ? WHERE id = ?", {"s", 1});
    session.change("UPDATE notes SET word = ? WHERE id = ?", {"s", 3});
    other.change("UPDATE notes SET word = ? WHERE id = ?", {"o", 2});
    // Both in the same thread: the wait of the first ends by its time-out, which is a conflict as well.
    CHECK(fault_of([&] { other.change("UPDATE notes SET word = ? WHERE id = ?", {"o", 1}); }) == FaultKind::conflict);
    session.run_text("ROLLBACK");
    other.run_text("ROLLBACK");
  }
  SECTION("a text too long for its column is a defect of ours") {
    CHECK(fault_of([&] { session.insert(k_put, {{5, std::string(401, 'x'), nullptr, nullptr}}); }) == FaultKind::other);
    CHECK(session.usable());
  }
  SECTION("a statement that makes no sense is a defect of ours") {
    CHECK(fault_of([&] { session.change("UPDATE nothing SET x = 1", {}); }) == FaultKind::other);
  }
  SECTION("a killed connection is lost, and the session says so") {
    std::int64_t id = 0;
    session.query("SELECT CONNECTION_ID()", {}, [&](const Row& row) { id = row.integer(0); });
    Session killer{shared_database().root(), Purpose::administration};
    killer.run_text("KILL " + std::to_string(id));
    CHECK(fault_of([&] { (void)count(session); }) == FaultKind::lost);
    CHECK_FALSE(session.usable());
    CHECK_FALSE(session.answers());
  }
  SECTION("nobody at the address is lost") {
    db::Address nowhere = address;
    nowhere.socket += "x";
    CHECK(fault_of([&] { const Session none{nowhere, Purpose::alarms}; }) == FaultKind::lost);
  }
}

TEST_CASE("What happens at COMMIT is unknown, unless somebody else was first") {
  CHECK(db::fault_kind_of(2013, db::Moment::committing) == FaultKind::lost_at_commit);
  CHECK(db::fault_kind_of(1180, db::Moment::committing) == FaultKind::lost_at_commit);
  CHECK(db::fault_kind_of(1213, db::Moment::committing) == FaultKind::conflict);
  CHECK(db::fault_kind_of(2006, db::Moment::running) == FaultKind::lost);
  CHECK(db::fault_kind_of(1062, db::Moment::running) == FaultKind::conflict);
  CHECK(db::fault_kind_of(1064, db::Moment::running) == FaultKind::other);
  CHECK(db::fault_kind_of(1045, db::Moment::connecting) == FaultKind::lost);
}

TEST_CASE("A session of the alarms is set up as traps.md wants it") {
  Session session{scratch(), Purpose::alarms};
  const auto variable = [&](const std::string& name) {
    std::string value;
    session.query("SHOW SESSION VARIABLES LIKE '" + name + "'", {}, [&](const Row& row) { value = row.text(1); });
    return value;
  };
  CHECK(variable("character_set_client") == "utf8mb4");
  CHECK(variable("character_set_results") == "utf8mb4");
  CHECK(variable("tx_isolation") + variable("transaction_isolation") == "READ-COMMITTED");
  CHECK(variable("innodb_lock_wait_timeout") == "2");
  CHECK(variable("autocommit") == "ON");
  CHECK(variable("time_zone") == "+00:00");
  CHECK(variable("sql_mode").find("STRICT_ALL_TABLES") != std::string::npos);
  if (!variable("max_statement_time").empty()) {
    CHECK(std::stod(variable("max_statement_time")) == 3.0);
    CHECK(variable("idle_write_transaction_timeout") == "5");
  }
}

TEST_CASE("A pool lends no more sessions than it has, and gives a waiting one its turn") {
  db::Pool pool{scratch(), Purpose::alarms, 1};
  pool.with([&](Session& first) {
    CHECK(first.usable());
    CHECK(pool.figures().in_use == 1);
    CHECK(fault_of([&] { pool.with([](Session&) {}); }) == FaultKind::lost);
  });
  CHECK(pool.figures().in_use == 0);
  pool.with([](Session& session) { CHECK(session.answers()); });
  CHECK(pool.figures().open == 1);
}

TEST_CASE("Few distinct statements come of many sizes") {
  CHECK(db::rows_at_once(5, 1'000) == 5);
  CHECK(db::rows_at_once(8, 1'000) == 8);
  CHECK(db::rows_at_once(9, 1'000) == 8);
  CHECK(db::rows_at_once(200, 1'000) == 128);
  CHECK(db::rows_at_once(1'000, 10'000) == 1'000);
  CHECK(db::rows_at_once(5'000, 10'000) == 1'000);
  CHECK(db::rows_at_once(5'000, 100) == 64);
  CHECK(db::padded_count(1) == 1);
  CHECK(db::padded_count(5) == 8);
  CHECK(db::with_rows("VALUES {rows}", 2, 3) == "VALUES (?, ?, ?), (?, ?, ?)");
  CHECK(db::with_list("IN {in} AND x", 2) == "IN (?, ?) AND x");
  CHECK(db::with_alternatives("WHERE {any a = ? AND b = ?} LIMIT 1", 2) ==
        "WHERE ((a = ? AND b = ?) OR (a = ? AND b = ?)) LIMIT 1");
}

}  // namespace lamplight::tests
