// The event streams: a snapshot, then what changes, only what the role may see (contracts §3).
#include <catch2/catch.hpp>

#include "tests/flow/http_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

EventStream stream_of(const std::string& user) {
  return {http_town().http_port(), http_town().sign_in(user)};
}

// The next event of that name about that incident.
std::optional<EventStream::Event> next_about(EventStream& stream, const std::string& name,
                                             const std::string& incident) {
  const char* member = name == "incident" ? "id" : "incident";
  for (;;) {
    auto event = stream.next(name);
    if (!event || event->body[member] == incident) return event;
  }
}

// What the family hears of that resident until she is in that state; each change on the way is told as well.
std::optional<EventStream::Event> told_as(EventStream& stream, const std::string& resident, const std::string& status) {
  for (;;) {
    auto event = stream.next("resident");
    if (!event || (event->body["id"] == resident && event->body["status"] == status)) return event;
  }
}

// What the desk hears of the incident until somebody has taken note of it.
std::optional<EventStream::Event> acknowledged_in(EventStream& stream, const std::string& incident) {
  for (;;) {
    auto event = next_about(stream, "incident", incident);
    if (!event || event->body["acknowledged_by"].is_string()) return event;
  }
}

}  // namespace

TEST_CASE("A stream begins with a snapshot and ticks") {
  EventStream desk = stream_of("u-d-0");
  const auto first = desk.next("");
  REQUIRE(first.has_value());
  CHECK(first->name == "snapshot");
  CHECK(first->body["incidents"].is_array());
  const auto tick = desk.next("tick", 4);
  REQUIRE(tick.has_value());
  CHECK(from_rfc3339(tick->body["at"].get<std::string>()).has_value());
}

TEST_CASE("A dispatcher sees each change as a whole incident, its version rising") {
  EventStream desk = stream_of("u-d-1");
  REQUIRE(desk.next("snapshot").has_value());
  const std::string incident = press(30, "live-1");
  const auto opened = next_about(desk, "incident", incident);
  REQUIRE(opened.has_value());
  CHECK(opened->body["resident"]["id"] == "r-30");
  CHECK(opened->body["history"].size() >= 1);
  Web web = signed_in("u-d-1");
  REQUIRE(web.command(incident, {{"do", "acknowledge"}}).status == 200);
  const auto acknowledged = acknowledged_in(desk, incident);
  REQUIRE(acknowledged.has_value());
  CHECK(acknowledged->body["acknowledged_by"] == "User u-d-1");
  CHECK(acknowledged->body["version"] > opened->body["version"]);
  REQUIRE(web.command(incident, {{"do", "close"}, {"outcome", "other"}}).status == 200);
}

TEST_CASE("A worker is offered, holds, and is told when it is hers no more; others hear nothing of it") {
  Web desk = signed_in("u-d-0");
  const std::string before = press(31, "live-2");
  const std::string worker = offered_to(desk, before);
  REQUIRE_FALSE(worker.empty());
  REQUIRE(desk.command(before, {{"do", "cancel"}, {"reason", "test of the streams"}}).status == 200);

  EventStream phone = stream_of("u-" + worker);
  EventStream other = stream_of(worker == "w-12" ? "u-w-11" : "u-w-12");
  REQUIRE(phone.next("snapshot").has_value());
  REQUIRE(other.next("snapshot").has_value());
  const auto again = desk.command(before, {{"do", "reopen"}});
  REQUIRE(again.status == 200);
  const std::string asked = offered_to(desk, before);
  if (asked != worker) REQUIRE(desk.command(before, {{"do", "offer"}, {"worker", worker}}).status == 200);

  const auto offer = next_about(phone, "offer", before);
  REQUIRE(offer.has_value());
  CHECK(offer->body["resident"]["name"] == "住户 31");
  CHECK(offer->body["area"].is_string());
  CHECK_FALSE(offer->body.contains("place"));
  Web web = signed_in("u-" + worker);
  REQUIRE(web.command(before, {{"do", "accept"}}).status == 200);
  const auto held = next_about(phone, "incident", before);
  REQUIRE(held.has_value());
  CHECK(held->body["state"] == "assigned");
  CHECK(held->body["place"].is_object());
  REQUIRE(desk.command(before, {{"do", "close"}, {"outcome", "other"}}).status == 200);
  const auto withdrawn = next_about(phone, "withdrawn", before);
  REQUIRE(withdrawn.has_value());
  CHECK(withdrawn->body["why"] == "released");

  // The other worker's stream goes on ticking and has carried nothing else.
  for (int ticks = 0; ticks < 2; ++ticks) {
    const auto event = other.next("", 5);
    REQUIRE(event.has_value());
    CHECK(event->name == "tick");
  }
}

TEST_CASE("A relative sees that something happens, as far as was agreed") {
  EventStream family = stream_of("u-f-0");
  const auto snapshot = family.next("snapshot");
  REQUIRE(snapshot.has_value());
  REQUIRE(snapshot->body["residents"].size() == 1);
  CHECK(snapshot->body["residents"][0]["status"] == "well");
  const std::string incident = press(0, "live-3");
  const auto attention = told_as(family, "r-0", "attention");
  REQUIRE(attention.has_value());
  CHECK(attention->body["incident"]["id"] == incident);
  CHECK_FALSE(attention->body["incident"].contains("place"));  // location was not agreed
  Web desk = signed_in("u-d-0");
  REQUIRE(desk.command(incident, {{"do", "cancel"}, {"reason", "test"}}).status == 200);
  CHECK(told_as(family, "r-0", "well").has_value());
}

TEST_CASE("Signing out ends the stream") {
  const SeededSession session = http_town().sign_in("u-w-9");
  EventStream stream(http_town().http_port(), session);
  REQUIRE(stream.next("snapshot").has_value());
  Web web(http_town().http_port(), session);
  REQUIRE(web.send("DELETE", "/api/v1/session", nullptr).status == 204);
  int heard = 0;  // ticks come for as long as a stream lives
  while (heard < 5 && stream.next("").has_value()) ++heard;
  CHECK(heard < 5);
  CHECK(web.get("/api/v1/live").status == 401);
}
