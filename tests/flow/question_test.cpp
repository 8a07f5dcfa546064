// An automatic alarm that asks the resident first, by the device that spoke, through a real server and broker: she says
// that she is well, calls for help, or says nothing.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/support/child.h"
#include "tests/support/command_ear.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;
using nlohmann::json;

namespace {

constexpr int k_patient = 3'000;       // a minute, on a machine that is busy
constexpr Millis k_short_wait{2'000};  // of priority 2; the others wait longer than any test

// A town whose ladder begins with a question, at every priority.
struct Asking {
  RunningTown town;
  Homes homes{town.broker()};
  CommandEar ear{town.broker()};

  Asking() {
    town.change("UPDATE policy_steps SET step = step + 1 WHERE queue = 'emergency' ORDER BY step DESC");
    for (int priority = 1; priority <= 3; ++priority) {
      const std::string wait = std::to_string(priority == 2 ? k_short_wait.count() : 3'600'000);
      town.change("INSERT INTO policy_steps (queue, priority, step, action, width, wait_ms) VALUES ('emergency', " +
                  std::to_string(priority) + ", 0, 'ask_resident', 1, " + wait + ")");
    }
    town.start_server();
    REQUIRE(eventually([&] { return ear.ready() && homes.ready(); }, k_patient));
  }

  // What that device was told to ask, so far.
  [[nodiscard]] std::vector<json> questions(const std::string& device) const {
    std::vector<json> asked;
    for (const Arrived& command : ear.heard()) {
      const json told = json::parse(command.payload);
      const bool to_it = command.topic.find("/" + device + "/command") != std::string::npos;
      if (to_it && told["do"] == "ask") asked.push_back(told);
    }
    return asked;
  }
  // An automatic alarm that has been taken in, and about which she has been asked.
  std::string asked_about(int resident, const std::string& alarm, const std::string& kind) {
    const std::string device = "p-" + std::to_string(resident);
    homes.press(device, alarm, kind, "d-" + std::to_string(resident % 4));
    const auto received = homes.heard(device, alarm, AckState::received, Millis{60'000});
    REQUIRE(received.has_value());
    REQUIRE(eventually([&] { return !questions(device).empty(); }, k_patient));
    CHECK_FALSE(questions(device).front()["text"].get<std::string>().empty());
    return received->incident->text();
  }
};

std::vector<std::string> story_of(const json& incident) {
  std::vector<std::string> story;
  for (const json& line : incident["history"]) story.push_back(line["what"]);
  return story;
}

bool has(const std::vector<std::string>& story, const std::string& what) {
  return std::find(story.begin(), story.end(), what) != story.end();
}

Instant time_of(const json& incident, const std::string& what) {
  for (const json& line : incident["history"]) {
    if (line["what"] == what) return from_rfc3339(line["at"].get<std::string>()).value();
  }
  FAIL("no " << what << " in " << incident["history"].dump());
  return {};
}

}  // namespace

TEST_CASE("A home that is asked says that all is well, and nobody is sent") {
  Asking asking;
  Web desk(asking.town.http_port(), asking.town.sign_in("u-d-0"));
  const std::string incident = asking.asked_about(1, "m-1", "no_motion");
  const json waiting = desk.get("/api/v1/incidents/" + incident).body;
  CHECK(waiting["deadline"]["what"] == "resident_answer");
  CHECK(waiting["offers"].empty());

  REQUIRE(asking.homes.say("lamplight/v1/d-1/p-1/alarm", R"({"id":"c-1","kind":"cancel","cancels":"m-1"})"));
  REQUIRE(asking.homes.heard("p-1", "m-1", AckState::cancelled, Millis{60'000}).has_value());
  const json over = desk.get("/api/v1/incidents/" + incident).body;
  CHECK(over["state"] == "cancelled");
  CHECK(over["offers"].empty());
  CHECK_FALSE(has(story_of(over), "offered"));

  // What only a person may end goes on; but the question has been answered, so nobody waits any longer.
  const std::string fall = asking.asked_about(5, "f-1", "fall");
  CHECK(desk.get("/api/v1/incidents/" + fall).body["deadline"]["what"] == "resident_answer");
  REQUIRE(asking.homes.say("lamplight/v1/d-1/p-5/alarm", R"({"id":"c-1","kind":"cancel","cancels":"f-1"})"));
  REQUIRE(eventually([&] { return desk.get("/api/v1/incidents/" + fall).body["state"] == "offered"; }, k_patient));
  CHECK(asking.questions("p-5").size() == 1);
}

TEST_CASE("A home that is asked calls for help, and somebody is sent at once, for one incident") {
  Asking asking;
  Web desk(asking.town.http_port(), asking.town.sign_in("u-d-0"));
  const std::string incident = asking.asked_about(2, "m-1", "no_motion");
  asking.homes.press("p-2", "h-1", "sos", "d-2");
  const auto received = asking.homes.heard("p-2", "h-1", AckState::received, Millis{60'000});
  REQUIRE(received.has_value());
  CHECK(received->incident->text() == incident);
  const json raised = desk.get("/api/v1/incidents/" + incident).body;
  CHECK(raised["state"] == "offered");
  CHECK(raised["kind"] == "sos");
  CHECK(raised["priority"] == 1);
  CHECK(raised["deadline"]["what"] == "offer_answer");

  // A pressed button is never asked back, though the ladder of its priority begins with a question.
  asking.homes.press("p-3", "h-1", "sos", "d-3");
  const auto pressed = asking.homes.heard("p-3", "h-1", AckState::received, Millis{60'000});
  REQUIRE(pressed.has_value());
  const json shown = desk.get("/api/v1/incidents/" + pressed->incident->text()).body;
  CHECK(shown["state"] == "offered");
  CHECK_FALSE(has(story_of(shown), "resident_asked"));
  CHECK(asking.questions("p-3").empty());
  CHECK(asking.questions("p-2").size() == 1);
}

TEST_CASE(
    "A home that is asked and says nothing has answered too: somebody is sent when the wait is over, not before") {
  Asking asking;
  Web desk(asking.town.http_port(), asking.town.sign_in("u-d-0"));
  const std::string incident = asking.asked_about(4, "w-1", "wandering");
  REQUIRE(
      eventually([&] { return has(story_of(desk.get("/api/v1/incidents/" + incident).body), "offered"); }, k_patient));
  const json sent = desk.get("/api/v1/incidents/" + incident).body;
  CHECK(time_of(sent, "offered") - time_of(sent, "resident_asked") >= k_short_wait);
  CHECK(asking.questions("p-4").size() == 1);
}
