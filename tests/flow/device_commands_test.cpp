// An administrator asks a device for something; the device answers; the answer stands beside the question.
#include <catch2/catch.hpp>

#include "tests/support/child.h"
#include "tests/support/command_ear.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

TEST_CASE("A device is asked, hears it on its own topic, and its answer stands beside the question") {
  RunningTown town;
  town.start_server();
  town.start_monitor();
  Homes homes(town.broker());
  CommandEar ear(town.broker());
  REQUIRE(eventually([&] { return homes.ready() && ear.ready(); }));
  // It hears the answer; what is said before it listens is lost.
  REQUIRE(eventually([&] { return town.count("SELECT COUNT(*) FROM monitor_sight") == 1; }));
  Web admin(town.http_port(), town.sign_in("u-a"));

  const auto asked = admin.post("/api/v1/devices/p-1/commands", {{"do", "configure"}, {"next_within_s", 300}});
  REQUIRE(asked.status == 201);
  CHECK(asked.body["answered_at"].is_null());
  const std::string id = asked.body["id"];
  REQUIRE(eventually([&] { return ear.heard().size() == 1; }));
  CHECK(ear.heard()[0].topic == "lamplight/v1/d-1/p-1/command");
  CHECK(nlohmann::json::parse(ear.heard()[0].payload) ==
        nlohmann::json{{"id", id}, {"do", "configure"}, {"next_within_s", 300}});
  CHECK(town.count("SELECT COUNT(*) FROM audit WHERE what = 'device.configure' AND subject = 'device:p-1'") == 1);

  // Another device's answer is nobody's, the second one comes too late.
  homes.say("lamplight/v1/d-2/p-2/result", R"({"id":")" + id + R"(","ok":false})");
  homes.say("lamplight/v1/d-1/p-1/result", R"({"id":")" + id + R"(","ok":true,"note":"慢一点"})");
  homes.say("lamplight/v1/d-1/p-1/result", R"({"id":")" + id + R"(","ok":false})");
  const auto answered = [&] {
    return admin.get("/api/v1/devices/p-1/commands").body["items"][0]["answered_at"].is_string();
  };
  REQUIRE(eventually(answered, 1'000));
  const auto row = admin.get("/api/v1/devices/p-1/commands").body["items"][0];
  CHECK(row["ok"] == true);
  CHECK(row["answer"].get<std::string>().find("慢一点") != std::string::npos);
  CHECK(admin.get("/api/v1/devices/p-2/commands").body["items"].empty());

  CHECK(admin.post("/api/v1/devices/p-1/commands", {{"do", "Reboot now!"}}).status == 422);
  CHECK(admin.post("/api/v1/devices/no-such/commands", {{"do", "test"}}).status == 404);
}
