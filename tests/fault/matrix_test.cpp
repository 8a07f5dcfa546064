// The short matrix: each fault while homes press and people act, and a checker that judges the history.
// All of it, many times: `./lamplight bench faults`.
#include <catch2/catch.hpp>

#include <iostream>

#include "tests/fault_bench/faults.h"
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

TEST_CASE("A server, a broker and a database that freeze and wake up leave a history without violation") {
  CHECK(struck_by({"freeze_server_5_s", "freeze_broker_5_s", "freeze_database_5_s"}) == "");
}

TEST_CASE("Everything killed at once leaves a history without violation") {
  CHECK(struck_by({"kill_everything"}) == "");
}

TEST_CASE("A database that answers each statement late, or holds the rows, leaves a history without violation") {
  CHECK(struck_by({"slow_database", "held_rows"}) == "");
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

TEST_CASE("A disk without room under the database leaves a history without violation") {
  CHECK(struck_by({"disk_full"}) == "");
}
