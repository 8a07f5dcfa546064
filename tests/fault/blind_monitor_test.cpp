// The monitor's own outages flag nobody: a dead broker, a frozen monitor.
#include <signal.h>

#include <catch2/catch.hpp>

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"

using namespace lamplight;
using namespace lamplight::tests;
using namespace std::chrono_literals;

namespace {

bool time_comes(Instant moment) {
  return eventually([&] { return RunningTown::now() >= moment; }, 3'000);
}

}  // namespace

TEST_CASE("while the monitor could not see nobody is found silent; it says so once, and clocks start anew") {
  const std::string outage = GENERATE(as<std::string>{}, "broker dead", "monitor frozen");
  CAPTURE(outage);
  RunningTown town;
  town.start_server();
  town.start_monitor({"LAMPLIGHT_MONITOR_GRACE_S=1", "LAMPLIGHT_MONITOR_DISTRICT_WINDOW_S=1"});
  Homes homes(town.broker());
  REQUIRE(eventually([&] { return town.count("SELECT COUNT(*) FROM monitor_sight") == 1; }, 1'000));
  const auto say_all = [&](const std::string& within) {
    for (int i = 0; i < 40; ++i) {
      homes.say("lamplight/v1/d-" + std::to_string(i % 4) + "/p-" + std::to_string(i) + "/status",
                R"({"next_within_s":)" + within + "}");
    }
  };
  say_all("20");
  REQUIRE(
      eventually([&] { return town.count("SELECT COUNT(*) FROM device_promises WHERE promise_s = 20") == 40; }, 1'000));

  // Past every promise and grace.
  const Instant end = RunningTown::now() + 24s;
  if (outage == "broker dead") {
    town.broker().kill9();
    REQUIRE(time_comes(end));
    town.broker().restart();
  } else {
    town.signal("monitor", SIGSTOP);
    REQUIRE(time_comes(end));
    town.signal("monitor", SIGCONT);
  }
  REQUIRE(eventually(
      [&] { return town.count("SELECT COUNT(*) FROM monitor_sight WHERE blind_to_ms IS NOT NULL") == 1; }, 1'000));
  REQUIRE(eventually([&] { return homes.ready(); }, 1'000));
  say_all("600");
  REQUIRE(eventually([&] { return town.count("SELECT COUNT(*) FROM device_promises WHERE promise_s = 600") == 40; },
                     1'000));
  CHECK(town.count("SELECT COUNT(*) FROM findings") == 0);
  CHECK(town.count("SELECT COUNT(*) FROM incidents") == 0);
  CHECK(town.count("SELECT blind_to_ms - blind_from_ms FROM monitor_sight") > 15'000);
  std::size_t said = 0;
  const std::string log = town.log_of("monitor");
  for (std::size_t at = log.find("watch.blind"); at != std::string::npos; at = log.find("watch.blind", at + 1)) ++said;
  CHECK(said == 1);
}
