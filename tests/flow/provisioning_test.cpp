// A device is put into use by one call, speaks at once, is replaced and retired; nobody else is cut off meanwhile.
#include <catch2/catch.hpp>

#include <fstream>

#include "tests/support/child.h"
#include "tests/support/listed_broker.h"
#include "tests/support/raw_mqtt.h"
#include "tests/support/running_town.h"
#include "tests/support/sealed_line.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// A device as it comes out of its box: it knows what the answer to its provisioning says.
bool can_speak(const std::string& user, const std::string& password, int port) {
  try {
    const RawMqtt line(port, "box-" + user, user, password);
    return true;
  } catch (const std::runtime_error&) {
    return false;
  }
}

// The broker has ended it.
bool is_cut(RawMqtt& line) {
  try {
    line.publish("lamplight/v1/d-1/new-2/status", "{}");
    return false;
  } catch (const std::runtime_error&) {
    return true;
  }
}

// Presses by certificate, as mosquitto_pub does it; false when the broker does not let it in.
class ByCertificate {
 public:
  explicit ByCertificate(const nlohmann::json& tls) : port_(tls["port"]) {
    write("ca", tls["authority"]);
    write("crt", tls["certificate"]);
    write("key", tls["key"]);
  }
  [[nodiscard]] bool press(const std::string& topic, const std::string& payload) const {
    const auto file = [this](const std::string& name) { return (folder_.path() / name).string(); };
    try {
      run_child(
          {installed_program("mosquitto_pub"), "-V", "mqttv5", "-h", "127.0.0.1", "-p", std::to_string(port_),
           "--cafile", file("ca"), "--cert", file("crt"), "--key", file("key"), "-q", "1", "-t", topic, "-m", payload},
          file("log"));
      return true;
    } catch (const std::runtime_error&) {
      return false;
    }
  }

 private:
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_.path() / name) << text; }

  TemporaryFolder folder_;
  int port_;
};

// The incident that an alarm of that device has made; empty while there is none.
std::string resident_of_alarm(Web& desk, const std::string& device) {
  const auto alarms = desk.get("/api/v1/alarms?device=" + device);
  if (alarms.body["items"].empty()) return {};
  const auto incident = desk.get("/api/v1/incidents/" + alarms.body["items"][0]["incident"].get<std::string>());
  return incident.body["resident"].is_null() ? "nobody" : incident.body["resident"]["id"].get<std::string>();
}

bool presses_as(Web& desk, const std::string& device, const std::string& resident) {
  return eventually([&] { return resident_of_alarm(desk, device) == resident; }, 1'000);
}

}  // namespace

namespace {

// Of the one device of the story.
std::string put_into_use(RunningTown& town, Web& admin) {
  const auto made = admin.post("/api/v1/devices/provision",
                               {{"id", "new-1"}, {"resident", "r-1"}, {"model", "pendant"}, {"room", "卧室"}});
  REQUIRE(made.status == 201);
  CHECK(made.body["device"]["district"] == "d-1");  // the resident's
  CHECK(made.body["sign_in"]["accepted"] == true);
  CHECK(made.body["sign_in"]["username"] == "new-1");
  CHECK(made.body["topics"]["alarm"] == "lamplight/v1/d-1/new-1/alarm");
  const std::string password = made.body["sign_in"]["password"];
  CHECK(password.size() == 24);
  CHECK(nlohmann::json::parse(made.body["qr"]["text"].get<std::string>())["k"] == password);
  CHECK(made.body["qr"]["svg"].get<std::string>().starts_with("<svg"));
  CHECK(made.body["snippets"]["mosquitto"].get<std::string>().find("remote_password " + password) != std::string::npos);
  // Shown once: only a hash is kept, and nothing of it in the audit.
  CHECK(town.count("SELECT COUNT(*) FROM broker_sign_ins WHERE device_id = 'new-1' AND password_hash LIKE '$7$%'") ==
        1);
  CHECK(town.count("SELECT COUNT(*) FROM audit WHERE what = 'device.provisioned' AND subject = 'device:new-1'") == 1);
  return password;
}

void refuse_what_cannot_be(Web& admin, Web& desk) {
  const auto provision = [](Web& web, const nlohmann::json& body) {
    return web.post("/api/v1/devices/provision", body).status;
  };
  CHECK(provision(admin, {{"id", "new-1"}, {"resident", "r-1"}, {"model", "x"}}) == 409);
  CHECK(provision(admin, {{"id", "lamplight-server"}, {"resident", "r-1"}, {"model", "x"}}) == 400);
  CHECK(provision(admin, {{"resident", "nobody"}, {"district", "d-1"}, {"model", "x"}}) == 422);
  CHECK(provision(admin, {{"resident", "nobody"}, {"model", "x"}}) == 400);
  // This town has no authority.
  CHECK(provision(admin, {{"resident", "r-1"}, {"model", "x"}, {"credential", "certificate"}}) == 409);
  CHECK(provision(desk, {{"resident", "r-1"}, {"model", "x"}}) == 403);
  CHECK(admin.post("/api/v1/devices", {{"id", "canary-1"}, {"district", "d-1"}, {"model", "x"}}).status == 400);
}

}  // namespace

TEST_CASE("A device is put into use by one call, replaced and retired, and the line of another one stays") {
  RunningTown town;
  ListedBroker broker(false);
  town.start_server("server", broker.settings());
  RawMqtt other(broker.port(), "stays", "lamplight-simulator", broker.password());
  Web admin(town.http_port(), town.sign_in("u-a"));
  Web desk(town.http_port(), town.sign_in("u-d-0"));
  const std::string password = put_into_use(town, admin);
  {
    RawMqtt pendant(broker.port(), "new", "new-1", password);
    pendant.publish("lamplight/v1/d-1/new-1/alarm", R"({"id":"a-1","kind":"sos"})");
    CHECK(presses_as(desk, "new-1", "r-1"));
  }
  refuse_what_cannot_be(admin, desk);
  CHECK(town.count("SELECT COUNT(*) FROM broker_sign_ins") == 1);

  // Another password takes the place of the first.
  const auto renewed = admin.post("/api/v1/devices/new-1/sign-in", {{"credential", "password"}});
  REQUIRE(renewed.status == 200);
  CHECK(renewed.body["sign_in"]["accepted"] == true);
  CHECK_FALSE(can_speak("new-1", password, broker.port()));

  // The new one hangs where the old one hung, which is retired.
  const auto replaced = admin.post("/api/v1/devices/new-1/replace", {{"id", "new-2"}});
  REQUIRE(replaced.status == 201);
  CHECK(replaced.body["device"]["resident"] == "r-1");
  CHECK(replaced.body["device"]["room"] == "卧室");
  const std::string second = replaced.body["sign_in"]["password"];
  CHECK(can_speak("new-2", second, broker.port()));
  CHECK_FALSE(can_speak("new-1", renewed.body["sign_in"]["password"], broker.port()));
  CHECK(admin.get("/api/v1/devices/new-1").body["retired"] == true);
  CHECK(admin.post("/api/v1/devices/new-1/replace", {{"id", "new-3"}}).status == 409);
  CHECK(admin.get("/api/v1/devices/new-3").status == 404);

  RawMqtt living(broker.port(), "living", "new-2", second);
  CHECK(admin.post("/api/v1/devices/new-2/retire", {{"reason", "moved away"}}).status == 200);
  CHECK(eventually([&] { return is_cut(living); }));
  CHECK(eventually([&] { return !can_speak("new-2", second, broker.port()); }));
  CHECK(admin.post("/api/v1/devices/new-2/retire", nlohmann::json::object()).status == 409);
  CHECK(admin.post("/api/v1/devices/new-2/sign-in", nlohmann::json::object()).status == 409);

  // Whoever was connected before has not been cut off by all that reading of lists.
  other.publish("lamplight/v1/d-1/p-1/status", "{}");
  CHECK(eventually([&] { return other.acknowledged() == 1; }));
}

TEST_CASE("A device signs in by its certificate, until that is void") {
  RunningTown town;
  ListedBroker broker(true);
  town.start_server("server", broker.settings());
  Web admin(town.http_port(), town.sign_in("u-a"));
  Web desk(town.http_port(), town.sign_in("u-d-0"));

  const auto made =
      admin.post("/api/v1/devices/provision",
                 {{"id", "sealed-1"}, {"resident", "r-2"}, {"model", "hub"}, {"credential", "certificate"}});
  REQUIRE(made.status == 201);
  CHECK(made.body["sign_in"]["password"].is_null());
  const ByCertificate device(made.body["sign_in"]["tls"]);
  REQUIRE(device.press("lamplight/v1/d-2/sealed-1/alarm", R"({"id":"a-1","kind":"sos"})"));
  CHECK(presses_as(desk, "sealed-1", "r-2"));
  // Its name is the certificate's, and its topics are its name's: it can't press another one's button.
  [[maybe_unused]] const bool refused = device.press("lamplight/v1/d-3/p-3/alarm", R"({"id":"a-x","kind":"sos"})");
  // No key is kept.
  CHECK(town.count("SELECT COUNT(*) FROM device_certificates WHERE device_id = 'sealed-1'") == 1);

  const auto renewed = admin.post("/api/v1/devices/sealed-1/sign-in", {{"credential", "both"}});
  REQUIRE(renewed.status == 200);
  const ByCertificate again(renewed.body["sign_in"]["tls"]);
  CHECK(again.press("lamplight/v1/d-2/sealed-1/status", "{}"));
  // The list of void ones follows within seconds.
  CHECK(eventually([&] { return !device.press("lamplight/v1/d-2/sealed-1/status", "{}"); }, 300));
  CHECK(again.press("lamplight/v1/d-2/sealed-1/status", "{}"));
  CHECK(admin.post("/api/v1/devices/sealed-1/retire", nlohmann::json::object()).status == 200);
  CHECK(eventually([&] { return !again.press("lamplight/v1/d-2/sealed-1/status", "{}"); }, 300));
  CHECK(desk.get("/api/v1/alarms?device=p-3").body["items"].empty());
}

TEST_CASE("A line that a void certificate has opened is ended, and the lines of others stay") {
  RunningTown town;
  ListedBroker broker(true);
  town.start_server("server", broker.settings());
  Web admin(town.http_port(), town.sign_in("u-a"));
  Web desk(town.http_port(), town.sign_in("u-d-0"));
  const auto provision = [&](const std::string& id, const std::string& resident) {
    const auto made = admin.post("/api/v1/devices/provision",
                                 {{"id", id}, {"resident", resident}, {"model", "hub"}, {"credential", "certificate"}});
    REQUIRE(made.status == 201);
    return made.body["sign_in"]["tls"];
  };
  SealedLine other(provision("stays", "r-3"), "stays");
  const auto first_tls = provision("goes", "r-2");
  SealedLine first(first_tls, "any");
  CHECK(first.publish("lamplight/v1/d-2/goes/alarm", R"({"id":"a-1","kind":"sos"})"));
  CHECK(presses_as(desk, "goes", "r-2"));

  // Another certificate: what the first one has opened is ended, whatever client id it has.
  const auto renewed = admin.post("/api/v1/devices/goes/sign-in", {{"credential", "certificate"}});
  REQUIRE(renewed.status == 200);
  CHECK(eventually([&] { return first.ended(); }, 3'000));
  CHECK_FALSE(first.publish("lamplight/v1/d-2/goes/alarm", R"({"id":"a-2","kind":"sos"})"));
  CHECK_THROWS(SealedLine(first_tls, "any"));
  SealedLine second(renewed.body["sign_in"]["tls"], "any");
  CHECK(second.publish("lamplight/v1/d-2/goes/status", "{}"));

  // Taken out of use, by the register's own way.
  const auto row = admin.get("/api/v1/devices/goes");
  const nlohmann::json retired{{"retired", true}};
  REQUIRE(admin.send("PATCH", "/api/v1/devices/goes", &retired, {{"If-Match", row.headers.at("ETag")}}).status == 200);
  CHECK(eventually([&] { return second.ended(); }, 3'000));
  CHECK_FALSE(second.publish("lamplight/v1/d-2/goes/alarm", R"({"id":"a-3","kind":"sos"})"));
  CHECK_THROWS(SealedLine(renewed.body["sign_in"]["tls"], "any"));
  CHECK(desk.get("/api/v1/alarms?device=goes").body["items"].size() == 1);

  CHECK_FALSE(other.ended());
  CHECK(other.publish("lamplight/v1/d-3/stays/status", "{}"));
}

TEST_CASE("A thing that was found is registered where its bridge hangs, and needs no sign-in of its own") {
  RunningTown town;
  ListedBroker broker(false);
  town.start_server("server", broker.settings());
  town.change(
      "INSERT INTO found_things (device_id, bridge_id, district_id, language, thing, about, says, first_ms, last_ms) "
      "VALUES ('z-1', 'p-3', 'd-3', 'homeassistant', 'sos button', 'TuYa TS0215A button', '', 1, 1)");
  Web admin(town.http_port(), town.sign_in("u-a"));
  REQUIRE(admin.get("/api/v1/found-things").body["items"].size() == 1);
  const auto made = admin.post("/api/v1/devices/provision", {{"id", "z-1"}, {"credential", "none"}, {"room", "床头"}});
  REQUIRE(made.status == 201);
  CHECK(made.body["device"]["resident"] == "r-3");
  CHECK(made.body["device"]["district"] == "d-3");
  CHECK(made.body["sign_in"]["password"].is_null());
  CHECK(admin.get("/api/v1/found-things").body["items"].empty());
}

TEST_CASE("A device that was retired is put into use again under its id, and its former life counts no more") {
  RunningTown town;
  ListedBroker broker(false);
  town.start_server("server", broker.settings());
  town.change(
      "INSERT INTO found_things (device_id, bridge_id, district_id, language, thing, about, says, first_ms, last_ms) "
      "VALUES ('z-1', 'p-3', 'd-3', 'homeassistant', 'sos button', 'TuYa TS0215A button', '', 1, 1)");
  Web admin(town.http_port(), town.sign_in("u-a"));
  Web desk(town.http_port(), town.sign_in("u-d-0"));
  const auto provision = [&](const nlohmann::json& body) { return admin.post("/api/v1/devices/provision", body); };
  const auto retire = [&](const std::string& id) {
    REQUIRE(admin.post("/api/v1/devices/" + id + "/retire", nlohmann::json::object()).status == 200);
  };

  // A thing behind a bridge: found, registered, retired, found again.
  REQUIRE(provision({{"id", "z-1"}, {"credential", "none"}, {"room", "床头"}}).status == 201);
  town.change("INSERT INTO device_promises (device_id, heard_ms, promise_s) VALUES ('z-1', 1, 60)");
  town.change("INSERT INTO device_status (device_id, received_ms, online, battery_pct) VALUES ('z-1', 1, 1, 3)");
  CHECK(provision({{"id", "z-1"}, {"credential", "none"}}).status == 409);  // in use
  retire("z-1");
  REQUIRE(admin.get("/api/v1/found-things").body["items"].size() == 1);
  const auto again = provision({{"id", "z-1"}, {"credential", "none"}, {"room", "客厅"}});
  REQUIRE(again.status == 201);
  CHECK(again.body["device"]["resident"] == "r-3");
  CHECK(again.body["device"]["room"] == "客厅");
  CHECK(again.body["device"]["retired"] == false);
  CHECK(admin.get("/api/v1/found-things").body["items"].empty());
  CHECK(town.count("SELECT COUNT(*) FROM device_promises WHERE device_id = 'z-1'") == 0);
  CHECK(town.count("SELECT COUNT(*) FROM device_status WHERE device_id = 'z-1'") == 0);
  CHECK(town.count("SELECT COUNT(*) FROM audit WHERE what = 'device.provisioned' AND subject = 'device:z-1'") == 2);

  // A pendant goes to another resident: it presses as hers, and the old password opens nothing.
  const auto first = provision({{"id", "back-1"}, {"resident", "r-1"}, {"model", "pendant"}});
  REQUIRE(first.status == 201);
  retire("back-1");
  const auto second = provision({{"id", "back-1"}, {"resident", "r-2"}, {"model", "pendant"}});
  REQUIRE(second.status == 201);
  CHECK(second.body["sign_in"]["accepted"] == true);
  CHECK_FALSE(can_speak("back-1", first.body["sign_in"]["password"], broker.port()));
  RawMqtt pendant(broker.port(), "back", "back-1", second.body["sign_in"]["password"]);
  pendant.publish("lamplight/v1/d-2/back-1/alarm", R"({"id":"a-1","kind":"sos"})");
  CHECK(presses_as(desk, "back-1", "r-2"));

  // One from the drawer in place of another; none in place of itself.
  REQUIRE(provision({{"id", "drawer-1"}, {"resident", "r-1"}, {"model", "pendant"}}).status == 201);
  retire("drawer-1");
  CHECK(admin.post("/api/v1/devices/back-1/replace", {{"id", "back-1"}}).status == 409);
  const auto replaced = admin.post("/api/v1/devices/back-1/replace", {{"id", "drawer-1"}});
  REQUIRE(replaced.status == 201);
  CHECK(replaced.body["device"]["resident"] == "r-2");
  CHECK(admin.get("/api/v1/devices/back-1").body["retired"] == true);
}
