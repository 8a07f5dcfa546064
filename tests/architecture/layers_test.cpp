// The floors of design.md §1: who may include what. Each rule first shows that it catches a planted violation.
#include <catch2/catch.hpp>

#include "tests/architecture/rules.h"

using namespace lamplight::architecture;

namespace {

std::size_t count(Rule rule, const std::string& path, const std::string& text) {
  return rule(read_source(path, text)).size();
}

}  // namespace

TEST_CASE("an include that points up or sideways is caught") {
  const Rule rule = include_points_up_or_sideways;
  CHECK(count(rule, "model/a.h", "#include \"devices/topic.h\"\n") == 1);
  CHECK(count(rule, "devices/a.h", "#include \"dispatch/town.h\"\n") == 1);
  CHECK(count(rule, "dispatch/a.h", "#include \"devices/topic.h\"\n") == 1);
  CHECK(count(rule, "db/a.h", "#  include \"server/clock.h\"\n") == 1);
  CHECK(count(rule, "server/a.h", "#include \"tests/support/broker.h\"\n") == 1);
  CHECK(count(rule, "dispatch/a.h", "#include \"db/pool.h\"\n#include \"server/clock.h\"\n") == 2);
  CHECK(count(rule, "server/a.cpp", "#include \"db/pool.h\"\n#include \"model/ids.h\"\n#include <poll.h>\n") == 0);
  CHECK(count(rule, "db/a.cpp", "// #include \"server/clock.h\"\n/* #include \"server/desk.h\" */\n") == 0);
}

TEST_CASE("a violation is named by file and line") {
  const auto source = read_source("db/a.cpp", "// A.\n/* two\n   lines */\n#include \"server/clock.h\"\n");
  CHECK(listed(include_points_up_or_sideways(source)) == "db/a.cpp:4: db must not know server/clock.h\n");
}

TEST_CASE("a header of a third party outside its owner is caught") {
  const Rule rule = header_belongs_to_another;
  CHECK(count(rule, "devices/decode.cpp", "#include <mqtt/async_client.h>\n") == 1);
  CHECK(count(rule, "devices/mqtt_link.cpp", "#include <mqtt/async_client.h>\n") == 0);
  CHECK(count(rule, "server/intake.cpp", "#include <cppconn/driver.h>\n") == 1);
  CHECK(count(rule, "db/session.h", "#include <cppconn/driver.h>\n") == 1);
  CHECK(count(rule, "db/session.cpp", "#include <cppconn/driver.h>\n#include <mysql_driver.h>\n") == 0);
  CHECK(count(rule, "db/pool.cpp", "#include <Poco/Net/Socket.h>\n") == 1);
  CHECK(count(rule, "dispatch/intake.cpp", "#include <nlohmann/json.hpp>\n") == 1);
  CHECK(count(rule, "server/desk.cpp", "#include \"nlohmann/json.hpp\"\n") == 1);
  CHECK(count(rule, "devices/decode_status.cpp", "#include <nlohmann/json.hpp>\n") == 0);
  CHECK(count(rule, "db/ledger.cpp", "#include <sodium.h>\n#include <sqlite3.h>\n") == 2);
  CHECK(count(rule, "server/desk.cpp",
              "#include <toml++/toml.h>\n#include <CLI/CLI.hpp>\n#include <prometheus/counter.h>\n") == 3);
  CHECK(count(rule, "model/a.h", "#include <vector>\n#include <boost/any.hpp>\n#include <unistd.h>\n") == 2);
  CHECK(count(rule, "server/a.cpp", "#include <boost/any.hpp>\n") == 1);
}

TEST_CASE("an include that is not a path from the root is caught") {
  const Rule rule = include_not_from_the_root;
  CHECK(count(rule, "db/a.cpp", "#include \"../model/ids.h\"\n") == 1);
  CHECK(count(rule, "db/a.cpp", "#include \"pool.h\"\n") == 1);
  CHECK(count(rule, "db/a.cpp", "#include \"db/../model/ids.h\"\n") == 1);
  CHECK(count(rule, "db/a.cpp", "#include \"db/pool.h\"\n#include <vector>\n") == 0);
}

TEST_CASE("dispatch that acts instead of deciding is caught") {
  const Rule rule = dispatch_does_more_than_decide;
  CHECK(count(rule, "dispatch/a.cpp", "#include <fstream>\n#include <mutex>\n#include <thread>\n") == 3);
  CHECK(count(rule, "dispatch/a.cpp", "auto t = std::chrono::steady_clock::now();\n") == 1);
  CHECK(count(rule, "dispatch/a.cpp", "// steady_clock::now\n#include <chrono>\nInstant now;\n") == 0);
  CHECK(count(rule, "server/a.cpp", "#include <mutex>\n") == 0);
}

TEST_CASE("no include points up or sideways") {
  CHECK_THAT(found_in_tree(include_points_up_or_sideways), Catch::Equals(""));
}

TEST_CASE("every header of a third party is included by its owner only") {
  CHECK_THAT(found_in_tree(header_belongs_to_another), Catch::Equals(""));
}

TEST_CASE("every include is a path from the root") {
  CHECK_THAT(found_in_tree(include_not_from_the_root), Catch::Equals(""));
}

TEST_CASE("dispatch decides and does nothing else") {
  CHECK_THAT(found_in_tree(dispatch_does_more_than_decide), Catch::Equals(""));
}

TEST_CASE("the tree is read: every floor has files") {
  for (const char* floor : {"model/", "devices/", "dispatch/", "db/", "server/", "tests/", "db/migrations/"}) {
    INFO(floor);
    bool seen = false;
    for (const Source& source : whole_tree()) seen = seen || source.path.starts_with(floor);
    CHECK(seen);
  }
}
