// The database dies, stops or comes back: what the stores answer, and how fast.
//
// On a database of its own, since it is killed. Rows in docs/faults.md.
#include <catch2/catch.hpp>

#include <chrono>

#include "db/clock_anchor.h"
#include "db/readings.h"
#include "server/thread.h"
#include "tests/contract/samples.h"
#include "tests/contract/stores.h"
#include "tests/support/child.h"
#include "tests/support/private_database.h"

namespace lamplight::tests {
namespace {

using namespace std::chrono_literals;

PrivateDatabase& victim() {
  static PrivateDatabase database;
  return database;
}

db::Address victim_schema(const std::string& name) {
  return victim().create_migrated(name);
}

Changes numbered(int number) {
  const std::string n = std::to_string(number);
  return opening(sample_incident("i" + n, "k" + n), sample_alarm("p-" + n, "a", "i" + n));
}

double seconds_of(const std::function<void()>& body) {
  const auto start = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("A killed database loses nothing that was applied, and the pool finds it again") {
  db::Pool pool{victim_schema("killed"), db::Purpose::alarms, 3};
  db::MySqlLedger ledger{pool};
  REQUIRE(ledger.apply(numbered(1), k_morning).ok());
  victim().kill9();
  const auto away = ledger.apply(numbered(2), k_morning);
  REQUIRE_FALSE(away.ok());
  CHECK(away.error() == StoreError::unavailable);
  CHECK_FALSE(pool.last_fault().empty());
  victim().restart();
  CHECK(ledger.apply(numbered(2), k_morning).ok());
  CHECK(ledger.situation(about("i1")).value().incidents.size() == 1);
}

TEST_CASE("Killed while many commit: applied is there, unavailable is not, unknown is either whole or absent") {
  db::Pool pool{victim_schema("storm"), db::Purpose::alarms, 4};
  db::MySqlLedger ledger{pool};
  std::map<int, std::optional<StoreError>> answers;  // no error: applied
  std::mutex mutex;
  std::atomic<int> next{0};
  std::atomic<bool> stop{false};
  const auto work = [&](const std::stop_token&) {
    while (!stop) {
      const int number = next++;
      const auto result = ledger.apply(numbered(number), k_morning);
      const std::lock_guard lock{mutex};
      answers[number] = result ? std::nullopt : std::optional{result.error()};
      if (!result) return;
    }
  };
  {
    const server::Thread a{"a", work};
    const server::Thread b{"b", work};
    const server::Thread c{"c", work};
    REQUIRE(tests::eventually([&] { return next >= 300; }, 3'000));
    victim().kill9();
  }
  stop = true;
  victim().restart();
  int applied = 0;
  for (const auto& [number, error] : answers) {
    const std::string id = "i" + std::to_string(number);
    const Situation situation = ledger.situation(about(id)).value();
    const bool there = !situation.incidents.empty();
    const bool alarm = !ledger.situation(about_alarm("p-" + std::to_string(number), "a")).value().alarms.empty();
    CAPTURE(number);
    CHECK(there == alarm);
    if (!error) {
      ++applied;
      CHECK(there);
    } else if (*error == StoreError::unavailable) {
      CHECK_FALSE(there);
    } else {
      CHECK(*error == StoreError::unknown);
    }
    // The same decision again is safe, whatever was known: done before, or done now.
    if (error) CHECK(ledger.apply(numbered(number), k_morning).ok() == !there);
  }
  CHECK(applied >= 290);
}

TEST_CASE("A connection that dies at COMMIT is unknown") {
  const db::Address address = victim_schema("commit");
  db::Session session{address, db::Purpose::alarms};
  try {
    session.transaction([&] {
      session.change("UPDATE register_marks SET mark = mark + ? WHERE id = ?", {1, 1});
      victim().kill9();
    });
    FAIL("committed on a dead connection");
  } catch (const db::DbFault& fault) {
    CHECK(fault.kind() == db::FaultKind::lost_at_commit);
    CHECK(db::store_error_of(fault) == StoreError::unknown);
  }
  CHECK_FALSE(session.usable());
  victim().restart();
}

TEST_CASE("A frozen database holds nobody for longer than six seconds") {
  const db::Address address = victim_schema("frozen");
  db::Pool pool{address, db::Purpose::alarms, 2};
  db::Pool telemetry{address, db::Purpose::readings, 2};
  db::Pool administration{address, db::Purpose::administration, 1};
  db::MySqlLedger ledger{pool};
  db::MySqlReadings readings{telemetry, administration};
  REQUIRE(ledger.apply(numbered(1), k_morning).ok());
  REQUIRE(readings.store({{DeviceId{"p"}, {}, "heart_rate", k_morning, 70, k_morning}}).ok());
  victim().freeze();
  CHECK(seconds_of([&] {
          const auto answer = ledger.apply(numbered(2), k_morning);
          REQUIRE_FALSE(answer.ok());
          CHECK(answer.error() == StoreError::unavailable);
        }) < 6.0);
  CHECK(seconds_of([&] { CHECK_FALSE(ledger.situation(about("i1")).ok()); }) < 6.0);
  CHECK(seconds_of([&] {
          CHECK_FALSE(readings.store({{DeviceId{"p"}, {}, "heart_rate", k_morning + 1s, 70, k_morning}}).ok());
        }) < 6.0);
  victim().thaw();
  CHECK(ledger.apply(numbered(3), k_morning).ok());
  CHECK(readings.store({{DeviceId{"p"}, {}, "heart_rate", k_morning + 2s, 70, k_morning}}).ok());
}

TEST_CASE("A database restarted while sessions lay idle is noticed at the first use") {
  db::Pool pool{victim_schema("idle"), db::Purpose::alarms, 3};
  db::MySqlLedger ledger{pool};
  // Three sessions, all idle.
  pool.with([&](db::Session&) { pool.with([&](db::Session&) { pool.with([](db::Session&) {}); }); });
  CHECK(pool.figures().open == 3);
  victim().stop();
  victim().restart();
  // One call may find out; after it all of the old sessions are gone.
  (void)ledger.next_due();
  CHECK(ledger.apply(numbered(1), k_morning).ok());
  CHECK(ledger.apply(numbered(2), k_morning).ok());
}

TEST_CASE("A claim in progress is invisible to another server, and free again when its owner dies") {
  const db::Address address = victim_schema("claims");
  db::Pool pool{address, db::Purpose::alarms, 2};
  db::Pool other_pool{address, db::Purpose::alarms, 2};
  db::MySqlLedger ledger{pool};
  db::MySqlLedger other{other_pool};
  REQUIRE(ledger.apply(numbered(1), k_morning).ok());
  const Instant due = k_morning + 45s;
  const auto postpone = [&](const Situation& situation, const std::vector<IncidentId>&) {
    Changes changes = updating(next(situation.incidents.at(0)));
    changes.updated[0].deadline->at = due + 60s;
    return changes;
  };
  const auto interrupted =
      ledger.act_on_due(due, 10, [&](const Situation& situation, const std::vector<IncidentId>& ids) {
        const auto second = other.act_on_due(due, 10, postpone);
        CHECK(second.ok());
        CHECK(second.value().incidents.empty());
        db::Session killer{victim().root(), db::Purpose::administration};
        std::vector<std::int64_t> connections;
        killer.query("SELECT trx_mysql_thread_id FROM information_schema.innodb_trx WHERE trx_rows_locked > 0", {},
                     [&](const db::Row& row) { connections.push_back(row.integer(0)); });
        REQUIRE(connections.size() == 1);
        killer.run_text("KILL " + std::to_string(connections[0]));
        return postpone(situation, ids);
      });
  REQUIRE_FALSE(interrupted.ok());
  CHECK(interrupted.error() == StoreError::unavailable);
  auto taken_over = other.act_on_due(due, 10, postpone);
  // The killed session gives its row back as its last work, a moment later.
  for (int tries = 0; tries < 5'000 && taken_over.ok() && taken_over.value().incidents.empty(); ++tries)
    taken_over = other.act_on_due(due, 10, postpone);
  REQUIRE(taken_over.ok());
  CHECK(taken_over.value().incidents == std::vector{IncidentId{"i1"}});
}

TEST_CASE("The database tells its time in milliseconds of UTC, and it passes") {
  db::Pool pool{victim_schema("clock"), db::Purpose::requests, 1};
  const auto first = db::database_time(pool);
  REQUIRE(first.ok());
  // The database's own words for the same moment, in seconds.
  std::int64_t second = 0;
  pool.with([&](db::Session& session) {
    session.query("SELECT UNIX_TIMESTAMP()", {}, [&](const db::Row& row) { second = row.integer(0); });
  });
  const auto last = db::database_time(pool);
  REQUIRE(last.ok());
  CHECK(first.value() <= last.value());
  CHECK(ms_of(first.value()) / 1000 <= second);
  CHECK(second <= ms_of(last.value()) / 1000);
}

}  // namespace lamplight::tests
