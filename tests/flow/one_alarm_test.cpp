// One alarm from the button to the door and back, through real programs (design §2).
#include <catch2/catch.hpp>

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// One town for all stories of this file; each story has a resident of its own.
RunningTown& town() {
  // However slow the machine, no offer lapses in the middle of a story.
  static RunningTown running({.offer_wait = Millis{3'600'000}});
  static const bool started = [] {
    running.start_server();
    return true;
  }();
  (void)started;
  return running;
}

Homes& homes() {
  static Homes all(town().broker());
  return all;
}

std::string person_of(const std::string& user) { return user.substr(2); }

}  // namespace

TEST_CASE("A press is acknowledged, offered, accepted, travelled to, resolved and closed; the home hears each step") {
  homes().press("p-1", "a-1", "sos", "d-1");
  const auto received = homes().heard("p-1", "a-1", AckState::received);
  REQUIRE(received.has_value());
  REQUIRE(received->incident.has_value());
  const std::string incident = received->incident->text();

  Web desk(town().http_port(), town().sign_in("u-d-0"));
  const auto shown = desk.get("/api/v1/incidents/" + incident);
  REQUIRE(shown.status == 200);
  CHECK(shown.body["state"] == "offered");
  CHECK(shown.body["kind"] == "sos");
  CHECK(shown.body["resident"]["id"] == "r-1");
  REQUIRE(shown.body["offers"].size() == 1);
  const std::string worker = shown.body["offers"][0]["worker"]["id"];

  Web phone(town().http_port(), town().sign_in("u-" + worker));
  const auto offers = phone.get("/api/v1/worker/offers");
  REQUIRE(offers.status == 200);
  REQUIRE(offers.body["items"].size() == 1);
  CHECK(offers.body["items"][0]["incident"] == incident);

  REQUIRE(phone.command(incident, {{"do", "accept"}}).status == 200);
  const auto assigned = homes().heard("p-1", "a-1", AckState::assigned);
  REQUIRE(assigned.has_value());
  CHECK(assigned->worker.starts_with("护工 "));
  CHECK(assigned->eta_s.has_value());
  CHECK(assigned->seq > received->seq);

  REQUIRE(phone.command(incident, {{"do", "depart"}}).status == 200);
  REQUIRE(homes().heard("p-1", "a-1", AckState::on_the_way).has_value());
  REQUIRE(phone.command(incident, {{"do", "arrive"}}).status == 200);
  REQUIRE(homes().heard("p-1", "a-1", AckState::arrived).has_value());
  REQUIRE(phone.command(incident, {{"do", "resolve"}, {"outcome", "helped"}, {"note", "back on her feet"}}).status == 200);
  const auto closed = desk.command(incident, {{"do", "close"}, {"outcome", "helped"}});
  REQUIRE(closed.status == 200);
  CHECK(closed.body["state"] == "closed");
  REQUIRE(homes().heard("p-1", "a-1", AckState::closed).has_value());

  std::vector<std::string> story;
  for (const auto& line : closed.body["history"]) story.push_back(line["what"]);
  for (const char* what : {"opened", "offered", "accepted", "departed", "arrived", "resolved", "closed"}) {
    INFO(what);
    CHECK(std::find(story.begin(), story.end(), what) != story.end());
  }
  CHECK(town().count("SELECT COUNT(*) FROM audit WHERE subject = 'incident:" + incident + "'") >= 7);
}

TEST_CASE("A repeat is answered with the present state and is no second alarm") {
  homes().press("p-2", "a-1", "sos", "d-2");
  const auto first = homes().heard("p-2", "a-1", AckState::received);
  REQUIRE(first.has_value());
  for (int i = 0; i < 3; ++i) homes().press("p-2", "a-1", "sos", "d-2");
  REQUIRE(homes().heard("p-2", "a-1", AckState::received).has_value());
  Web desk(town().http_port(), town().sign_in("u-d-0"));
  CHECK(town().count("SELECT COUNT(*) FROM alarms WHERE device_id = 'p-2'") == 1);
  CHECK(town().count("SELECT COUNT(*) FROM incidents WHERE resident_id = 'r-2'") == 1);
}

TEST_CASE("The offer is on the worker's stream, the incident on the desk's") {
  const auto desk_session = town().sign_in("u-d-1");
  EventStream desk(town().http_port(), desk_session);
  REQUIRE(desk.next("snapshot").has_value());
  homes().press("p-3", "a-1", "smoke", "d-3");
  const auto received = homes().heard("p-3", "a-1", AckState::received);
  REQUIRE(received.has_value());
  for (;;) {
    const auto event = desk.next("incident");
    REQUIRE(event.has_value());
    if (event->body["id"] == received->incident->text()) break;
  }
  CHECK(desk.next("tick", 6).has_value());
}

TEST_CASE("An unreadable alarm and an alarm of an unknown device are incidents") {
  REQUIRE(homes().say("lamplight/v1/d-0/p-4/alarm", "help me, this is no JSON"));
  REQUIRE(homes().say("lamplight/v1/d-0/p-8/alarm", R"({"id":"x-1","kind":17})"));
  const auto rejected = homes().heard("p-8", "x-1", AckState::rejected);
  REQUIRE(rejected.has_value());
  CHECK(rejected->incident.has_value());
  CHECK(!rejected->reason.empty());
  homes().press("stranger", "s-1", "sos", "d-0");
  const auto received = homes().heard("stranger", "s-1", AckState::received);
  REQUIRE(received.has_value());
  Web desk(town().http_port(), town().sign_in("u-d-0"));
  const auto shown = desk.get("/api/v1/incidents/" + received->incident->text());
  REQUIRE(shown.status == 200);
  CHECK(shown.body["resident"].is_null());
  // What has no id is not answered, so nobody says when it is kept.
  CHECK(eventually([] {
    return town().count("SELECT COUNT(*) FROM incidents WHERE resident_id = 'r-4' AND kind = 'unreadable'") == 1;
  }));
  CHECK(town().count("SELECT COUNT(*) FROM evidence WHERE device_id = 'p-4' AND raw = 'help me, this is no JSON'") == 1);
}

TEST_CASE("A test is acknowledged and sends nobody") {
  REQUIRE(homes().say("lamplight/v1/d-1/p-5/alarm", R"({"id":"t-1","kind":"sos","test":true})"));
  const auto received = homes().heard("p-5", "t-1", AckState::received);
  REQUIRE(received.has_value());
  Web desk(town().http_port(), town().sign_in("u-d-0"));
  const auto shown = desk.get("/api/v1/incidents/" + received->incident->text());
  REQUIRE(shown.status == 200);
  CHECK(shown.body["test"] == true);
  CHECK(shown.body["offers"].empty());
}

TEST_CASE("Candidates are ranked with reasons, the others say why not") {
  homes().press("p-6", "a-1", "fall", "d-2");
  const auto received = homes().heard("p-6", "a-1", AckState::received);
  REQUIRE(received.has_value());
  Web desk(town().http_port(), town().sign_in("u-d-0"));
  const auto answer = desk.get("/api/v1/incidents/" + received->incident->text() + "/candidates");
  REQUIRE(answer.status == 200);
  const auto& items = answer.body["items"];
  REQUIRE(items.size() == 12);
  int cost = 0;
  bool able = true;
  for (const auto& item : items) {
    if (!item["why_not"].empty()) able = false;
    CHECK(item["why_not"].empty() == able);
    if (!able) continue;
    CHECK(item["cost_s"] >= cost);
    cost = item["cost_s"];
    CHECK(!item["reasons"].empty());
  }
}

TEST_CASE("A command that the state forbids is refused with the reason and the present incident") {
  homes().press("p-7", "a-1", "sos", "d-3");
  const auto received = homes().heard("p-7", "a-1", AckState::received);
  REQUIRE(received.has_value());
  const std::string incident = received->incident->text();
  Web desk(town().http_port(), town().sign_in("u-d-0"));
  const auto refused = desk.command(incident, {{"do", "arrive"}});
  CHECK(refused.status == 409);
  CHECK(refused.body["incident"]["id"] == incident);
  CHECK(desk.command("i-nowhere", {{"do", "acknowledge"}}).status == 404);
  CHECK(desk.command(incident, {{"do", "dance"}}).status == 400);
  Web stranger(town().http_port());
  CHECK(stranger.get("/api/v1/incidents/" + incident).status == 401);
}

TEST_CASE("A worker who is not asked sees nothing of an incident") {
  homes().press("p-9", "a-1", "sos", "d-1");
  const auto received = homes().heard("p-9", "a-1", AckState::received);
  REQUIRE(received.has_value());
  const std::string incident = received->incident->text();
  Web desk(town().http_port(), town().sign_in("u-d-0"));
  const auto shown = desk.get("/api/v1/incidents/" + incident);
  REQUIRE(shown.body["offers"].size() >= 1);
  const std::string asked = shown.body["offers"][0]["worker"]["id"];
  const std::string other = asked == "w-1" ? "w-2" : "w-1";
  Web phone(town().http_port(), town().sign_in("u-" + other));
  const int status = phone.get("/api/v1/incidents/" + incident).status;
  CHECK((status == 403 || status == 404));
  CHECK(person_of("u-" + other) == other);
}
