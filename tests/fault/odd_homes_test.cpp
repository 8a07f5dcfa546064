// What devices do to a broker and a server when they are broken, badly made, or not meant well.
#include <catch2/catch.hpp>

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/raw_mqtt.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

constexpr const char* k_topic = "lamplight/v1/d-1/p-1/alarm";

std::string press(const std::string& id) {
  return R"({"id":")" + id + R"(","kind":"sos"})";
}

RawMqtt device_line(RunningTown& town, const std::string& client_id) {
  return {town.broker().port(), client_id, "lamplight-simulator", town.broker().password_of("lamplight-simulator")};
}

std::int64_t alarms_of(RunningTown& town, const std::string& device) {
  return town.count("SELECT COUNT(*) FROM alarms WHERE device_id = '" + device + "'");
}

}  // namespace

TEST_CASE("A message that is cut off after any of its bytes is nothing, and the repeat is one alarm") {
  RunningTown town;
  town.start_server();
  Homes homes(town.broker());
  const std::size_t whole = RawMqtt::publish_bytes(k_topic, press("cut"));
  for (std::size_t bytes = 1; bytes < whole; bytes += 3) {
    device_line(town, "cut-" + std::to_string(bytes)).publish_cut_off(k_topic, press("cut"), bytes);
  }
  homes.press("p-2", "after", "sos", "d-2");
  REQUIRE(homes.heard("p-2", "after", AckState::received).has_value());
  CHECK(alarms_of(town, "p-1") == 0);
  homes.press("p-1", "cut", "sos", "d-1");
  REQUIRE(homes.heard("p-1", "cut", AckState::received).has_value());
  CHECK(alarms_of(town, "p-1") == 1);
  CHECK(town.count("SELECT COUNT(*) FROM dead_letters") == 0);
}

TEST_CASE("Of two lines under one client id the older is cut, and no press of either is lost or doubled") {
  RunningTown town;
  town.start_server();
  Homes homes(town.broker());
  for (int turn = 0; turn < 5; ++turn) {
    RawMqtt first = device_line(town, "the-same");
    first.publish(k_topic, press("turn-" + std::to_string(turn)));
    RawMqtt second = device_line(town, "the-same");
    second.publish(k_topic, press("turn-" + std::to_string(turn)));
    REQUIRE(eventually([&] { return second.acknowledged() == 1; }));
  }
  REQUIRE(eventually([&] { return alarms_of(town, "p-1") == 5; }));
  CHECK(town.count("SELECT COUNT(*) FROM incidents WHERE resident_id = 'r-1'") == 1);
}

TEST_CASE("A device that says a thousand things a second holds up no other home's press") {
  RunningTown town;
  town.start_server();
  Homes homes(town.broker());
  RawMqtt rogue = device_line(town, "rogue");
  for (int n = 0; n < 5'000; ++n) rogue.publish(k_topic, "nonsense " + std::to_string(n % 50));
  homes.press("p-2", "in-need", "sos", "d-2");
  REQUIRE(homes.heard("p-2", "in-need", AckState::received).has_value());
  REQUIRE(eventually([&] { return rogue.acknowledged() == 5'000; }));
  // Unreadable, fifty different ones: each once, all of them for a person, on one incident of that home.
  REQUIRE(eventually([&] { return alarms_of(town, "p-1") == 50; }));
  CHECK(town.count("SELECT COUNT(*) FROM incidents WHERE resident_id = 'r-1'") == 1);
}

TEST_CASE("A day's traffic that is played again is answered, and is no second alarm") {
  RunningTown town;
  town.start_server();
  Homes homes(town.broker());
  for (const char* take : {"first", "again"}) {
    INFO(take);
    for (int n = 0; n < 200; ++n) {
      const std::string number = std::to_string(n % 40);
      homes.press("p-" + number, "day-" + std::to_string(n), n % 2 == 0 ? "sos" : "service",
                  "d-" + std::to_string(n % 4));
    }
    REQUIRE(eventually([&] { return homes.unheard() == 0; }, 1'500));
    REQUIRE(eventually([&] { return town.count("SELECT COUNT(*) FROM alarms") == 200; }));
  }
  REQUIRE(eventually([&] { return town.count("SELECT SUM(repeats) FROM alarms") == 200; }));
  CHECK(town.count("SELECT COUNT(DISTINCT incident_id) FROM alarms") == town.count("SELECT COUNT(*) FROM incidents"));
}

TEST_CASE("Counters near two to the thirty-first and thirty-second go on rising") {
  const std::int64_t near_end = GENERATE(2'147'483'646LL, 4'294'967'294LL);
  RunningTown town;
  town.start_server();
  Homes homes(town.broker());
  homes.press("p-1", "old", "sos", "d-1");
  const auto received = homes.heard("p-1", "old", AckState::received);
  REQUIRE(received.has_value());
  const std::string incident = received->incident->text();
  town.change("UPDATE incidents SET version = " + std::to_string(near_end) + ", ack_seq = " + std::to_string(near_end) +
              " WHERE id = '" + incident + "'");
  Web desk(town.http_port(), town.sign_in("u-d-0"));
  REQUIRE(desk.command(incident, {{"do", "assign"}, {"worker", "w-1"}}).status == 200);
  const auto assigned = homes.heard("p-1", "old", AckState::assigned);
  REQUIRE(assigned.has_value());
  CHECK(assigned->seq > near_end);
  const auto closed = desk.command(incident, {{"do", "close"}, {"outcome", "helped"}, {"note", ""}});
  REQUIRE(closed.status == 200);
  CHECK(closed.body["version"].get<std::int64_t>() > near_end + 1);
  const auto ended = homes.heard("p-1", "old", AckState::closed);
  REQUIRE(ended.has_value());
  CHECK(ended->seq > assigned->seq);
}
