// A rehearsal from a home to the desk to a care worker's phone, over the real path, and its result.
#include <catch2/catch.hpp>

#include "tests/support/child.h"
#include "tests/support/command_ear.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;
using nlohmann::json;

namespace {

// A town in which an administrator has just planned a drill, and the home has heard of it.
struct Rehearsal {
  RunningTown town;
  std::unique_ptr<Homes> homes;
  std::unique_ptr<CommandEar> ear;
  std::unique_ptr<Web> admin;
  std::unique_ptr<Web> desk;
  std::unique_ptr<Web> phone;
  std::string id;

  Rehearsal() {
    town.start_server();
    homes = std::make_unique<Homes>(town.broker());
    ear = std::make_unique<CommandEar>(town.broker());
    REQUIRE(eventually([&] { return homes->ready() && ear->ready(); }));
    admin = std::make_unique<Web>(town.http_port(), town.sign_in("u-a"));
    desk = std::make_unique<Web>(town.http_port(), town.sign_in("u-d-0"));
    phone = std::make_unique<Web>(town.http_port(), town.sign_in("u-w-1"));
  }

  void plan() {
    const auto planned = admin->post("/api/v1/drills", {{"device", "p-1"}, {"worker", "w-1"}});
    REQUIRE(planned.status == 201);
    CHECK(planned.body["state"] == "waiting");
    id = planned.body["id"];
    REQUIRE(eventually([&] { return !ear->heard().empty(); }, 1'000));
    CHECK(ear->heard()[0].topic == "lamplight/v1/d-1/p-1/command");
    CHECK(json::parse(ear->heard()[0].payload) == json{{"id", id}, {"do", "test"}});
  }

  // The home does as it was told; somebody at the desk sees it.
  std::string pressed_and_seen() {
    homes->say("lamplight/v1/d-1/p-1/alarm", R"({"id":"rehearsed","kind":"sos","test":true})");
    REQUIRE(eventually([&] { return drill()["incident"].is_string(); }, 1'000));
    const std::string incident = drill()["incident"];
    CHECK(desk->get("/api/v1/incidents/" + incident).body["test"] == true);
    CHECK(town.count("SELECT COUNT(*) FROM offers") == 0);
    REQUIRE(desk->command(incident, {{"do", "acknowledge"}}).status == 200);
    REQUIRE(eventually([&] { return !phone->get("/api/v1/worker/offers").body["items"].empty(); }, 1'000));
    return incident;
  }

  json drill() { return admin->get("/api/v1/drills/" + id).body; }
  bool comes_to(const std::string& state) {
    return eventually([&] { return drill()["state"] == state; }, 1'000);
  }
};

}  // namespace

TEST_CASE("A drill goes from a home to the desk to a phone, is a test all the way, and its times are kept") {
  Rehearsal rehearsal;
  rehearsal.plan();
  const std::string incident = rehearsal.pressed_and_seen();
  REQUIRE(rehearsal.phone->command(incident, {{"do", "accept"}}).status == 200);
  REQUIRE(rehearsal.comes_to("passed"));
  const json drill = rehearsal.drill();
  INFO(drill.dump(1));
  std::string before;
  for (const char* step : {"asked_at", "received_at", "desk_at", "offered_at", "phone_at", "ended_at"}) {
    INFO(step);
    REQUIRE(drill[step].is_string());
    CHECK(before <= drill[step].get<std::string>());
    before = drill[step];
  }
  CHECK(drill["took_ms"].is_number_integer());
  CHECK(drill["failed_at"].is_null());
  CHECK(drill["worker"]["id"] == "w-1");
  // Over for everybody: nobody else was asked, the worker is free, the home knows.
  REQUIRE(eventually([&] { return rehearsal.desk->get("/api/v1/incidents/" + incident).body["state"] == "closed"; }));
  CHECK(rehearsal.town.count("SELECT COUNT(*) FROM offers") == 1);
  CHECK(rehearsal.homes->heard("p-1", "rehearsed", AckState::closed).has_value());
  CHECK(rehearsal.town.count("SELECT COUNT(*) FROM audit WHERE what = 'drill.plan' AND who = 'u-a'") == 1);
  const auto listed = rehearsal.desk->get("/api/v1/drills").body["items"];
  REQUIRE(listed.size() == 1);
  CHECK(listed[0] == drill);
}

TEST_CASE("A drill that the worker declines has failed at the phone") {
  Rehearsal rehearsal;
  rehearsal.plan();
  const std::string incident = rehearsal.pressed_and_seen();
  REQUIRE(rehearsal.phone->command(incident, {{"do", "decline"}, {"reason", "not now"}}).status == 200);
  REQUIRE(rehearsal.comes_to("failed"));
  CHECK(rehearsal.drill()["failed_at"] == "phone");
  CHECK(rehearsal.drill()["took_ms"].is_null());
}

TEST_CASE("Two servers hold one drill once, and a drill that has begun can't be called off") {
  Rehearsal rehearsal;
  rehearsal.town.start_server("second");
  rehearsal.plan();
  REQUIRE(rehearsal.comes_to("running"));
  CHECK(rehearsal.admin->post("/api/v1/drills/" + rehearsal.id + "/commands", {{"do", "cancel"}}).status == 409);
  const std::string incident = rehearsal.pressed_and_seen();
  REQUIRE(rehearsal.phone->command(incident, {{"do", "accept"}}).status == 200);
  REQUIRE(rehearsal.comes_to("passed"));
  CHECK(rehearsal.ear->heard().size() == 1);
  CHECK(rehearsal.town.count("SELECT COUNT(*) FROM offers") == 1);
}

TEST_CASE("A drill is planned by an administrator, for things that are there, and can be called off before it begins") {
  Rehearsal rehearsal;
  const std::string tomorrow = to_rfc3339(RunningTown::now() + std::chrono::hours{24});
  Web& admin = *rehearsal.admin;
  const json wish{{"device", "p-1"}, {"worker", "w-1"}, {"at", tomorrow}};
  CHECK(rehearsal.desk->post("/api/v1/drills", wish).status == 403);
  CHECK(admin.post("/api/v1/drills", {{"device", "p-1"}}).status == 400);
  CHECK(admin.post("/api/v1/drills", {{"device", "nobody"}, {"worker", "w-1"}}).status == 422);
  CHECK(admin.post("/api/v1/drills", {{"device", "p-1"}, {"worker", "nobody"}}).status == 422);
  CHECK(admin.post("/api/v1/drills", {{"device", "p-1"}, {"worker", "w-1"}, {"at", "2100-01-01T00:00:00Z"}}).status ==
        422);
  const auto planned = admin.post("/api/v1/drills", wish);
  REQUIRE(planned.status == 201);
  const std::string commands = "/api/v1/drills/" + planned.body["id"].get<std::string>() + "/commands";
  CHECK(admin.post(commands, {{"do", "hurry"}}).status == 422);
  CHECK(rehearsal.desk->post(commands, {{"do", "cancel"}}).status == 403);
  CHECK(admin.post(commands, {{"do", "cancel"}}).body["state"] == "cancelled");
  CHECK(admin.post(commands, {{"do", "cancel"}}).status == 409);
  CHECK(admin.post("/api/v1/drills/none/commands", {{"do", "cancel"}}).status == 404);
  CHECK(admin.get("/api/v1/drills/none").status == 404);
  CHECK(rehearsal.town.count("SELECT COUNT(*) FROM audit WHERE what = 'drill.cancel'") == 1);
  CHECK(rehearsal.ear->heard().empty());
}

TEST_CASE("A simulated home that is told to test itself presses, marked as a test, and says so") {
  RunningTown town;
  town.start_server();
  town.start_monitor();
  town.start_simulator();
  Web admin(town.http_port(), town.sign_in("u-a"));
  // Told anew until it has moved in, and until the monitor hears what it answers: neither is waited for at the start.
  REQUIRE(eventually(
      [&] {
        if (town.count("SELECT COUNT(*) FROM device_commands WHERE ok = 1") > 0) return true;
        (void)admin.post("/api/v1/devices/p-1/commands", {{"do", "test"}});
        return false;
      },
      1'500));
  CHECK(town.count("SELECT COUNT(*) FROM device_commands WHERE ok = 1") > 0);
  CHECK(eventually([&] { return town.count("SELECT COUNT(*) FROM incidents WHERE test = 1 AND kind = 'sos'") > 0; },
                   1'000));
  CHECK(town.count("SELECT COUNT(*) FROM alarms WHERE device_id = 'p-1' AND kind_text = 'sos'") >= 1);
}
