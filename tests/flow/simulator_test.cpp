// The simulator as a newcomer meets it: one button, and a town that answers by itself.
#include <catch2/catch.hpp>

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

constexpr int k_two_minutes = 6'000;  // looks of 20 ms
constexpr Millis k_patience{60'000};

// A town of its own for each story: in one, nobody is simulated.
std::int64_t told_in(const RunningTown& town, const std::string& what) {
  return town.count("SELECT COUNT(*) FROM history WHERE what = '" + what + "'");
}

}  // namespace

TEST_CASE("One button pressed by a command prints what the home hears, in both languages") {
  RunningTown town;
  town.start_server();
  const std::string english =
      town.press({"--device", "p-3", "--kind", "sos", "--id", "by-hand", "--wait", "15", "--language", "en"});
  INFO(english);
  CHECK(english.find("received") != std::string::npos);
  const std::string chinese = town.press({"--device", "p-4", "--kind", "service", "--wait", "15", "--language", "zh"});
  CHECK(chinese != english);
  CHECK(town.count("SELECT COUNT(*) FROM alarms WHERE device_id = 'p-3' AND alarm_id = 'by-hand'") == 1);
  CHECK(town.count("SELECT COUNT(*) FROM alarms WHERE device_id = 'p-4' AND kind_text = 'service'") == 1);
  CHECK_THROWS(town.press({"--device", "nobody's", "--wait", "1"}));
}

TEST_CASE("In a simulated town a press by hand is answered by those who live in it, and the town presses too") {
  RunningTown town;
  town.start_server();
  town.start_simulator({"--speed", "10000", "--travel", "500", "--seed", "7"});
  Homes homes(town.broker());
  homes.press("p-5", "by-hand", "sos", "d-1");
  REQUIRE(homes.heard("p-5", "by-hand", AckState::received, k_patience).has_value());
  for (const char* what : {"accepted", "departed", "arrived"}) {
    INFO(what << "\n" << town.log_of("simulator"));
    CHECK(eventually(
        [&] {
          return town.count(
                     "SELECT COUNT(*) FROM history JOIN alarms USING (incident_id) WHERE device_id = 'p-5' AND what = "
                     "'" +
                     std::string(what) + "'") > 0;
        },
        k_two_minutes));
  }
  // The speed is for the night: a town asleep presses a third as often.
  CHECK(eventually([&] { return town.count("SELECT COUNT(*) FROM alarms WHERE device_id <> 'p-5'") >= 3; },
                   k_two_minutes));
}

TEST_CASE("The simulator keeps off a care worker and a device that somebody has in hand") {
  RunningTown town({.districts = 4, .residents = 12, .workers = 3, .offer_wait = Millis{3'000}});
  town.start_server();
  // Each of the three is in somebody's hand: a command of her own account.
  for (const char* user : {"u-w-0", "u-w-1", "u-w-2"}) {
    Web phone(town.http_port(), town.sign_in(user));
    REQUIRE(phone.post("/api/v1/worker/duty", {{"on", true}}).status == 200);
  }
  town.start_simulator({"--speed", "1", "--travel", "500"});
  REQUIRE(town.press({"--device", "p-1", "--kind", "sos", "--wait", "30"}).find("received") != std::string::npos);
  CHECK(told_in(town, "offered") > 0);
  CHECK(told_in(town, "accepted") == 0);
  CHECK(told_in(town, "declined") == 0);
}
