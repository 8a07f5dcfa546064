// What the monitor notices becomes an incident by the path of a pressed button, and ends by itself.
#include <signal.h>

#include <catch2/catch.hpp>

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// Promises are kept to the second here, so that a story takes seconds; the rules themselves are proved
// in tests/unit/devices/supervision_test. A district's devices fall silent as far apart as a busy machine hears them.
const std::vector<std::string> k_impatient{"LAMPLIGHT_MONITOR_GRACE_S=1", "LAMPLIGHT_MONITOR_GRACE_HIGH_RISK_S=1",
                                           "LAMPLIGHT_MONITOR_DISTRICT_WINDOW_S=4"};

struct WatchedTown {
  WatchedTown() {
    town.start_server();
    town.start_monitor(k_impatient);
    REQUIRE(homes.ready());
    REQUIRE(eventually([&] { return town.count("SELECT COUNT(*) FROM monitor_sight") == 1; }, 1'000));
  }
  void say(int resident, const std::string& leaf, const std::string& payload) {
    const std::string district = "d-" + std::to_string(resident % 4);
    homes.say("lamplight/v1/" + district + "/p-" + std::to_string(resident) + "/" + leaf, payload);
  }
  std::int64_t incidents(const std::string& where) {
    return town.count("SELECT COUNT(*) FROM incidents WHERE " + where);
  }
  bool comes(const std::string& where, std::int64_t count = 1) {
    return eventually([&] { return incidents(where) == count; }, 1'500);
  }

  RunningTown town;
  Homes homes{town.broker()};
};

}  // namespace

TEST_CASE("A silent device is an incident with an owner's deadline, once, and ends when it is heard again") {
  WatchedTown watched;
  watched.say(1, "status", R"({"battery_pct":83,"next_within_s":1})");
  REQUIRE(watched.comes("kind = 'device_fault' AND is_open = 1"));
  CHECK(watched.incidents("kind = 'device_fault' AND resident_id = 'r-1' AND deadline_ms IS NOT NULL") == 1);
  CHECK(watched.town.count("SELECT COUNT(*) FROM evidence WHERE source = 'monitor' AND text LIKE 'not heard for%'") ==
        1);
  CHECK(watched.town.count("SELECT COUNT(*) FROM alarms WHERE alarm_id LIKE 'm:silent:%'") == 1);
  REQUIRE(eventually([&] { return watched.town.count("SELECT COUNT(*) FROM findings WHERE received = 1") == 1; }));

  watched.say(1, "status", R"({"battery_pct":83,"next_within_s":600})");
  REQUIRE(watched.comes("kind = 'device_fault' AND state = 'closed' AND outcome = 'technical'"));
  CHECK(eventually([&] { return watched.town.count("SELECT COUNT(*) FROM findings") == 0; }));
  CHECK(watched.incidents("1 = 1") == 1);
}

TEST_CASE(
    "What is broken in a home is shown to whoever goes there until it is mended, also when somebody has closed it") {
  WatchedTown watched;
  watched.say(1, "status", R"({"next_within_s":1})");
  REQUIRE(watched.comes("kind = 'device_fault' AND is_open = 1"));
  REQUIRE(eventually([&] { return watched.town.count("SELECT COUNT(*) FROM findings WHERE received = 1") == 1; }));
  Web desk(watched.town.http_port(), watched.town.sign_in("u-d-0"));
  const std::string fault = desk.get("/api/v1/incidents?state=open&resident=r-1").body["items"][0]["id"];
  REQUIRE(desk.command(fault, {{"do", "close"}, {"outcome", "other"}, {"note", "later"}}).status == 200);

  watched.homes.press("p-1", "a-1", "sos", "d-1");
  const auto heard = watched.homes.heard("p-1", "a-1", AckState::received);
  REQUIRE(heard);
  const auto faults = [&] {
    return desk.get("/api/v1/incidents/" + heard->incident->text()).body["resident"]["faults"];
  };
  REQUIRE(faults().size() == 1);
  CHECK(faults()[0]["incident"] == fault);
  watched.say(1, "status", R"({"next_within_s":600})");
  CHECK(eventually([&] { return faults().empty(); }));
}

TEST_CASE("An opened case and heartbeats that never arrive are faults while they last") {
  WatchedTown watched;
  watched.say(4, "status", R"({"tamper":true,"seq":1,"next_within_s":600})");
  REQUIRE(watched.comes("kind = 'tamper' AND resident_id = 'r-4' AND is_open = 1"));
  watched.say(4, "status", R"({"tamper":false,"seq":8,"next_within_s":600})");
  CHECK(watched.comes("kind = 'tamper' AND resident_id = 'r-4' AND state = 'closed'"));
  CHECK(watched.comes("kind = 'device_fault' AND resident_id = 'r-4' AND is_open = 1"));
  CHECK(watched.town.count("SELECT COUNT(*) FROM evidence WHERE text LIKE '6 of its last 8 heartbeats%'") == 1);
}

TEST_CASE("A low battery and lost mains are incidents while they last; who said it himself is not told twice") {
  WatchedTown watched;
  watched.say(2, "status", R"({"battery_pct":9,"mains":false,"next_within_s":600})");
  REQUIRE(watched.comes("kind = 'battery_low' AND is_open = 1"));
  REQUIRE(watched.comes("kind = 'mains_lost' AND is_open = 1"));
  watched.say(2, "status", R"({"battery_pct":97,"mains":true,"next_within_s":600})");
  REQUIRE(watched.comes("kind IN ('battery_low', 'mains_lost') AND state = 'closed'", 2));

  watched.homes.press("p-3", "own-1", "mains_lost", "d-3");
  REQUIRE(watched.homes.heard("p-3", "own-1", AckState::received));
  watched.say(3, "status", R"({"mains":false,"next_within_s":600})");
  const std::string noted = "SELECT COUNT(*) FROM device_status WHERE device_id = 'p-3' AND mains = 0";
  REQUIRE(eventually([&] { return watched.town.count(noted) == 1; }));
  watched.say(3, "alarm", R"({"id":"own-2","kind":"restored","restores":"own-1"})");
  CHECK(watched.comes("resident_id = 'r-3' AND state = 'closed'"));
  CHECK(watched.incidents("resident_id = 'r-3' AND raises > 0") == 0);
}

TEST_CASE("A district that falls silent together is one site incident, without a home's name on it") {
  WatchedTown watched;
  // Ten homes of district 0.
  for (int i = 0; i < 40; i += 4) watched.say(i, "status", R"({"next_within_s":2})");
  REQUIRE(watched.comes("district_id = 'd-0' AND kind = 'device_fault' AND is_open = 1"));
  CHECK(watched.incidents("resident_id IS NULL AND district_id = 'd-0'") == 1);
  CHECK(watched.town.count("SELECT COUNT(*) FROM alarms WHERE flags LIKE '%unknown_device%'") == 0);
  for (int i = 0; i < 40; i += 4) watched.say(i, "status", R"({"next_within_s":600})");
  CHECK(watched.comes("district_id = 'd-0' AND state = 'closed'"));
  CHECK(watched.incidents("1 = 1") == 1);
}

TEST_CASE("A monitor that is killed goes on with what it knew: the finding is told, and ends") {
  WatchedTown watched;
  watched.town.stop("server", SIGKILL);
  watched.say(1, "status", R"({"next_within_s":1})");
  REQUIRE(eventually([&] { return watched.town.count("SELECT COUNT(*) FROM findings") == 1; }, 1'000));
  watched.town.stop("monitor", SIGKILL);
  watched.town.start_server();
  watched.town.start_monitor(k_impatient);
  REQUIRE(watched.comes("kind = 'device_fault' AND is_open = 1"));
  watched.say(1, "status", R"({"next_within_s":600})");
  CHECK(watched.comes("kind = 'device_fault' AND state = 'closed'"));
  CHECK(watched.incidents("1 = 1") == 1);
}

TEST_CASE("A bad score that lasts is one alarm with its reasons, and is stored with what it was computed from") {
  WatchedTown watched;
  watched.town.change(
      "INSERT INTO care_plans (resident_id, plan, changed_ms) VALUES "
      "('r-5', '{\"news2\":{\"lasting_s\":1},\"limits\":[{\"name\":\"heart_rate\",\"high\":110,\"hysteresis\":5}]}', "
      "1)");
  // One message says it; the plan is read within seconds and the rules look on.
  const std::string ill = R"([{"n":"heart_rate","v":128},{"n":"spo2","v":90},{"n":"respiratory_rate","v":26}])";
  REQUIRE(eventually(
      [&] {
        watched.say(5, "readings", ill);
        return watched.incidents("kind = 'vital' AND resident_id = 'r-5' AND is_open = 1") == 1 &&
               watched.town.count(
                   "SELECT COUNT(*) FROM findings WHERE rule IN ('news2_urgent', 'news2_emergency', "
                   "'high_heart_rate') AND received = 1") == 3;
      },
      1'000));
  CHECK(watched.town.count("SELECT COUNT(*) FROM evidence WHERE source = 'monitor' AND text LIKE 'NEWS2 8%: "
                           "respiratory_rate 26 1/min (3), spo2 90 % (3), heart_rate 128 beat/min (2)%'") >= 1);
  CHECK(watched.town.count("SELECT COUNT(*) FROM evidence WHERE text LIKE '%above her limit of 110%'") >= 1);
  CHECK(watched.town.count("SELECT COUNT(*) FROM scores WHERE resident_id = 'r-5' AND least = 8 AND response = "
                           "'emergency' AND computed_from LIKE '%spo2=90@%:3%'") == 1);
  CHECK(watched.incidents("1 = 1") == 1);
}
