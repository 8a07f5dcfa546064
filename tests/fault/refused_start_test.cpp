// A server that is started with something wrong: it says what, ends, and leaves the one that runs alone.
#include <catch2/catch.hpp>

#include "tests/support/certificates.h"
#include "tests/support/child.h"
#include "tests/support/free_port.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

TEST_CASE("A server that is started wrongly refuses and says why, and the one that runs goes on") {
  RunningTown town;
  town.start_server();
  const std::string taken = std::to_string(town.http_port());
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"LAMPLIGHT_DATABASE_USER=nobody-we-know", "nobody-we-know"},
      {"LAMPLIGHT_DATABASE_PASSWORD=wrong", "Access denied"},
      {"LAMPLIGHT_DATABASE_NAME=another_town", "another_town"},
      {"LAMPLIGHT_DATABASE_SOCKET=/nowhere/mysqld.sock", "/nowhere/mysqld.sock"},
      {"LAMPLIGHT_KEYS_COLUMN=/nowhere/column.key", "/nowhere/column.key"},
      {"LAMPLIGHT_HTTP_PORT=" + taken, taken},
      {"LAMPLIGHT_HTTP_PORT=many", "port"},
  };
  for (const auto& [setting, reason] : wrong) {
    INFO(setting);
    std::string said;
    try {
      town.start_server("second", {setting});
    } catch (const std::runtime_error& refused) {
      said = refused.what();
    }
    INFO(said);
    CHECK(said.find(reason) != std::string::npos);
    CHECK(town.ready());
  }
  Homes homes(town.broker());
  homes.press("p-1", "a-1", "sos", "d-1");
  CHECK(homes.heard("p-1", "a-1", AckState::received).has_value());
}

TEST_CASE("A server with a wrong password for the broker is not ready and says so") {
  RunningTown town;
  town.start_server();
  CHECK_THROWS_WITH(town.start_server("second", {"LAMPLIGHT_BROKER_PASSWORD=wrong"}),
                    Catch::Contains("self_watch.line_down the line to the broker"));
  CHECK(Web(town.http_port("second")).get("/readyz").status == 503);
  CHECK(town.ready());
}

TEST_CASE("A server that is started when the database's certificate has expired refuses and says why, and the one that runs goes on") {
  RunningTown town({}, free_port());
  town.start_server();
  const Certificates certificates;
  const int port = free_port();
  PrivateDatabase expired(port, certificates.server_options("expired"));
  const db::Address there = expired.create_migrated("town");
  std::string said;
  try {
    town.start_server("second", {"LAMPLIGHT_DATABASE_PORT=" + std::to_string(port), "LAMPLIGHT_DATABASE_CA_FILE=" + certificates.file("ours.pem")});
  } catch (const std::runtime_error& refused) {
    said = refused.what();
  }
  INFO(said);
  CHECK(said.find("certificate") != std::string::npos);
  CHECK(town.ready());
}
