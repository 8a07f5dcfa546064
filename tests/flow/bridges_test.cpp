// Things that people own, behind a household's bridge: from a real button to an incident.
#include <catch2/catch.hpp>

#include "devices/adapters/voice.h"
#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

struct BridgedTown {
  BridgedTown() {
    town.start_server();
    town.start_monitor();
    REQUIRE(homes.ready());
    REQUIRE(eventually([&] { return town.count("SELECT COUNT(*) FROM monitor_sight") == 1; }, 1'000));
  }
  // p-1, of resident r-1 in district d-1, is the bridge.
  void say(const std::string& path, const std::string& payload) { homes.say("lamplight/v1/d-1/p-1/" + path, payload); }
  static std::string device_of(const std::string& path) {
    static std::string topic;
    topic = "lamplight/v1/d-1/p-1/" + path;
    const auto read = read_bridge_topic(topic);
    // The thing is named by the end of its path in both languages used here.
    return device_id_of(*read, read->path.substr(read->path.rfind('/') + 1)).text();
  }
  bool comes(const std::string& sql, std::int64_t count = 1) {
    return eventually([&] { return town.count(sql) == count; }, 1'500);
  }

  RunningTown town;
  Homes homes{town.broker()};
};

}  // namespace

TEST_CASE("A button on Zigbee2MQTT is an incident from its first day, by the path of a pendant") {
  BridgedTown bridged;
  RunningTown& town = bridged.town;
  const std::string press = R"({"action":"emergency","battery":97,"linkquality":120})";
  bridged.say("zigbee2mqtt/sos_button", press);
  // Nobody has registered it: it cries in its bridge's name, and is offered.
  REQUIRE(bridged.comes("SELECT COUNT(*) FROM incidents WHERE kind = 'sos' AND resident_id = 'r-1' AND is_open = 1"));
  CHECK(town.count("SELECT COUNT(*) FROM alarms WHERE device_id = 'p-1' AND alarm_id LIKE 'm:press_%'") == 1);
  CHECK(town.count("SELECT COUNT(*) FROM evidence WHERE text LIKE 'zigbee2mqtt: sos_button%'") == 1);
  CHECK(bridged.comes("SELECT COUNT(*) FROM findings", 0));
  CHECK(town.count("SELECT COUNT(*) FROM history WHERE what = 'cause_over'") == 0);
  const std::string device = BridgedTown::device_of("zigbee2mqtt/sos_button");
  Web admin(town.http_port(), town.sign_in("u-a"));
  REQUIRE(eventually([&] {
    const auto found = admin.get("/api/v1/found-things");
    return found.status == 200 && found.body["items"].size() == 1 && found.body["items"][0]["device"] == device;
  }));

  // Registered, it speaks for itself; a second press raises the incident.
  REQUIRE(
      admin.post("/api/v1/devices", {{"id", device}, {"district", "d-1"}, {"resident", "r-1"}, {"model", "pendant"}})
          .status == 201);
  CHECK(admin.get("/api/v1/found-things").body["items"].empty());
  REQUIRE(eventually(
      [&] {
        bridged.say("zigbee2mqtt/sos_button", press);
        return town.count("SELECT COUNT(*) FROM alarms WHERE device_id = '" + device + "'") >= 1;
      },
      1'000));
  CHECK(town.count("SELECT COUNT(*) FROM incidents WHERE kind = 'sos'") == 1);
  CHECK(town.count("SELECT raises FROM incidents WHERE kind = 'sos'") >= 1);
  CHECK(bridged.comes("SELECT COUNT(*) FROM device_status WHERE device_id = '" + device + "' AND battery_pct = 97"));
}

TEST_CASE("A registered thing's values are readings of its resident; smoke is an alarm while it lasts") {
  BridgedTown bridged;
  RunningTown& town = bridged.town;
  const std::string climate = BridgedTown::device_of("theengs/BTtoMQTT/A4C138112233");
  Web admin(town.http_port(), town.sign_in("u-a"));
  REQUIRE(admin
              .post("/api/v1/devices", {{"id", climate},
                                        {"district", "d-1"},
                                        {"resident", "r-2"},
                                        {"model", "climate_sensor"},
                                        {"room", "bedroom"}})
              .status == 201);
  REQUIRE(eventually(
      [&] {
        bridged.say("theengs/BTtoMQTT/A4C138112233", R"({"model":"LYWSD03MMC","tempc":21.7,"hum":54,"batt":85})");
        return town.count(
                   "SELECT COUNT(*) FROM readings WHERE resident_id = 'r-2' AND name = 'room_temperature:bedroom'") > 0;
      },
      1'000));
  bridged.say("zigbee2mqtt/kitchen_smoke", R"({"smoke":true,"battery":100})");
  REQUIRE(bridged.comes("SELECT COUNT(*) FROM incidents WHERE kind = 'smoke' AND is_open = 1"));
  bridged.say("zigbee2mqtt/kitchen_smoke", R"({"smoke":false,"battery":100})");
  CHECK(bridged.comes("SELECT COUNT(*) FROM history WHERE what = 'cause_over'"));
  CHECK(bridged.comes("SELECT COUNT(*) FROM findings", 0));
}

TEST_CASE("What a bridge says and nobody can read is a dead letter with its reason, and can be read once more") {
  BridgedTown bridged;
  bridged.say("zigbee2mqtt/sos_button", R"({"action":"emer)");
  bridged.homes.say("lamplight/v1/d-1/p-1/readings", "no pack");
  REQUIRE(bridged.comes(
      "SELECT COUNT(*) FROM dead_letters WHERE reason LIKE 'zigbee2mqtt: %' OR reason NOT LIKE 'zig%'", 2));
  Web admin(bridged.town.http_port(), bridged.town.sign_in("u-a"));
  const auto letters = admin.get("/api/v1/dead-letters");
  REQUIRE(letters.body["items"].size() == 2);
  // Mended meanwhile: what is read again can be read now.
  bridged.town.change("UPDATE dead_letters SET raw = '[{\"n\":\"spo2\",\"v\":97}]' WHERE topic LIKE '%/readings'");
  for (const auto& letter : letters.body["items"]) {
    REQUIRE(admin.post("/api/v1/dead-letters/" + letter["id"].get<std::string>() + "/retry", {}).status == 200);
  }
  CHECK(bridged.comes("SELECT COUNT(*) FROM readings WHERE device_id = 'p-1' AND name = 'spo2'"));
  CHECK(bridged.comes("SELECT COUNT(*) FROM dead_letters WHERE retry_ms IS NULL"));
  CHECK(bridged.comes("SELECT COUNT(*) FROM dead_letters WHERE retry_ms IS NOT NULL", 0));
}
