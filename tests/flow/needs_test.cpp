// What an incident needs follows from data that an administrator edits: vehicles, rules about evidence.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/flow/http_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

using Json = nlohmann::json;

Json changed(Web& web, const std::string& path, const Json& body) {
  const auto before = web.get(path);
  INFO(before.text);
  REQUIRE(before.status == 200);
  const auto answer = web.send("PATCH", path, &body, {{"If-Match", before.headers.at("ETag")}});
  INFO(answer.text);
  REQUIRE(answer.status == 200);
  return answer.body;
}

// The answer about that worker, out of a list of candidates.
Json of_worker(const Json& candidates, const std::string& worker) {
  for (const Json& item : candidates) {
    if (item["worker"]["id"] == worker) return item;
  }
  return Json{{"reasons", Json::array()}, {"why_not", Json::array()}};
}

bool says(const Json& list, const std::string& phrase) {
  return std::find(list.begin(), list.end(), phrase) != list.end();
}

}  // namespace

TEST_CASE("Who needs a van is helped by whoever drives one, and the desk reads what the others lack") {
  Web admin = signed_in("u-a");
  Web desk = signed_in("u-d-0");
  REQUIRE(admin.post("/api/v1/skills", {{"id", "vehicle_van"}, {"name", "面包车"}, {"name_en", "Van"}}).status == 201);
  const Json heavy{{"id", "r-van"},
                   {"name", "何伯"},
                   {"district", "d-1"},
                   {"place", {{"lat", 22.6201}, {"lon", 113.1901}}},
                   {"needs", {"vehicle_van"}}};
  REQUIRE(desk.post("/api/v1/residents", heavy).status == 201);
  const auto van = admin.post("/api/v1/vehicles", {{"name", "粤T·00001"}, {"kind", "van"}, {"worker", "w-13"}});
  REQUIRE(van.status == 201);
  // The server reads the town anew in its own time.
  REQUIRE(eventually([&] {
    const auto preview = desk.get("/api/v1/residents/r-van/preview?kind=sos");
    return preview.status == 200 && says(preview.body["needs"], "vehicle_van") &&
           says(of_worker(preview.body["candidates"], "w-13")["reasons"], "comes with van");
  }));
  const auto opened = desk.post("/api/v1/incidents", {{"resident", "r-van"}, {"kind", "sos"}});
  REQUIRE(opened.status == 201);
  const std::string incident = opened.body["id"];
  const std::string path = "/api/v1/incidents/" + incident + "/candidates";
  const auto listed = desk.get(path);
  REQUIRE(listed.body["items"].size() > 1);
  for (const Json& item : listed.body["items"]) {
    const bool drives = item["worker"]["id"] == "w-13";
    CHECK(says(item["reasons"], "comes with van") == drives);
    CHECK(says(item["why_not"], "comes without van") == !drives);
  }
  changed(admin, "/api/v1/vehicles/" + van.body["id"].get<std::string>(), {{"worker", nullptr}});
  CHECK(eventually(
      [&] { return says(of_worker(desk.get(path).body["items"], "w-13")["why_not"], "comes without van"); }));
  CHECK(desk.command(incident, {{"do", "close"}, {"outcome", "helped"}}).status == 200);
}

TEST_CASE("A rule about evidence is written by an administrator and asks for more when the evidence comes") {
  Web admin = signed_in("u-a");
  Web desk = signed_in("u-d-0");
  const std::string path = "/api/v1/policies/evidence";
  const Json rule{{"kind", "wandering"}, {"beside", "bed_exit"}, {"says", ""}, {"needs", {"nursing"}}};
  const auto before = admin.get(path);
  REQUIRE(before.status == 200);
  const auto refused = [&](const Json& rules) {
    const Json body{{"rules", rules}};
    return admin.send("PATCH", path, &body, {{"If-Match", before.headers.at("ETag")}}).status;
  };
  CHECK(refused({{{"needs", {"nursing"}}}}) == 400);
  CHECK(refused({{{"kind", "wandering"}, {"needs", Json::array()}}}) == 400);
  CHECK(refused({{{"kind", "no_such"}, {"needs", {"nursing"}}}}) == 400);
  CHECK(refused({{{"kind", "wandering"}, {"needs", {"flying"}}}}) == 422);
  CHECK(changed(admin, path, {{"rules", {rule}}})["rules"] == Json{rule});
  CHECK(refused({rule}) == 412);
  const Json audited = admin.get("/api/v1/audit?subject=policy:evidence").body["items"];
  CHECK(audited.size() == 1);

  // The server reads the town anew in its own time; the rule looks at all the evidence of an incident, so a press
  // between the two alarms, more urgent than either, does not hide the first from the second.
  int presses = 0;
  CHECK(eventually([&] {
    const std::string number = std::to_string(++presses);
    const std::string incident = press(51, "bed-" + number, "bed_exit");
    if (incident.empty()) return false;
    const bool alone = desk.get("/api/v1/incidents/" + incident).body["needs"].empty();
    press(51, "sos-" + number, "sos");
    press(51, "out-" + number, "wandering");
    const bool together = says(desk.get("/api/v1/incidents/" + incident).body["needs"], "nursing");
    const bool closed = desk.command(incident, {{"do", "close"}, {"outcome", "helped"}}).status == 200;
    return alone && together && closed;
  }));
  changed(admin, path, {{"rules", Json::array()}});
}
