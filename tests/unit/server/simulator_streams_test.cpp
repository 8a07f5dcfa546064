// Event streams out of bytes, and what a phone and a desk make of the events.
#include <catch2/catch.hpp>

#include "server/simulator/desk_screen.h"
#include "server/simulator/event_reader.h"
#include "server/simulator/phone.h"

namespace lamplight::simulator {
namespace {

using simulate::Case;
using simulate::Task;

const std::string k_head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

TEST_CASE("events come out whole, however the bytes are cut") {
  const std::string bytes =
      k_head + ": hello\nretry: 1000\n\nevent: tick\ndata: {\"at\":1}\n\nevent: offer\r\ndata: {\r\ndata: }\r\n\r\n";
  for (std::size_t cut = 1; cut < bytes.size(); cut += 3) {
    EventReader reader;
    std::vector<Event> events;
    for (std::size_t from = 0; from < bytes.size(); from += cut) {
      for (Event& event : reader.read(std::string_view(bytes).substr(from, cut))) events.push_back(std::move(event));
    }
    CAPTURE(cut);
    REQUIRE(events.size() == 2);
    CHECK(events[0] == Event{"tick", "{\"at\":1}"});
    CHECK(events[1] == Event{"offer", "{\n}"});
    CHECK(reader.status() == 200);
  }
}

TEST_CASE("an answer that is no stream is a fault with its status") {
  EventReader reader;
  CHECK(reader.read("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\n{}").empty());
  CHECK(reader.faulty());
  CHECK(reader.status() == 401);
  EventReader chunks;
  CHECK(chunks.read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").empty());
  CHECK(chunks.faulty());
}

Phone::OfStory nobody() {
  return [](const IncidentId&) { return false; };
}

std::string held(const std::string& id, const std::string& state, const std::string& worker) {
  return R"({"id":")" + id + R"(","state":")" + state + R"(","place":{"lat":22.6,"lon":113.2},"worker":{"id":")" +
         worker + R"(","name":"x","eta_s":200}})";
}

TEST_CASE("a phone shows what the snapshot brings: offers and what she holds, with place and time") {
  Phone phone{WorkerId{"w-1"}};
  CHECK(phone.show({"snapshot", R"({"at":"x","on_duty":true,"offers":[{"incident":"i-1","eta_s":300}],"incidents":[)" +
                                    held("i-2", "assigned", "w-1") + "," + held("i-3", "assigned", "w-2") + "]}"}));
  CHECK(phone.on_duty() == true);
  const auto tasks = phone.tasks(nobody());
  REQUIRE(tasks.size() == 2);
  CHECK(tasks[0].incident == IncidentId{"i-2"});
  CHECK(tasks[0].state == IncidentState::assigned);
  CHECK(tasks[0].place == Position{22.6, 113.2});
  CHECK(tasks[0].eta_s == 200);
  CHECK_FALSE(tasks[0].offered);
  CHECK(tasks[1].incident == IncidentId{"i-1"});
  CHECK(tasks[1].offered);
}

TEST_CASE("an offer comes, becomes hers, goes on, and ends") {
  Phone phone{WorkerId{"w-1"}};
  CHECK(phone.show({"offer", R"({"incident":"i-1","eta_s":300})"}));
  CHECK(phone.tasks([](const IncidentId&) { return true; }).front().of_story);
  CHECK(phone.show({"incident", held("i-1", "assigned", "w-1")}));
  REQUIRE(phone.tasks(nobody()).size() == 1);
  CHECK_FALSE(phone.tasks(nobody()).front().offered);
  CHECK(phone.show({"incident", held("i-1", "arrived", "w-1")}));
  CHECK(phone.tasks(nobody()).front().state == IncidentState::arrived);
  CHECK(phone.show({"incident", held("i-1", "resolved", "w-1")}));
  CHECK(phone.tasks(nobody()).empty());
}

TEST_CASE("what was withdrawn, or went to another, is no longer on the phone") {
  Phone phone{WorkerId{"w-1"}};
  CHECK(phone.show({"offer", R"({"incident":"i-1"})"}));
  CHECK(phone.show({"offer", R"({"incident":"i-2"})"}));
  CHECK(phone.show({"withdrawn", R"({"incident":"i-1","why":"expired"})"}));
  CHECK(phone.show({"incident", held("i-2", "assigned", "w-2")}));
  CHECK(phone.tasks(nobody()).empty());
}

TEST_CASE("ticks, broken events and strange ones change nothing") {
  Phone phone{WorkerId{"w-1"}};
  CHECK(phone.show({"offer", R"({"incident":"i-1"})"}));
  CHECK_FALSE(phone.show({"tick", "{}"}));
  CHECK_FALSE(phone.show({"snapshot", "not json"}));
  CHECK_FALSE(phone.show({"resident", "{}"}));
  CHECK(phone.show({"offer", "{}"}));
  CHECK(phone.tasks(nobody()).size() == 1);
}

std::string incident(const std::string& id, const std::string& evidence, const std::string& acknowledged_by = "null") {
  return R"({"id":")" + id + R"(","state":"resolved","queue":"emergency","test":false,"resident":{"id":"r-1"},)" +
         R"("opened_at":"2026-11-23T08:00:00.000Z","acknowledged_by":)" + acknowledged_by + R"(,"evidence":[)" +
         evidence + "]}";
}

const std::string k_of_story = R"({"source":"device","alarm":"s:1.20780.a1","kind":"sos"})";
const std::string k_of_monitor = R"({"source":"monitor","alarm":"m:x","kind":"no_motion"})";
const std::string k_of_person = R"({"source":"device","alarm":"a-7f3","kind":"sos"})";
const std::string k_restored = R"({"source":"device","alarm":"s:1.20780.a1.r","kind":"restored"})";

std::vector<Case> cases_after(const std::string& said, const std::string& kept_off = "") {
  DeskScreen screen("Wang Wei");
  static_cast<void>(screen.show({"incident", said}));
  return screen.cases([&](const ResidentId& resident) { return resident.text() == kept_off; });
}

TEST_CASE("the desk sees cases of the story, of the monitor about one, and no other") {
  CHECK(cases_after(incident("i-1", k_of_story)).size() == 1);
  CHECK(cases_after(incident("i-1", k_of_story + "," + k_of_monitor)).size() == 1);
  CHECK(cases_after(incident("i-1", k_of_story + "," + k_of_person)).empty());
  CHECK(cases_after(incident("i-1", R"({"source":"dispatcher","alarm":null,"kind":"sos"})")).empty());
  CHECK(cases_after(incident("i-1", "")).empty());
}

TEST_CASE("the desk leaves alone what a person has taken up, and homes in a person's hands") {
  CHECK(cases_after(incident("i-1", k_of_story, "\"Wang Wei\"")).size() == 1);
  CHECK(cases_after(incident("i-1", k_of_story, "\"Li Na\"")).empty());
  CHECK(cases_after(incident("i-1", k_of_story), "r-1").empty());
}

TEST_CASE("a person's press takes a case off the desk again") {
  DeskScreen screen("Wang Wei");
  const auto nobody_kept = [](const ResidentId&) { return false; };
  CHECK(screen.show({"snapshot", R"({"incidents":[)" + incident("i-1", k_of_story) + "]}"}));
  CHECK(screen.cases(nobody_kept).size() == 1);
  CHECK(screen.show({"incident", incident("i-1", k_of_story + "," + k_of_person)}));
  CHECK(screen.cases(nobody_kept).empty());
}

TEST_CASE("a case says since when it is open and whether its cause is over") {
  const auto cases = cases_after(incident("i-1", k_of_story + "," + k_restored));
  REQUIRE(cases.size() == 1);
  CHECK(cases.front().over);
  CHECK(cases.front().state == IncidentState::resolved);
  CHECK(to_rfc3339(cases.front().opened_at) == "2026-11-23T08:00:00.000Z");
}

}  // namespace
}  // namespace lamplight::simulator
