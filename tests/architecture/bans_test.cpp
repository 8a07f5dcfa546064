// Words that have one place in the tree, or none. Each rule first shows that it catches a planted violation.
#include <catch2/catch.hpp>

#include "tests/architecture/rules.h"

using namespace lamplight::architecture;

namespace {

std::size_t count(Rule rule, const std::string& path, const std::string& text) {
  return rule(read_source(path, text)).size();
}

}  // namespace

TEST_CASE("words in comments, literals and numbers are told apart") {
  const auto source = read_source("db/a.cpp", R"__(// "no" literal
const char* a = "one // still one \" quoted";  /* "no" */
const int b = 1'000'000;
const char c = '"';
const char* d = R"sql(two "quotes" inside)sql";
)__");
  REQUIRE(source.literals.size() == 2);
  CHECK(source.literals[0].text == R"(one // still one \" quoted)");
  CHECK(source.literals[0].line == 2);
  CHECK(source.literals[1].text == R"(two "quotes" inside)");
  CHECK(source.literals[1].line == 5);
  CHECK(source.code.size() == source.text.size());
  CHECK(source.code.find("1'000'000") != std::string::npos);
}

TEST_CASE("SQL outside its table of statements is caught") {
  const Rule rule = sql_outside_statements;
  CHECK(count(rule, "db/ledger.cpp", R"~(auto s = "SELECT id FROM incidents";)~") == 1);
  CHECK(count(rule, "db/ledger.cpp", R"~(auto s = "insert into incidents (id)";)~") == 1);
  CHECK(count(rule, "db/ledger.cpp", "auto s = R\"(UPDATE incidents\nSET state = ?)\";") == 1);
  CHECK(count(rule, "server/desk.cpp", R"~(auto s = "DELETE FROM timers"; auto t = "CREATE TABLE x (id INT)";)~") == 2);
  CHECK(count(rule, "db/statements.h", R"~(auto s = "SELECT id FROM incidents";)~") == 0);
  CHECK(count(rule, "db/session.cpp", R"~(run("START TRANSACTION"); run("SET NAMES utf8mb4");)~") == 0);
  CHECK(count(rule, "server/desk.cpp", R"~(auto s = "Please select a worker, or update the settings"; // SELECT)~") ==
        0);
}

TEST_CASE("SQL that supplies the time is caught") {
  const Rule rule = sql_supplies_the_time;
  CHECK(count(rule, "db/statements.h", R"~(auto s = "UPDATE timers SET due_ms = NOW()";)~") == 1);
  CHECK(count(rule, "db/statements.h", R"~(auto s = "select now(3)";)~") == 1);
  CHECK(count(rule, "db/migrations/0001_a.sql", "CREATE TABLE a (t TIMESTAMP DEFAULT CURRENT_TIMESTAMP);\n") == 1);
  CHECK(count(rule, "db/migrations/0001_a.sql", "-- never NOW()\nCREATE TABLE a (known INT);\n") == 0);
  CHECK(count(rule, "db/ledger.cpp", "apply(changes, clock.now());") == 0);
  const std::string anchor = R"~(constexpr std::string_view k_select_database_time = "SELECT SYSDATE(3)";)~";
  CHECK(count(rule, "db/statements.h", anchor) == 0);
  CHECK(count(rule, "db/statements.h", anchor + R"~( auto s = "SELECT SYSDATE(3)";)~") == 1);
}

TEST_CASE("a wall clock outside the clock is caught") {
  const Rule rule = wall_clock_outside_the_clock;
  CHECK(count(rule, "server/desk.cpp", "auto t = std::chrono::system_clock::now();") == 1);
  CHECK(count(rule, "tests/flow/a.cpp", "auto t = std::time(nullptr);") == 1);
  CHECK(count(rule, "server/clock.cpp", "auto t = std::chrono::system_clock::now();") == 0);
  CHECK(count(rule, "server/desk.cpp", "auto t = clock_.now();  // not system_clock::now()") == 0);
}

TEST_CASE("a transaction call that swallows errors is caught") {
  const Rule rule = transaction_call_that_swallows_errors;
  CHECK(count(rule, "db/session.cpp", "connection->commit();") == 1);
  CHECK(count(rule, "db/session.cpp", "connection.rollback(); connection->setAutoCommit (false);") == 2);
  CHECK(count(rule, "db/session.cpp", "run(\"COMMIT\"); commit(); committed.commits();") == 0);
}

TEST_CASE("a thread outside the wrapper is caught") {
  const Rule rule = thread_outside_the_wrapper;
  CHECK(count(rule, "server/intake.cpp", "std::thread t{run}; std::jthread u{run};") == 2);
  CHECK(count(rule, "tests/flow/a.cpp", "auto f = std::async(run); worker.detach(); worker->detach();") == 3);
  CHECK(count(rule, "server/thread.h", "std::jthread thread_;") == 0);
  CHECK(count(rule, "tests/unit/devices/a.cpp", "auto f = std::async(run); std::thread t{run};") == 1);
  CHECK(count(rule, "server/a.cpp",
              "std::this_thread::yield(); request.detachSocket(); std::thread::hardware_concurrency();") == 0);
}

TEST_CASE("a test that sleeps is caught") {
  const Rule rule = sleep_in_a_test;
  CHECK(count(rule, "tests/flow/a.cpp", "std::this_thread::sleep_for(1s); std::this_thread::sleep_until(t);") == 2);
  CHECK(count(rule, "tests/flow/a.cpp", "::usleep(100); Poco::Thread::sleep(5);") == 2);
  CHECK(count(rule, "tests/flow/a.cpp", "wait_until(condition);  // no sleep_for") == 0);
}

TEST_CASE("a singleton is caught") {
  CHECK(count(singleton, "server/a.cpp", "auto& a = Application::instance();") == 1);
  CHECK(count(singleton, "server/a.h", "static Registry& instance ( );") == 1);
  CHECK(count(singleton, "db/a.cpp", "sql::mysql::get_driver_instance(); settings.instance; instance(name);") == 0);
}

TEST_CASE("a reference to a default is caught") {
  const Rule rule = reference_to_a_default;
  CHECK(count(rule, "server/a.cpp", R"~({ const std::string& h = request.get("Authorization", ""); })~") == 1);
  CHECK(count(rule, "server/a.cpp", R"~(; const auto& h = request.get("A", "");)~") == 1);
  CHECK(count(rule, "server/a.cpp", R"~(; std::string_view h = request.get("A", "");)~") == 1);
  CHECK(count(rule, "server/a.cpp", R"~(; const std::string h = request.get("A", "");)~") == 0);
  CHECK(count(rule, "server/a.cpp", R"~(; const std::string& h = request.get("A");)~") == 0);
  CHECK(count(rule, "server/a.cpp", R"~(if (a && request.get("A", "") == "x") return;)~") == 0);
}

TEST_CASE("SQL stands in its table of statements only") {
  CHECK_THAT(found_in_tree(sql_outside_statements), Catch::Equals(""));
}

TEST_CASE("SQL supplies no time") {
  CHECK_THAT(found_in_tree(sql_supplies_the_time), Catch::Equals(""));
}

TEST_CASE("only the clock reads the wall clock") {
  CHECK_THAT(found_in_tree(wall_clock_outside_the_clock), Catch::Equals(""));
}

TEST_CASE("transactions are begun and ended by statements that throw") {
  CHECK_THAT(found_in_tree(transaction_call_that_swallows_errors), Catch::Equals(""));
}

TEST_CASE("threads are made by the wrapper only") {
  CHECK_THAT(found_in_tree(thread_outside_the_wrapper), Catch::Equals(""));
}

TEST_CASE("no test sleeps") {
  CHECK_THAT(found_in_tree(sleep_in_a_test), Catch::Equals(""));
}

TEST_CASE("there are no singletons") {
  CHECK_THAT(found_in_tree(singleton), Catch::Equals(""));
}

TEST_CASE("nobody borrows a default") {
  CHECK_THAT(found_in_tree(reference_to_a_default), Catch::Equals(""));
}
