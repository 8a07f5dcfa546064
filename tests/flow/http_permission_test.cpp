// Who may knock at which door: every route by every role and relation, in the tests' own words.
//
// This table is written from contracts §3, not from server/permission: what both say alike is allowed.
#include <catch2/catch.hpp>

#include "tests/flow/http_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// What a role gets: allowed (a: anything but 401, 403 and 404), forbidden (f: 403), hidden (h: 404).
struct Door {
  const char* method;
  const char* path;
  nlohmann::json body;
  char administrator, dispatcher, stranger, holder, relative;  // stranger and holder are care workers
};

std::vector<Door> doors_of_devices() {
  const nlohmann::json none;
  const nlohmann::json nothing = nlohmann::json::object();
  return {
      {"GET", "/api/v1/devices", none, 'a', 'a', 'f', 'f', 'f'},
      {"POST", "/api/v1/devices", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"POST", "/api/v1/devices/provision", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"POST", "/api/v1/devices/no-such/sign-in", {{"credential", "none"}}, 'h', 'f', 'f', 'f', 'f'},
      {"POST", "/api/v1/devices/no-such/replace", {{"credential", "none"}}, 'h', 'f', 'f', 'f', 'f'},
      {"POST", "/api/v1/devices/no-such/retire", nothing, 'h', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/devices/p-1/commands", none, 'a', 'a', 'f', 'f', 'f'},
      {"POST", "/api/v1/devices/p-1/commands", nothing, 'a', 'f', 'f', 'f', 'f'},
  };
}

std::vector<Door> doors_of_records() {
  const nlohmann::json none;
  const nlohmann::json nothing = nlohmann::json::object();
  return {
      {"POST", "/api/v1/users/import", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/consent-texts", none, 'a', 'a', 'f', 'f', 'f'},
      {"POST", "/api/v1/consent-texts", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/residents/no-such/history", none, 'a', 'a', 'f', 'f', 'f'},
      {"GET", "/api/v1/residents/no-such/files/no-such", none, 'h', 'h', 'f', 'f', 'f'},
      {"POST", "/api/v1/residents/no-such/merge", {{"other", "r-21"}}, 'h', 'h', 'f', 'f', 'f'},
      {"GET", "/api/v1/residents/no-such/export", none, 'h', 'f', 'f', 'f', 'f'},
      {"POST", "/api/v1/residents/no-such/erase", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"POST", "/api/v1/residents/import", none, 'a', 'f', 'f', 'f', 'f'},
      {"POST", "/api/v1/workers/import", none, 'a', 'f', 'f', 'f', 'f'},
      {"POST", "/api/v1/policies/import", none, 'a', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/vehicles", none, 'a', 'a', 'f', 'f', 'f'},
      {"POST", "/api/v1/vehicles", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/organisations", none, 'a', 'a', 'f', 'f', 'f'},
      {"POST", "/api/v1/organisations", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/contacts", none, 'a', 'a', 'f', 'f', 'f'},
      {"GET", "/api/v1/fhir/Patient", none, 'f', 'a', 'f', 'f', 'f'},
      {"GET", "/api/v1/retention", none, 'a', 'f', 'f', 'f', 'f'},
      {"POST", "/api/v1/retention/run", none, 'a', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/webhooks", none, 'a', 'f', 'f', 'f', 'f'},
      {"POST", "/api/v1/webhooks", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/webhooks/no-such/deliveries", none, 'h', 'f', 'f', 'f', 'f'},
  };
}

std::vector<Door> doors(const std::string& incident) {
  const std::string one = "/api/v1/incidents/" + incident;
  static std::string read, candidates, commands, reveal, photos;
  read = one;
  candidates = one + "/candidates";
  commands = one + "/commands";
  reveal = one + "/reveal";
  photos = one + "/photos";
  const nlohmann::json none;
  const nlohmann::json nothing = nlohmann::json::object();
  return {
      {"GET", "/api/v1/session", none, 'a', 'a', 'a', 'a', 'a'},
      {"GET", "/api/v1/incidents", none, 'a', 'a', 'f', 'f', 'f'},
      {"POST", "/api/v1/incidents", nothing, 'f', 'a', 'f', 'f', 'f'},
      {"GET", "/api/v1/alarms", none, 'a', 'a', 'f', 'f', 'f'},
      {"GET", read.c_str(), none, 'a', 'a', 'h', 'a', 'f'},
      {"GET", candidates.c_str(), none, 'a', 'a', 'f', 'f', 'f'},
      {"POST", commands.c_str(), {{"do", "note"}, {"text", "seen"}}, 'f', 'a', 'h', 'a', 'f'},
      {"POST", commands.c_str(), {{"do", "acknowledge"}}, 'f', 'a', 'h', 'f', 'f'},
      {"POST", commands.c_str(), {{"do", "cancel"}, {"reason", "x"}}, 'f', 'f', 'h', 'f', 'f'},
      {"POST", commands.c_str(), {{"do", "accept"}}, 'f', 'f', 'h', 'a', 'f'},
      {"POST", reveal.c_str(), {{"field", "nothing such"}}, 'f', 'a', 'h', 'a', 'f'},
      {"POST", photos.c_str(), nothing, 'f', 'a', 'h', 'a', 'f'},
      {"GET", photos.c_str(), none, 'f', 'a', 'h', 'a', 'f'},
      {"GET", "/api/v1/residents", none, 'a', 'a', 'f', 'f', 'f'},
      {"GET", "/api/v1/residents/no-such", none, 'h', 'h', 'f', 'f', 'f'},
      {"POST", "/api/v1/residents", nothing, 'a', 'a', 'f', 'f', 'f'},
      {"PATCH", "/api/v1/residents/no-such", nothing, 'h', 'h', 'f', 'f', 'f'},
      {"GET", "/api/v1/residents/r-21/readings", none, 'f', 'a', 'h', 'a', 'h'},
      {"GET", "/api/v1/residents/r-21/score", none, 'f', 'a', 'h', 'a', 'h'},
      {"GET", "/api/v1/residents/r-0/readings", none, 'f', 'a', 'h', 'h', 'f'},  // linked, vitals not agreed
      {"GET", "/api/v1/residents/r-21/timeline", none, 'a', 'a', 'f', 'f', 'f'},
      {"GET", "/api/v1/residents/r-21/preview", none, 'a', 'a', 'f', 'f', 'f'},
      {"GET", "/api/v1/residents/r-21/care-plan", none, 'a', 'a', 'f', 'f', 'f'},
      {"PATCH", "/api/v1/residents/no-such/care-plan", nothing, 'h', 'h', 'f', 'f', 'f'},
      {"GET", "/api/v1/found-things", none, 'a', 'a', 'f', 'f', 'f'},
      {"GET", "/api/v1/dead-letters/0", none, 'h', 'f', 'f', 'f', 'f'},
      {"POST", "/api/v1/dead-letters/0/retry", none, 'h', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/family/residents", none, 'f', 'f', 'f', 'f', 'a'},
      {"GET", "/api/v1/family/residents/r-0", none, 'f', 'f', 'f', 'f', 'a'},
      {"GET", "/api/v1/family/residents/r-1", none, 'f', 'f', 'f', 'f', 'h'},
      {"GET", "/api/v1/workers", none, 'a', 'a', 'f', 'f', 'f'},
      {"POST", "/api/v1/workers", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/shifts", none, 'a', 'a', 'f', 'f', 'f'},
      {"POST", "/api/v1/shifts", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/skills", none, 'a', 'a', 'f', 'f', 'f'},
      {"POST", "/api/v1/skills", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/districts", none, 'a', 'a', 'f', 'f', 'f'},
      {"POST", "/api/v1/districts", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/users", none, 'a', 'a', 'f', 'f', 'f'},
      {"POST", "/api/v1/users", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/policies", none, 'a', 'a', 'f', 'f', 'f'},
      {"PATCH", "/api/v1/policies/emergency-1", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/plans", none, 'a', 'a', 'f', 'f', 'f'},
      {"POST", "/api/v1/plans", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"PATCH", "/api/v1/business-hours", nothing, 'a', 'f', 'f', 'f', 'f'},
      {"POST", "/api/v1/worker/help", {{"text", 17}}, 'f', 'f', 'a', 'a', 'f'},
      {"GET", "/api/v1/worker/offers", none, 'f', 'f', 'a', 'a', 'f'},
      {"POST", "/api/v1/worker/position", {{"lat", 22.6}, {"lon", 113.2}}, 'f', 'f', 'a', 'a', 'f'},
      {"POST", "/api/v1/worker/duty", {{"on", true}}, 'f', 'f', 'a', 'a', 'f'},
      {"GET", "/api/v1/reports/coverage", none, 'a', 'a', 'f', 'f', 'f'},
      {"GET", "/api/v1/reports/response", none, 'a', 'a', 'f', 'f', 'f'},
      {"GET", "/api/v1/health", none, 'a', 'a', 'f', 'f', 'f'},
      {"GET", "/api/v1/audit", none, 'a', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/dead-letters", none, 'a', 'f', 'f', 'f', 'f'},
      {"GET", "/api/v1/tokens", none, 'a', 'f', 'f', 'f', 'f'},
      {"POST", "/api/v1/tokens", nothing, 'a', 'f', 'f', 'f', 'f'},
  };
}

char kind_of(int status) {
  if (status == 403) return 'f';
  if (status == 404) return 'h';
  return status == 0 || status == 401 || status >= 500 ? '?' : 'a';
}

}  // namespace

TEST_CASE("Every door opens for whom the contract names, and for nobody else") {
  const std::string incident = press(21, "doors-1");
  REQUIRE_FALSE(incident.empty());
  Web dispatcher = signed_in("u-d-0");
  const std::string worker = offered_to(dispatcher, incident);
  REQUIRE_FALSE(worker.empty());
  Web holder = signed_in("u-" + worker);
  REQUIRE(holder.command(incident, {{"do", "accept"}}).status == 200);

  Web administrator = signed_in("u-a");
  Web stranger = signed_in(worker == "w-14" ? "u-w-13" : "u-w-14");
  Web relative = signed_in("u-f-0");
  Web nobody(http_town().http_port());
  auto all = doors(incident);
  for (const auto& more : {doors_of_devices(), doors_of_records()}) all.insert(all.end(), more.begin(), more.end());
  for (const Door& door : all) {
    INFO(door.method << " " << door.path << " " << door.body.dump());
    const nlohmann::json* body = door.body.is_null() ? nullptr : &door.body;
    const auto by = [&](Web& web) { return kind_of(web.send(door.method, door.path, body).status); };
    CHECK(by(administrator) == door.administrator);
    CHECK(by(stranger) == door.stranger);
    CHECK(by(relative) == door.relative);
    CHECK(by(holder) == door.holder);
    // A cancelled incident would shut the doors behind it.
    if (body == nullptr || body->value("do", "") != "cancel") CHECK(by(dispatcher) == door.dispatcher);
    CHECK(nobody.send(door.method, door.path, body).status == 401);
  }
  REQUIRE(dispatcher.command(incident, {{"do", "close"}, {"outcome", "other"}}).status == 200);
}

TEST_CASE("Offered she sees what and roughly where; holding it, the address and the way in; released, nothing") {
  Web desk = signed_in("u-d-0");
  const auto made = desk.post("/api/v1/residents", {{"id", "r-sealed"},
                                                    {"name", "黎秀英"},
                                                    {"district", "d-1"},
                                                    {"place", {{"lat", 22.6301}, {"lon", 113.1801}}},
                                                    {"address", "海洲村东街12号"},
                                                    {"access", "钥匙盒在门左"},
                                                    {"key_safe", "4711-Z"},
                                                    {"notes", "养狗"},
                                                    {"high_risk", true}});
  REQUIRE(made.status == 201);
  CHECK(made.text.find("4711-Z") == std::string::npos);  // written, never read back
  CHECK(http_town().count("SELECT COUNT(*) FROM residents WHERE address_sealed LIKE '%海洲%'") == 0);
  // The town hears of a new resident with its next look at the registers.
  std::string incident;
  REQUIRE(eventually([&] {
    const auto opened =
        desk.post("/api/v1/incidents", {{"resident", "r-sealed"}, {"kind", "sos"}, {"text", "电话求助"}});
    if (opened.status == 201) incident = opened.body["id"];
    return opened.status == 201;
  }));
  const std::string worker = offered_to(desk, incident);
  REQUIRE_FALSE(worker.empty());
  Web phone = signed_in("u-" + worker);
  const std::string path = "/api/v1/incidents/" + incident;

  const auto offered = phone.get(path);
  REQUIRE(offered.status == 200);
  CHECK(offered.body["resident"]["name"] == "黎秀英");
  CHECK(offered.body["place"].is_null());
  for (const char* word : {"海洲", "钥匙盒", "养狗", "电话求助"}) CHECK(offered.text.find(word) == std::string::npos);
  const auto outline = phone.get("/api/v1/residents/r-sealed");
  REQUIRE(outline.status == 200);
  CHECK(outline.body["name"] == "黎秀英");
  for (const char* hidden : {"place", "address", "access", "contacts", "notes", "high_risk", "clinical", "phone"}) {
    INFO(hidden);
    CHECK_FALSE(outline.body.contains(hidden));
  }
  CHECK(phone.post(path + "/reveal", {{"field", "key_safe"}}).status == 403);

  const auto held = phone.command(incident, {{"do", "accept"}});
  REQUIRE(held.status == 200);
  CHECK(held.body["resident"]["address"] == "海洲村东街12号");
  CHECK(held.body["resident"]["access"] == "钥匙盒在门左");
  CHECK(held.body["resident"]["has_key_safe"] == true);
  CHECK(held.text.find("4711-Z") == std::string::npos);
  const auto record = phone.get("/api/v1/residents/r-sealed");
  CHECK(record.body["address"] == "海洲村东街12号");
  CHECK(record.body["notes"] == "养狗");
  CHECK(phone.get("/api/v1/residents/r-sealed/history").status == 403);
  const auto revealed = phone.post(path + "/reveal", {{"field", "key_safe"}});
  REQUIRE(revealed.status == 200);
  CHECK(revealed.body["value"] == "4711-Z");
  CHECK(http_town().count("SELECT COUNT(*) FROM audit WHERE what = 'resident.reveal' AND who = 'u-" + worker +
                          "' AND subject = 'resident:r-sealed'") == 1);

  REQUIRE(desk.command(incident, {{"do", "close"}, {"outcome", "helped"}}).status == 200);
  CHECK(phone.get(path).status == 403);
  CHECK(phone.get("/api/v1/residents/r-sealed").status == 403);
  CHECK(phone.post(path + "/reveal", {{"field", "key_safe"}}).status == 403);
}

TEST_CASE("Whoever visits a home is told what is broken there, until it is mended") {
  const std::string fault = press(29, "low-1", "battery_low");
  REQUIRE_FALSE(fault.empty());
  const std::string incident = press(29, "fall-1", "fall");
  REQUIRE(incident != fault);
  Web desk = signed_in("u-d-0");
  const std::string worker = offered_to(desk, incident);
  REQUIRE_FALSE(worker.empty());
  Web phone = signed_in("u-" + worker);
  const std::string path = "/api/v1/incidents/" + incident;
  CHECK_FALSE(phone.get(path).body["resident"].contains("faults"));
  const auto held = phone.command(incident, {{"do", "accept"}});
  REQUIRE(held.status == 200);
  REQUIRE(held.body["resident"]["faults"].size() == 1);
  CHECK(held.body["resident"]["faults"][0]["incident"] == fault);
  CHECK(held.body["resident"]["faults"][0]["kind"] == "battery_low");
  CHECK(held.body["resident"]["faults"][0]["device"] == "p-29");

  REQUIRE(desk.command(fault, {{"do", "close"}, {"outcome", "technical"}}).status == 200);
  CHECK(phone.get(path).body["resident"]["faults"].empty());
  REQUIRE(desk.command(incident, {{"do", "close"}, {"outcome", "helped"}}).status == 200);
}

TEST_CASE("Who comes too late is told so, with the incident as it now is and nothing of the resident") {
  const std::string incident = press(23, "late-1");
  Web desk = signed_in("u-d-0");
  const std::string first = offered_to(desk, incident);
  REQUIRE_FALSE(first.empty());
  const std::string second = first == "w-1" ? "w-2" : "w-1";
  REQUIRE(desk.command(incident, {{"do", "offer"}, {"worker", second}}).status == 200);
  Web fast = signed_in("u-" + first);
  Web slow = signed_in("u-" + second);
  REQUIRE(fast.command(incident, {{"do", "accept"}}).status == 200);
  const auto refused = slow.command(incident, {{"do", "accept"}});
  CHECK(refused.status == 409);
  CHECK(refused.headers.at("Content-Type") == "application/problem+json");
  CHECK(refused.body["code"] == "already_assigned");
  CHECK(refused.body["incident"]["id"] == incident);
  CHECK(refused.body["incident"]["state"] == "assigned");
  CHECK(refused.body["incident"]["resident"].is_null());
  REQUIRE(desk.command(incident, {{"do", "close"}, {"outcome", "other"}}).status == 200);
}
