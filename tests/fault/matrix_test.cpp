// The short matrix: each fault while homes press and people act, and a checker that judges the history.
// All of it, many times: `./lamplight bench faults`.
#include <catch2/catch.hpp>

#include <iostream>

#include "tests/fault_bench/faults.h"
#include "tests/support/failing_sync.h"
#include "tests/support/own_network.h"
#include "tests/support/seed.h"

using namespace lamplight;
using namespace lamplight::fault_bench;
using namespace lamplight::tests;

namespace {

// What strikes one town one after the other; all of them take the same kind of town.
std::string struck_by(const std::vector<std::string>& names) {
  static std::uint64_t seed = seed_of_this_run("the fault matrix");
  const Fault& first = fault_named(names.front());
  if (first.needs_network && !in_own_network()) {
    std::cout << "SKIPPED: no network of its own" << std::endl;
    return {};
  }
  if (first.needs_trace && !FailingSync::possible()) {
    std::cout << "SKIPPED: no program may be traced" << std::endl;
    return {};
  }
  TownUnderFault under(seed++, first.town);
  for (const std::string& name : names) fault_named(name).strike(under);
  return under.verdict();
}

std::vector<std::string> times(int count, const std::vector<std::string>& names) {
  std::vector<std::string> all;
  for (int i = 0; i < count; ++i) all.insert(all.end(), names.begin(), names.end());
  return all;
}

}  // namespace

TEST_CASE("Servers killed again and again while people act leave a history without violation") {
  CHECK(struck_by(times(10, {"kill_server"})) == "");
}

TEST_CASE("Brokers and databases killed again and again while people act leave a history without violation") {
  CHECK(struck_by(times(5, {"kill_broker", "kill_database"})) == "");
}

TEST_CASE("Monitors killed again and again, and frozen, lose no cry from behind a bridge") {
  auto names = times(10, {"kill_monitor"});
  names.emplace_back("freeze_monitor_5_s");
  CHECK(struck_by(names) == "");
}

TEST_CASE("A server, a broker and a database that freeze and wake up leave a history without violation") {
  CHECK(struck_by({"freeze_server_5_s", "freeze_broker_5_s", "freeze_database_5_s"}) == "");
}

TEST_CASE("Everything killed at once leaves a history without violation") {
  CHECK(struck_by({"kill_everything"}) == "");
}

TEST_CASE("A database that answers each statement late, or loses answers to COMMIT, leaves a history without violation") {
  CHECK(struck_by({"slow_database", "lost_commits"}) == "");
}

TEST_CASE("Deadlocks, held rows and no connection left in the database leave a history without violation") {
  CHECK(struck_by({"held_rows", "deadlock_storm", "no_connection_left"}) == "");
}

TEST_CASE("Connections that are half open leave a history without violation") {
  CHECK(struck_by({"database_half_open"}) == "");
  CHECK(struck_by({"broker_half_open", "server_half_open"}) == "");
}

// Alone: it takes whatever the machine has, and who is beside it would be late.
TEST_CASE("A flood of telemetry and homes that connect anew all the time leave a history without violation", "[alone]") {
  CHECK(struck_by({"telemetry_flood", "reconnects"}) == "");
}

TEST_CASE("Cables pulled between server and database leave a history without violation") {
  CHECK(struck_by({"database_apart", "database_hears_nothing", "database_not_heard", "database_resets"}) == "");
}

TEST_CASE("Cables pulled between server, broker and homes leave a history without violation") {
  CHECK(struck_by({"broker_apart", "broker_hears_nothing", "broker_not_heard", "homes_apart", "homes_hear_nothing"}) ==
        "");
}

TEST_CASE("A network that loses every fifth packet leaves a history without violation") {
  CHECK(struck_by({"a_fifth_lost"}) == "");
}

TEST_CASE("Two servers killed and started in turn under load leave a history without violation") {
  CHECK(struck_by(
            {"kill_one_of_two_server", "kill_one_of_two_second", "kill_one_of_two_server", "freeze_one_of_two"}) == "");
}

TEST_CASE("One of two servers that is cut off from the database leaves a history without violation") {
  CHECK(struck_by({"second_apart", "second_hears_nothing"}) == "");
}

TEST_CASE("A disk without room under the database leaves a history without violation") {
  CHECK(struck_by({"disk_full"}) == "");
}

TEST_CASE("A disk without room under the database and its redo log leaves a history without violation") {
  CHECK(struck_by({"disk_full_under_log"}) == "");
}

TEST_CASE("A disk without room under log, broker store or journal leaves a history without violation") {
  CHECK(struck_by({"log_full", "broker_store_full", "journal_full"}) == "");
}

TEST_CASE("A disk that fails each fsync under database, broker store or journal leaves a history without violation") {
  CHECK(struck_by({"broker_store_fails", "disk_fails", "journal_fails"}) == "");
}

// By name only: which two it is follows from chance, and a test that everybody waits for explores nothing.
TEST_CASE("Two faults that overlap leave a history without violation", "[.]") {
  if (!in_own_network() || !FailingSync::possible()) {
    std::cout << "SKIPPED: no network of its own, or no program may be traced" << std::endl;
    return;
  }
  const Fault& pair = fault_named("random_pair");
  TownUnderFault under(seed_of_this_run("faults that overlap"), pair.town);
  for (int i = 0; i < 3; ++i) pair.strike(under);
  CHECK(under.verdict() == "");
}
