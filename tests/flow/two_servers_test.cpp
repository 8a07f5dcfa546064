// Two servers on one database and broker from the start: every alarm is one alarm, every timer acts once, every message
// to people outside is sent once.
#include <catch2/catch.hpp>

#include <set>

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/ways_out.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

std::int64_t sent_by(RunningTown& town, const std::string& server) {
  const std::string page = Web(town.http_port(server)).get("/metrics").text;
  const std::string name = "\nlamplight_messages_sent_total ";
  const std::size_t at = page.find(name);
  return at == std::string::npos ? 0 : std::stoll(page.substr(at + name.size()));
}

// What the snapshot says of her; null: nothing.
nlohmann::json shown_of(const nlohmann::json& snapshot, const std::string& resident) {
  for (const auto& one : snapshot["residents"]) {
    if (one["id"] == resident) return one;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("Two servers side by side make one incident of each press and act once on each deadline") {
  RunningTown town({.residents = 60, .workers = 12, .offer_wait = Millis{1'000}});
  town.start_server("one");
  town.start_server("two");
  Homes homes(town.broker());
  for (int i = 0; i < 40; ++i) homes.press("p-" + std::to_string(i), "a-1", "sos", "d-" + std::to_string(i % 4));
  for (int i = 0; i < 40; ++i) {
    INFO("p-" << i);
    REQUIRE(homes.heard("p-" + std::to_string(i), "a-1", AckState::received).has_value());
  }
  CHECK(town.count("SELECT COUNT(*) FROM alarms") == 40);
  CHECK(town.count("SELECT COUNT(*) FROM incidents") == 40);

  // Every ladder runs to the dispatchers; each offer ends once, in history and in fact.
  REQUIRE(eventually([&] {
    return town.count("SELECT COUNT(*) FROM history WHERE what = 'dispatchers_called'") >= 40;
  }, 3'000));
  // Offers go on while people are called, so both are asked about at once.
  CHECK(town.count("SELECT (SELECT COUNT(*) FROM history WHERE what = 'expired') - "
                   "(SELECT COUNT(*) FROM offers WHERE state = 'expired')") == 0);
  CHECK(town.count("SELECT COUNT(*) FROM (SELECT incident_id, worker_id FROM history WHERE what = 'expired' "
                   "GROUP BY incident_id, worker_id, at_ms HAVING COUNT(*) > 1) twice") == 0);
  CHECK(town.count("SELECT COUNT(*) FROM incidents LEFT JOIN timers ON incident_id = id WHERE is_open = 1 AND due_ms IS NULL") == 0);

  // Either server carries out a command; the other knows at once.
  Web one(town.http_port("one"), town.sign_in("u-d-0"));
  Web two(town.http_port("two"), town.sign_in("u-d-1"));
  const auto listed = one.get("/api/v1/incidents?state=open");
  REQUIRE(listed.status == 200);
  const std::string incident = listed.body["items"][0]["id"];
  REQUIRE(one.command(incident, {{"do", "close"}, {"outcome", "helped"}}).status == 200);
  CHECK(two.command(incident, {{"do", "acknowledge"}}).status == 409);
}

TEST_CASE("A relative who follows one server loses within seconds what is withdrawn at the other") {
  RunningTown town({.residents = 10, .workers = 1});
  town.start_server("one");
  town.start_server("two");
  Web desk(town.http_port("one"), town.sign_in("u-d-0"));
  const std::string consents = "/api/v1/residents/r-1/consents";
  nlohmann::json agreed{{"user", "u-f-0"},   {"relation", "niece"}, {"status", true},           {"incidents", true},
                        {"vitals", false}, {"location", false},   {"text_version", "2026-11"}};
  REQUIRE(desk.post(consents, agreed).status == 201);
  EventStream stream(town.http_port("two"), town.sign_in("u-f-0"));
  EventStream other(town.http_port("two"), town.sign_in("u-f-0"));
  const auto first = stream.next("snapshot");
  REQUIRE(first.has_value());
  REQUIRE(other.next("snapshot").has_value());
  INFO(first->body);
  CHECK(shown_of(first->body, "r-1")["status"] == "well");
  // Where nothing is withdrawn nothing is sent again.
  REQUIRE(stream.next("tick").has_value());
  REQUIRE(stream.next("tick").has_value());
  REQUIRE(stream.next("tick").has_value());

  // She sees less of her: whether all is well is hers alone now.
  agreed["status"] = false;
  REQUIRE(desk.post(consents, agreed).status == 201);
  const auto less = stream.next("snapshot", 8);
  REQUIRE(less.has_value());
  INFO(less->body);
  CHECK(shown_of(less->body, "r-1")["status"].is_null());

  REQUIRE(desk.post(consents + "/withdraw", {{"user", "u-f-0"}}).status == 200);
  for (EventStream* one : {&stream, &other}) {
    std::optional<EventStream::Event> left;
    do left = one->next("snapshot", 8);
    while (left && !shown_of(left->body, "r-1").is_null());
    REQUIRE(left.has_value());
    CHECK_FALSE(shown_of(left->body, "r-0").is_null());
  }
}

TEST_CASE("Two servers that claim the same messages to people outside send each of them once") {
  constexpr int k_at_once = 20;
  constexpr int k_residents = 200;
  GroupRobot robot;
  RunningTown town({.residents = k_residents, .workers = 0, .offer_wait = Millis{600'000}});
  // Without a channel for anybody else, the desk's group is the only one written to.
  town.change("DELETE FROM contacts");
  for (const char* server : {"one", "two"}) town.start_server(server, {"LAMPLIGHT_NOTIFY_WEBHOOK_URL=" + robot.url()});
  Homes homes(town.broker());
  REQUIRE(eventually([&] { return homes.ready(); }));
  const std::string waiting = "SELECT COUNT(*) FROM messages WHERE recipient = 'desk' AND state = 'waiting'";
  const std::string written = "SELECT COUNT(*) FROM messages WHERE recipient = 'desk'";
  // Many at once, until both have had a share.
  int pressed = 0;
  do {
    for (int i = 0; i < k_at_once; ++i, ++pressed) {
      homes.press("p-" + std::to_string(pressed), "a-1", "sos", "d-" + std::to_string(pressed % 4));
    }
    REQUIRE(eventually([&] { return town.count(written) == pressed && town.count(waiting) == 0; }, 3'000));
  } while ((sent_by(town, "one") == 0 || sent_by(town, "two") == 0) && pressed + k_at_once <= k_residents);
  CHECK(sent_by(town, "one") > 0);
  CHECK(sent_by(town, "two") > 0);

  std::set<std::string> keys;
  for (const GroupRobot::Post& post : robot.posts()) keys.insert(post.key);
  CHECK(static_cast<int>(robot.posts().size()) == pressed);
  CHECK(static_cast<int>(keys.size()) == pressed);
  CHECK(sent_by(town, "one") + sent_by(town, "two") == pressed);
  CHECK(town.count(written + " AND state = 'sent' AND attempts = 1") == pressed);
  CHECK(town.count("SELECT COUNT(*) FROM history WHERE what = 'message_sent'") == pressed);
}
