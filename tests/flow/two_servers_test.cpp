// Two servers on one database and broker from the start: every alarm is one alarm, every timer acts once.
#include <catch2/catch.hpp>

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

TEST_CASE("Two servers side by side make one incident of each press and act once on each deadline") {
  RunningTown town({.residents = 60, .workers = 12, .offer_wait = Millis{1'000}});
  town.start_server("one");
  town.start_server("two");
  Homes homes(town.broker());
  for (int i = 0; i < 40; ++i) homes.press("p-" + std::to_string(i), "a-1", "sos", "d-" + std::to_string(i % 4));
  for (int i = 0; i < 40; ++i) {
    INFO("p-" << i);
    REQUIRE(homes.heard("p-" + std::to_string(i), "a-1", AckState::received).has_value());
  }
  CHECK(town.count("SELECT COUNT(*) FROM alarms") == 40);
  CHECK(town.count("SELECT COUNT(*) FROM incidents") == 40);

  // Every ladder runs to the dispatchers; each offer ends once, in history and in fact.
  REQUIRE(eventually([&] {
    return town.count("SELECT COUNT(*) FROM history WHERE what = 'dispatchers_called'") >= 40;
  }, 1'500));
  CHECK(town.count("SELECT COUNT(*) FROM history WHERE what = 'expired'") ==
        town.count("SELECT COUNT(*) FROM offers WHERE state = 'expired'"));
  CHECK(town.count("SELECT COUNT(*) FROM (SELECT incident_id, worker_id FROM history WHERE what = 'expired' "
                   "GROUP BY incident_id, worker_id, at_ms HAVING COUNT(*) > 1) twice") == 0);
  CHECK(town.count("SELECT COUNT(*) FROM incidents LEFT JOIN timers ON incident_id = id WHERE is_open = 1 AND due_ms IS NULL") == 0);

  // Either server carries out a command; the other knows at once.
  Web one(town.http_port("one"), town.sign_in("u-d-0"));
  Web two(town.http_port("two"), town.sign_in("u-d-1"));
  const auto listed = one.get("/api/v1/incidents?state=open");
  REQUIRE(listed.status == 200);
  const std::string incident = listed.body["items"][0]["id"];
  REQUIRE(one.command(incident, {{"do", "close"}, {"outcome", "helped"}}).status == 200);
  CHECK(two.command(incident, {{"do", "acknowledge"}}).status == 409);
}
