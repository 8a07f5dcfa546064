// A care worker photographs what she finds; the desk sees it, nobody else does, and the database can't.
#include <catch2/catch.hpp>

#include "tests/flow/http_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

const std::string k_jpeg = "/9j/4P/Z";  // the marks of one, and nothing between them

std::string path_of(const std::string& incident) {
  return "/api/v1/incidents/" + incident + "/photos";
}

// A resident with a key of her own, as every record has that was made by the API, and a call for help of hers.
std::string call_of(Web& desk, const std::string& resident) {
  const auto made = desk.post(
      "/api/v1/residents",
      {{"id", resident}, {"name", "黎秀英"}, {"district", "d-1"}, {"place", {{"lat", 22.6301}, {"lon", 113.1801}}}});
  REQUIRE(made.status == 201);
  // The town hears of a new resident with its next look at the registers.
  std::string incident;
  REQUIRE(eventually([&] {
    const auto opened = desk.post("/api/v1/incidents", {{"resident", resident}, {"kind", "sos"}});
    if (opened.status == 201) incident = opened.body["id"];
    return opened.status == 201;
  }));
  return incident;
}

// Other stories of this town may have left their calls open, and with them every worker bound.
void end_all_calls(Web& desk) {
  for (;;) {
    const auto open = desk.get("/api/v1/incidents?state=open&limit=100");
    REQUIRE(open.status == 200);
    if (open.body["items"].empty()) return;
    for (const auto& incident : open.body["items"]) {
      REQUIRE(desk.command(incident["id"], {{"do", "close"}, {"outcome", "other"}}).status == 200);
    }
  }
}

}  // namespace

TEST_CASE("A photograph of a visit is kept once, sealed, seen by the desk, and every look is written down") {
  Web desk = signed_in("u-d-0");
  end_all_calls(desk);
  const std::string incident = call_of(desk, "r-photo-1");
  std::string worker;
  REQUIRE(eventually([&] {
    worker = offered_to(desk, incident);
    return !worker.empty();
  }));
  Web phone = signed_in("u-" + worker);
  const nlohmann::json photo{{"id", "ph-37-1"}, {"at", "2026-11-23T08:15:30.123Z"}, {"jpeg", k_jpeg}};
  CHECK(phone.post(path_of(incident), photo).status == 403);  // offered, not hers
  REQUIRE(phone.command(incident, {{"do", "accept"}}).status == 200);

  const auto kept = phone.post(path_of(incident), photo);
  REQUIRE(kept.status == 201);
  CHECK(kept.body["at"] == "2026-11-23T08:15:30.123Z");
  CHECK_FALSE(kept.body.contains("jpeg"));
  CHECK(phone.post(path_of(incident), photo).status == 201);  // the answer was lost, and it is sent again
  CHECK(http_town().count("SELECT COUNT(*) FROM incident_photos WHERE incident_id = '" + incident + "'") == 1);
  CHECK(http_town().count("SELECT COUNT(*) FROM incident_photos WHERE INSTR(jpeg_sealed, X'FFD8FF') > 0") == 0);
  CHECK(http_town().count("SELECT COUNT(*) FROM audit WHERE what = 'incident.photo_added' AND subject = 'incident:" +
                          incident + "'") == 1);

  const auto seen = desk.get(path_of(incident));
  REQUIRE(seen.status == 200);
  REQUIRE(seen.body["items"].size() == 1);
  CHECK(seen.body["items"][0]["jpeg"] == k_jpeg);
  CHECK(seen.body["items"][0]["name"].get<std::string>() != "");
  CHECK(http_town().count("SELECT COUNT(*) FROM audit WHERE what = 'incident.photos_seen' AND who = 'u-d-0'") == 1);

  REQUIRE(desk.command(incident, {{"do", "close"}, {"outcome", "helped"}}).status == 200);
  CHECK(phone.get(path_of(incident)).status == 403);
  CHECK(phone.post(path_of(incident), {{"id", "ph-37-2"}, {"jpeg", k_jpeg}}).status == 403);
}

TEST_CASE("What is no photograph, too large, too much, or another's is refused") {
  Web desk = signed_in("u-d-0");
  const std::string incident = call_of(desk, "r-photo-2");
  const auto status = [&](const nlohmann::json& body) { return desk.post(path_of(incident), body).status; };
  CHECK(status({{"id", "ph-38-0"}, {"jpeg", "bm8gcGhvdG8="}}) == 422);  // words
  CHECK(status({{"id", "ph-38-0"}, {"jpeg", "/9j/4P/Z*"}}) == 422);     // no base64
  CHECK(status({{"id", "ph-38-0"}, {"jpeg", std::string(60'004, 'A')}}) == 400);
  CHECK(status({{"jpeg", k_jpeg}}) == 400);
  for (int i = 0; i < 20; ++i) CHECK(status({{"id", "ph-38-" + std::to_string(i)}, {"jpeg", k_jpeg}}) == 201);
  CHECK(status({{"id", "ph-38-20"}, {"jpeg", k_jpeg}}) == 422);

  const std::string other = call_of(desk, "r-photo-3");
  CHECK(desk.post(path_of(other), {{"id", "ph-38-0"}, {"jpeg", k_jpeg}}).status == 422);
  CHECK(desk.post(path_of("no-such"), {{"id", "ph-39-0"}, {"jpeg", k_jpeg}}).status == 404);
  CHECK(desk.get(path_of(other)).body["items"].empty());
  for (const auto& id : {incident, other}) {
    CHECK(desk.command(id, {{"do", "close"}, {"outcome", "other"}}).status == 200);
  }
}
