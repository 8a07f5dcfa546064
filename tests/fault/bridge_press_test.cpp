// A cry from behind a household's bridge has the custody of a pendant's: also while the database is away.
#include <catch2/catch.hpp>

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

TEST_CASE("A button behind a bridge is answered while the database is away, and is in it once when it is back") {
  RunningTown town;
  town.start_server();
  town.start_monitor();
  Homes homes(town.broker());
  REQUIRE(homes.ready());
  REQUIRE(eventually([&] { return town.count("SELECT COUNT(*) FROM monitor_sight") == 1; }, 1'000));
  Web desk(town.http_port(), town.sign_in("u-d-0"));
  REQUIRE(desk.get("/api/v1/incidents?state=open").status == 200);

  town.database().kill9();
  homes.say("lamplight/v1/d-1/p-1/zigbee2mqtt/sos_button", R"({"action":"emergency","battery":97})");
  CHECK(eventually(
      [&] {
        const auto open = desk.get("/api/v1/incidents?state=open");
        return open.status == 200 && open.body["items"].size() == 1 && open.body["items"][0]["kind"] == "sos" &&
               open.body["items"][0]["provisional"] == true;
      },
      1'500));

  town.database().restart();
  REQUIRE(eventually([&] { return town.count("SELECT COUNT(*) FROM incidents WHERE kind = 'sos'") == 1; }, 1'500));
  // Kept at last, it is told once more, known, and forgotten.
  const auto kept = [&] { return town.log_of("monitor").find("finding.begun rule=press_") != std::string::npos; };
  REQUIRE(eventually(kept, 1'500));
  CHECK(eventually([&] { return town.count("SELECT COUNT(*) FROM findings") == 0; }, 1'500));
  CHECK(town.count("SELECT COUNT(*) FROM alarms WHERE device_id = 'p-1' AND alarm_id LIKE 'm:press_%'") == 1);
}
