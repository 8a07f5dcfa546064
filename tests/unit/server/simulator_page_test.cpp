// What the home on the screen is told and may ask for.
#include <catch2/catch.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "server/simulator/api_client.h"
#include "server/simulator/page_calls.h"
#include "server/simulator/page_views.h"
#include "server/simulator/town_files.h"

namespace lamplight::simulator {
namespace {

using nlohmann::json;

const Instant k_now = instant_of_ms(1'795'000'000'000);

simulate::Household home_of_li() {
  simulate::Household home;
  home.resident = ResidentId{"r-001"};
  home.name = "李秀英";
  home.district = DistrictId{"guyi"};
  home.devices = {{DeviceId{"pendant-001"}, home.district, simulate::Gadget::pendant, ""}};
  return home;
}

TEST_CASE("a home is told whole: who, what she does, every alarm with its highest answer") {
  simulate::HomeView view;
  view.doing = simulate::Doing::cooking;
  view.room = simulate::Room::kitchen;
  view.signs.heart_rate = 81;
  simulate::AlarmView alarm;
  alarm.id = AlarmId{"h-1"};
  alarm.kind = "sos";
  alarm.origin = simulate::Origin::screen;
  alarm.sendings = 2;
  alarm.shown = Ack{};
  alarm.shown->state = AckState::assigned;
  alarm.shown->worker = "陈梅";
  alarm.shown->eta_s = 360;
  alarm.shown->at = k_now - Seconds{70};
  alarm.shown->seq = 4;
  view.alarms.push_back(alarm);
  const json told = json::parse(home_view(home_of_li(), view, true, k_now));
  CHECK(told["name"] == "李秀英");
  CHECK(told["doing"] == "cooking");
  CHECK(told["heart_rate"] == 81);
  CHECK(told["line"] == true);
  CHECK(told["devices"][0]["gadget"] == "pendant");
  CHECK(told["kept_off_until"].is_null());
  const json& shown = told["alarms"][0];
  CHECK(shown["origin"] == "screen");
  CHECK(shown["answer"]["state"] == "assigned");
  CHECK(shown["answer"]["worker"] == "陈梅");
  CHECK(shown["answer"]["eta_s"] == 360);
  CHECK(shown["answer"]["seq"] == 4);
  CHECK(shown["answer"]["said"]["en"] == "陈梅 is coming, 5 minutes");
  CHECK(shown["answer"]["said"]["zh"] == "陈梅将上门，约5分钟到");
}

TEST_CASE("homes without a resident are not on the list") {
  simulate::Household spare;
  spare.devices = {{DeviceId{"pendant-999"}, DistrictId{"d"}, simulate::Gadget::pendant, ""}};
  const json list = json::parse(homes_view({home_of_li(), spare}, false));
  CHECK(list["items"].size() == 1);
  CHECK(list["line"] == false);
}

TEST_CASE("a press is read strictly") {
  CHECK(read_press(R"({"kind":"sos"})")->kind == AlarmKind::sos);
  CHECK(read_press(R"({"kind":"service","text":"买菜","test":true})")->test);
  CHECK(read_press(R"({"kind":"cancel","about":"h-1"})")->about == AlarmId{"h-1"});
  for (const char* wrong :
       {"", "[]", "{}", R"({"kind":"dance"})", R"({"kind":7})", R"({"kind":"cancel"})",
        R"({"kind":"sos","about":"h-1"})", R"({"kind":"cancel","about":"no id!"})", R"({"kind":"sos","test":"yes"})"}) {
    CAPTURE(wrong);
    CHECK_FALSE(read_press(wrong));
  }
  CHECK_FALSE(read_press(R"({"kind":"sos","text":")" + std::string(501, 'x') + "\"}"));
}

TEST_CASE("a door and a pulse are read strictly") {
  CHECK(read_door(R"({"open":true})") == true);
  CHECK_FALSE(read_door(R"({"open":1})"));
  CHECK(read_pulse(R"({"heart_rate":140})")->heart_rate == 140);
  CHECK(read_pulse(R"({"heart_rate":null})"));
  CHECK_FALSE(read_pulse(R"({"heart_rate":null})")->heart_rate);
  for (const char* wrong : {"{}", R"({"heart_rate":"72"})", R"({"heart_rate":0})", R"({"heart_rate":500})"}) {
    CAPTURE(wrong);
    CHECK_FALSE(read_pulse(wrong));
  }
}

TEST_CASE("only names of this machine are answered to") {
  for (const char* own : {"127.0.0.1", "127.0.0.1:8081", "localhost:8081", "localhost", "[::1]:8081"})
    CHECK(is_local_name(own));
  for (const char* foreign :
       {"", "evil.example", "127.0.0.1.evil.example:8081", "localhost.evil.example", "10.0.0.1:8081"}) {
    CAPTURE(foreign);
    CHECK_FALSE(is_local_name(foreign));
  }
}

TEST_CASE("changes come from our own page, or from a program that is no browser") {
  PageCall call;
  call.host = "127.0.0.1:8081";
  call.content_type = "application/json";
  CHECK(from_our_page(call));
  call.origin = "http://127.0.0.1:8081";
  call.fetch_site = "same-origin";
  CHECK(from_our_page(call));
  call.origin = "http://evil.example";
  CHECK_FALSE(from_our_page(call));
  call.origin = "http://127.0.0.1:8080";
  CHECK_FALSE(from_our_page(call));
  call.origin.clear();
  call.fetch_site = "cross-site";
  CHECK_FALSE(from_our_page(call));
  call.fetch_site.clear();
  call.content_type = "text/plain";
  CHECK_FALSE(from_our_page(call));
}

TEST_CASE("a server's address is read, a wrong one is named") {
  CHECK(read_server_url("http://127.0.0.1:8080").port == 8080);
  CHECK(read_server_url("http://127.0.0.1:8080").host == "127.0.0.1");
  CHECK_THROWS_WITH(read_server_url("ftp://x"), Catch::Contains("ftp://x"));
  CHECK_THROWS_WITH(read_server_url(""), Catch::Contains("server_url"));
}

TEST_CASE("the launcher's files are read, and a broken one is named") {
  const auto folder = std::filesystem::temp_directory_path() / ("lamplight-simulator-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const std::string devices = folder / "devices.json";
  const auto write = [](const std::string& path, const std::string& text) { std::ofstream(path) << text; };
  write(devices, R"([{"device":"pendant-001","district":"guyi","resident":"r-001","username":"x","password":"y"},)"
                 R"({"device":"pendant-999","district":"guyi","resident":null}])");
  const auto read = read_devices(devices);
  REQUIRE(read.size() == 2);
  CHECK(read[0].resident == ResidentId{"r-001"});
  CHECK_FALSE(read[1].resident);
  write(devices, R"([{"device":"not a name","district":"guyi"}])");
  CHECK_THROWS_WITH(read_devices(devices), Catch::Contains("devices.json"));
  write(devices, "{");
  CHECK_THROWS_WITH(read_devices(devices), Catch::Contains("devices.json"));
  CHECK_THROWS_WITH(read_accounts(folder / "none.json"), Catch::Contains("none.json"));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace lamplight::simulator
