// The monitor on a real broker and a real database, which die and come back: every record is found again.
#include "server/monitor.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <memory>

#include "server/clock.h"
#include "tests/support/child.h"
#include "tests/support/private_broker.h"
#include "tests/support/private_database.h"
#include "tests/support/temporary_folder.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

const PrivateBroker::Users k_homes{{"home-1", "secret-1"}, {"home-2", "secret-2"}};

// A town with a monitor in it, and two homes that speak.
class Watched {
 public:
  Watched() : broker(k_homes), home(broker.link("home-1", "home-1"), {}) {
    static int count = 0;
    schema = "monitor_" + std::to_string(++count);
    settings.database = database.create_migrated(schema);
    settings.broker.port = broker.port();
    settings.broker.user = "lamplight-monitor";
    settings.broker.password = broker.password_of("lamplight-monitor");
    settings.instance = "monitor-1";
    settings.findings_file = (folder.path() / "findings.key").string();
    std::ofstream(settings.findings_file) << std::string(64, '3') << "\n";
    std::filesystem::permissions(settings.findings_file, std::filesystem::perms::owner_read);
    home.start();
    REQUIRE(eventually([&] { return home.connected(); }));
  }

  void start_monitor() {
    monitor = std::make_unique<server::Monitor>(settings);
    REQUIRE(eventually([&] { return monitor->listening(); }));
  }

  // Publishes and waits until the broker has it.
  void say(const std::string& leaf, const std::string& payload) {
    ++said_;
    REQUIRE(home.publish("lamplight/v1/d1/home-1/" + leaf, payload, [this](bool ok) { taken_ += ok ? 1 : 0; }));
  }
  bool all_taken() {
    return eventually([&] { return taken_ == said_; });
  }

  // A pack of `records` readings, none like any other.
  void say_pack(int records) {
    std::string pack = R"([{"bt":1700000000})";
    for (int i = 0; i < records; ++i) pack += R"(,{"n":"steps","v":1,"t":)" + std::to_string(next_second_++) + "}";
    say("readings", pack + "]");
  }

  std::int64_t count(const std::string& table) {
    db::Session session(database.root(), db::Purpose::administration);
    std::int64_t rows = 0;
    session.query("SELECT COUNT(*) FROM " + schema + "." + table, {},
                  [&](const db::Row& row) { rows = row.integer(0); });
    return rows;
  }
  bool comes_to(const std::string& table, std::int64_t rows) {
    return eventually([&] { return count(table) >= rows; }, 1500) && count(table) == rows;
  }

  TemporaryFolder folder;
  PrivateDatabase& database = shared_database();
  PrivateBroker broker;
  std::string schema;
  server::Settings settings;
  MqttLink home;
  std::unique_ptr<server::Monitor> monitor;

 private:
  int said_ = 0;
  std::atomic<int> taken_{0};
  int next_second_ = 0;
};

}  // namespace

TEST_CASE("what a home measures is in the database, what can't be read beside it, and the counts add up") {
  Watched town;
  town.start_monitor();
  for (int i = 0; i < 20; ++i) town.say_pack(100);
  town.say("readings", R"([{"n":"heart_rate","v":72,"t":1700000000},{"n":"heart_rate","v":73,"t":1700000000}])");
  town.say("readings", R"([{"n":"heart_rate","v":7200},{"n":"spo2","v":97}])");
  town.say("readings", "no pack");
  town.say("status", R"({"online":true,"battery_pct":83})");
  town.say("status", "no heartbeat");
  town.say("result", R"({"id":"c-1","ok":true})");
  CHECK(town.comes_to("readings", 2002));
  CHECK(town.comes_to("device_status", 1));
  CHECK(town.comes_to("dead_letters", 3));

  const server::ReadingsFigures& figures = town.monitor->figures();
  const auto settled = [&] {
    return figures.stored + figures.repeated + figures.refused + figures.dead_lettered == 2008;
  };
  REQUIRE(eventually(settled));
  CHECK(figures.items == 2008);
  CHECK(figures.stored == 2004);  // a heartbeat and a result besides
  CHECK(figures.repeated == 1);
  CHECK(figures.refused == 1);
  CHECK(figures.dead_lettered == 2);
  CHECK(figures.items == figures.stored + figures.repeated + figures.refused + figures.dead_lettered);
}

TEST_CASE("days have their partitions as soon as the monitor runs") {
  Watched town;
  town.start_monitor();
  const std::string partitions = "information_schema.partitions WHERE table_name = 'readings' AND table_schema = '";
  const auto days = [&] {
    db::Session session(town.database.root(), db::Purpose::administration);
    std::int64_t rows = 0;
    session.query("SELECT COUNT(*) FROM " + partitions + town.schema + "'", {},
                  [&](const db::Row& row) { rows = row.integer(0); });
    return rows;
  };
  CHECK(eventually([&] { return days() > 90; }));
}

TEST_CASE("readings that come while the database is dead are in it when it is back") {
  Watched town;
  town.start_monitor();
  town.say_pack(10);
  REQUIRE(town.comes_to("readings", 10));
  town.database.kill9();
  for (int i = 0; i < 50; ++i) town.say_pack(10);
  REQUIRE(town.all_taken());
  town.database.restart();
  CHECK(town.comes_to("readings", 510));
}

TEST_CASE("readings that come while the monitor restarts wait for it at the broker") {
  Watched town;
  town.start_monitor();
  town.say_pack(10);
  REQUIRE(town.comes_to("readings", 10));
  town.monitor.reset();
  for (int i = 0; i < 50; ++i) town.say_pack(10);
  REQUIRE(town.all_taken());
  town.start_monitor();
  CHECK(town.comes_to("readings", 510));
}

TEST_CASE("a monitor that is stopped in the middle writes what it holds") {
  Watched town;
  town.start_monitor();
  for (int i = 0; i < 200; ++i) town.say_pack(10);
  REQUIRE(town.all_taken());
  town.monitor.reset();
  const std::int64_t before = town.count("readings");
  town.start_monitor();
  CHECK(town.comes_to("readings", 2000));
  INFO("written before the restart: " << before);
}

TEST_CASE("after the broker was killed the monitor listens again") {
  Watched town;
  town.start_monitor();
  town.broker.kill9();
  REQUIRE(eventually([&] { return !town.monitor->listening(); }));
  town.broker.restart();
  REQUIRE(eventually([&] { return town.monitor->listening() && town.home.connected(); }));
  town.say_pack(10);
  CHECK(town.comes_to("readings", 10));
}

TEST_CASE("two monitors that hear one press behind a bridge tell one alarm") {
  Watched town;
  town.start_monitor();
  server::Settings other = town.settings;
  other.instance = "monitor-2";
  const server::Monitor second(other);
  REQUIRE(eventually([&] { return second.listening(); }));
  // Not at the edge of the four seconds that are one moment.
  const server::Clock clock;
  REQUIRE(eventually([&] { return ms_of(clock.now()) % 4'000 < 400; }));
  town.say("zigbee2mqtt/sos_button", R"({"action":"emergency"})");
  REQUIRE(eventually([&] { return town.monitor->finding_figures().told > 0 && second.finding_figures().told > 0; }));
  CHECK(town.comes_to("findings", 1));
}

TEST_CASE("two monitors split the districts; where both watch, every record is stored once") {
  Watched town;
  town.settings.monitor.districts = "d1,d2";
  town.start_monitor();
  server::Settings other = town.settings;
  other.instance = "monitor-2";
  other.monitor.districts = "d3";
  const server::Monitor second(other);
  other.instance = "monitor-3";
  other.monitor.districts = "";
  const server::Monitor third(other);
  REQUIRE(eventually([&] { return second.listening() && third.listening(); }));
  for (int i = 0; i < 100; ++i) town.say_pack(10);
  CHECK(town.comes_to("readings", 1000));
  const server::ReadingsFigures& mine = town.monitor->figures();
  const server::ReadingsFigures& theirs = third.figures();
  CHECK(eventually([&] { return mine.stored + theirs.stored == 1000 && mine.repeated + theirs.repeated == 1000; }));
  CHECK(mine.items == 1000);
  CHECK(theirs.items == 1000);
  CHECK(second.figures().items == 0);
}
