// The canary: it comes back while all is well, is nothing to anybody, and cries out by its own way when not.
#include <catch2/catch.hpp>

#include <signal.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "tests/support/child.h"
#include "tests/support/free_port.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// A program that writes down what it is told: a pager of the test's own.
class Pager {
 public:
  Pager() {
    std::ofstream(program()) << "#!/bin/sh\necho \"$1\" >>'" << said_file() << "'\n";
    chmod(program().c_str(), 0700);
  }
  [[nodiscard]] std::string program() const { return (folder_.path() / "pager").string(); }
  [[nodiscard]] std::string said() const {
    std::ifstream file(said_file());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }

 private:
  [[nodiscard]] std::string said_file() const { return (folder_.path() / "said").string(); }

  TemporaryFolder folder_;
};

// A press goes round in a fraction of a second, on a busy machine in some.
constexpr int k_unseen_after_s = 10;

struct Watched {
  RunningTown town;
  Pager pager;
  int metrics_port = free_port();

  Watched() {
    town.start_server();
    town.start_monitor({"LAMPLIGHT_CANARY_EVERY_MS=200",
                        "LAMPLIGHT_CANARY_UNSEEN_AFTER_MS=" + std::to_string(k_unseen_after_s * 1'000),
                        "LAMPLIGHT_CANARY_ALERT=" + pager.program(),
                        "LAMPLIGHT_METRICS_PORT=" + std::to_string(metrics_port)});
  }
  [[nodiscard]] double metric(const std::string& name) const {
    const std::string text = Web(metrics_port).get("/metrics").text;
    const std::size_t at = text.find("\n" + name + " ");
    return at == std::string::npos ? -1.0 : std::stod(text.substr(at + name.size() + 2));
  }
};

}  // namespace

TEST_CASE("The canary's presses go the whole way and are nothing to anybody") {
  Watched all;
  REQUIRE(eventually([&] { return all.metric("lamplight_canary_heard_total") >= 5; }, 1'500));
  CHECK(all.town.count("SELECT COUNT(*) FROM alarms WHERE device_id LIKE 'canary-%'") >= 5);
  CHECK(all.town.count("SELECT COUNT(*) FROM incidents") == 0);
  CHECK(all.town.count("SELECT COUNT(*) FROM history") == 0);
  CHECK(all.town.count("SELECT COUNT(*) FROM offers") == 0);
  Web desk(all.town.http_port(), all.town.sign_in("u-d-0"));
  CHECK(desk.get("/api/v1/alarms").body["items"].empty());
  CHECK(desk.get("/api/v1/incidents").body["items"].empty());
  CHECK(all.pager.said().empty());
  CHECK(all.metric("lamplight_canary_unseen_seconds") < k_unseen_after_s);
}

TEST_CASE("A frozen server is noticed by the canary, which cries out by its own way, and says when it is over") {
  Watched all;
  REQUIRE(eventually([&] { return all.metric("lamplight_canary_heard_total") >= 1; }, 1'500));
  all.town.signal("server", SIGSTOP);
  REQUIRE(eventually([&] { return all.pager.said() == "unseen\n"; }, 1'500));
  CHECK(all.metric("lamplight_canary_unseen_seconds") > k_unseen_after_s);
  CHECK(all.town.log_of("monitor").find("canary.unseen") != std::string::npos);
  all.town.signal("server", SIGCONT);
  REQUIRE(eventually([&] { return all.pager.said() == "unseen\nseen\n"; }, 1'500));
}

TEST_CASE("With the database away the canary still comes back, by way of the journal") {
  Watched all;
  REQUIRE(eventually([&] { return all.metric("lamplight_canary_heard_total") >= 1; }, 1'500));
  all.town.database().kill9();
  REQUIRE(eventually([&] {
    return Web(all.town.http_port()).get("/metrics").text.find("\nlamplight_database_away 1") != std::string::npos;
  }));
  const double heard = all.metric("lamplight_canary_heard_total");
  CHECK(eventually([&] { return all.metric("lamplight_canary_heard_total") >= heard + 3; }, 1'500));
  CHECK(all.pager.said().empty());
}

TEST_CASE("A device of the register is no canary, whatever its name and whatever it sends") {
  RunningTown town;
  town.change(
      "INSERT INTO devices (id, district_id, resident_id, model, changed_ms) "
      "SELECT 'canary-1', district_id, resident_id, model, changed_ms FROM devices WHERE id = 'p-1'");
  town.start_server();
  Homes homes(town.broker());
  REQUIRE(homes.say("lamplight/v1/d-1/canary-1/alarm", R"({"id":"a-1","kind":"sos","test":true})"));
  CHECK(eventually([&] { return town.count("SELECT COUNT(*) FROM incidents WHERE test = 1") == 1; }));
}
