// A kill -9 at each named point between deciding, committing and telling.
#include <catch2/catch.hpp>

#include <signal.h>

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/ways_out.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// Waits until the server has killed itself, then starts it as always.
void comes_back(RunningTown& town) {
  REQUIRE(eventually([&] { return town.ended("server"); }, 1'500));
  town.start_server();
}

std::string received_incident(Homes& homes, const std::string& device) {
  REQUIRE(eventually([&] {
    homes.repeat_unheard(Millis{500});
    return homes.unheard() == 0;
  }, 1'500));
  const auto ack = homes.heard(device, "c-1", AckState::received);
  REQUIRE(ack.has_value());
  return ack->incident.value().text();
}

}  // namespace

TEST_CASE("A server killed at a crash point of the intake loses no press and stores none twice") {
  const std::string point = GENERATE("intake.decided", "intake.committed", "intake.acknowledged", "courier.told");
  INFO(point);
  RunningTown town({.residents = 4, .workers = 3});
  town.start_server("server", {"LAMPLIGHT_CRASH_AT=" + point});
  Homes homes(town.broker());
  homes.press("p-0", "c-1");
  comes_back(town);
  received_incident(homes, "p-0");
  CHECK(town.count("SELECT COUNT(*) FROM alarms") == 1);
  CHECK(town.count("SELECT COUNT(*) FROM incidents") == 1);
  CHECK(town.count("SELECT COUNT(*) FROM timers") == 1);
  CHECK(eventually([&] { return town.count("SELECT COUNT(*) FROM outbox") == 0; }));
}

TEST_CASE("A server killed at a crash point of the timekeeper acts on the deadline exactly once") {
  const std::string point = GENERATE("timekeeper.decided", "timekeeper.committed");
  INFO(point);
  RunningTown town({.residents = 4, .workers = 6, .offer_wait = Millis{1'500}});
  town.start_server("server", {"LAMPLIGHT_CRASH_AT=" + point});
  Homes homes(town.broker());
  homes.press("p-0", "c-1");
  comes_back(town);  // perhaps before the home has heard
  received_incident(homes, "p-0");
  const std::string called = "SELECT COUNT(*) FROM history WHERE what = 'dispatchers_called'";
  REQUIRE(eventually([&] { return town.count(called) > 0; }, 1'500));
  // Offers go on while people are called, so how many there are by now is the moment's; none lapses twice.
  CHECK(town.count("SELECT (SELECT COUNT(*) FROM history WHERE what = 'expired') - "
                   "(SELECT COUNT(*) FROM offers WHERE state = 'expired')") == 0);
  CHECK(town.count("SELECT COUNT(*) FROM history WHERE what = 'expired'") >= 4);
}

TEST_CASE("A server killed at a crash point of the desk carries out a command wholly or not at all, and tells the home") {
  const std::string point = GENERATE("desk.decided", "desk.committed");
  INFO(point);
  RunningTown town({.residents = 4, .workers = 3});
  town.start_server("server", {"LAMPLIGHT_CRASH_AT=" + point});
  Homes homes(town.broker());
  homes.press("p-0", "c-1");
  const std::string incident = received_incident(homes, "p-0");
  const auto session = town.sign_in("u-d-0");
  CHECK(Web(town.http_port(), session).command(incident, {{"do", "assign"}, {"worker", "w-1"}}).status == 0);
  comes_back(town);
  Web desk(town.http_port(), session);
  const bool carried_out = desk.get("/api/v1/incidents/" + incident).body["state"] == "assigned";
  CHECK(carried_out == (point == "desk.committed"));
  if (!carried_out) CHECK(desk.command(incident, {{"do", "assign"}, {"worker", "w-1"}}).status == 200);
  CHECK(homes.heard("p-0", "c-1", AckState::assigned).has_value());
}

TEST_CASE("A server killed at a crash point of the messenger sends again under the same key, and settles it once") {
  const std::string point = GENERATE("messenger.claimed", "messenger.sent");
  INFO(point);
  GroupRobot robot(0);
  RunningTown town({.residents = 4, .workers = 0});
  const std::string robot_url = "LAMPLIGHT_NOTIFY_WEBHOOK_URL=" + robot.url();
  // Without a channel for anybody else, the desk's group is the only one written to.
  town.change("DELETE FROM contacts");
  town.start_server("server", {robot_url, "LAMPLIGHT_CRASH_AT=" + point});
  Homes homes(town.broker());
  homes.press("p-0", "c-1");
  REQUIRE(eventually([&] { return town.ended("server"); }, 1'500));
  const std::size_t before = robot.posts().size();
  CHECK(before == (point == "messenger.sent" ? 1 : 0));
  town.start_server("server", {robot_url});
  received_incident(homes, "p-0");
  town.change("UPDATE messages SET due_ms = 1 WHERE recipient = 'desk' AND state = 'waiting'");  // the dead one's hold
  const std::string told = "SELECT COUNT(*) FROM messages WHERE recipient = 'desk' AND state = 'sent'";
  REQUIRE(eventually([&] { return town.count(told) == 1; }, 3'000));
  const auto posts = robot.posts();
  REQUIRE(posts.size() == before + 1);
  CHECK(posts.front().key == posts.back().key);
  CHECK(town.count("SELECT COUNT(*) FROM history WHERE what = 'message_sent'") == 1);
}
