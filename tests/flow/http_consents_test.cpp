// Consents, tier by tier, and the glass that is broken with a reason.
#include <catch2/catch.hpp>

#include "tests/flow/http_town.h"
#include "tests/support/authenticator.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

nlohmann::json consent(bool status, bool incidents, bool vitals, bool location) {
  return {{"user", "u-f-0"},   {"relation", "niece"},        {"status", status},     {"incidents", incidents},
          {"vitals", vitals},  {"location", location},       {"text_version", "2026-11"}};
}

}  // namespace

TEST_CASE("A relative sees what was agreed from the moment it is written down, and nothing once it is withdrawn") {
  Web desk = signed_in("u-d-0");
  Web relative = signed_in("u-f-0");
  const std::string page = "/api/v1/family/residents/r-59";
  const std::string readings = "/api/v1/residents/r-59/readings";
  const std::string consents = "/api/v1/residents/r-59/consents";
  CHECK(relative.get(page).status == 404);

  REQUIRE(desk.post(consents, consent(true, false, false, false)).status == 201);
  CHECK(relative.get(page).body["status"] == "well");
  CHECK(relative.get(readings).status == 403);

  nlohmann::json wider = consent(false, true, true, false);
  wider["given_by"] = "legal_proxy";
  CHECK(desk.post(consents, wider).status == 400);  // by whom?
  wider["proxy"] = "何大文";
  const auto second = desk.post(consents, wider);
  REQUIRE(second.status == 201);
  CHECK(second.body["version"] == 2);
  CHECK(second.body["past"].size() == 1);
  CHECK(second.body["past"][0]["agreed"]["status"] == true);
  CHECK(relative.get(page).body["status"].is_null());
  CHECK(relative.get(readings).status == 200);

  EventStream stream(http_town().http_port(), http_town().sign_in("u-f-0"));
  REQUIRE(stream.next("snapshot").has_value());
  const auto withdrawn = desk.post(consents + "/withdraw", {{"user", "u-f-0"}});
  REQUIRE(withdrawn.status == 200);
  CHECK(withdrawn.body["withdrawn_at"].is_string());
  CHECK(withdrawn.body["past"].size() == 2);
  CHECK(relative.get(page).status == 404);
  CHECK(relative.get(readings).status == 404);
  CHECK(desk.post(consents + "/withdraw", {{"user", "u-f-0"}}).status == 409);
  CHECK(http_town().count("SELECT COUNT(*) FROM audit WHERE what LIKE 'consent.%' AND subject = 'resident:r-59'") == 3);
}

TEST_CASE("A consent is to words that are kept: they stand beside it, and whose version nobody knows is refused") {
  Web admin = signed_in("u-a");
  Web desk = signed_in("u-d-0");
  Web relative = signed_in("u-f-0");
  const std::string consents = "/api/v1/residents/r-58/consents";
  const std::string page = "/api/v1/family/residents/r-58";
  const nlohmann::json words{{"version", "2027-02"}, {"zh", "我同意，可随时收回。"}, {"en", "I agree, and may take it back."}};
  nlohmann::json given = consent(true, false, false, false);
  REQUIRE(desk.post(consents, given).status == 201);
  given["text_version"] = "2027-02";
  const auto unknown = desk.post(consents, given);
  CHECK(unknown.status == 422);
  CHECK(relative.get(page).body["agreed_text"]["version"] == "2026-11");

  CHECK(desk.post("/api/v1/consent-texts", words).status == 403);
  const auto added = admin.post("/api/v1/consent-texts", words);
  REQUIRE(added.status == 201);
  CHECK(added.body["added_by"] == "u-a");
  nlohmann::json other = words;
  other["zh"] = "改了";
  CHECK(admin.post("/api/v1/consent-texts", other).status == 409);
  CHECK(admin.post("/api/v1/consent-texts", {{"version", "2027-03"}, {"zh", "只有中文"}}).status == 400);
  CHECK(desk.get("/api/v1/consent-texts").body["items"][0]["zh"] == words["zh"]);
  CHECK(relative.get("/api/v1/consent-texts").status == 403);

  const auto again = desk.post(consents, given);
  REQUIRE(again.status == 201);
  CHECK(again.body["text"]["en"] == words["en"]);
  CHECK(again.body["past"][0]["text_version"] == "2026-11");
  CHECK(again.body["past"][0]["text"]["zh"].is_string());
  CHECK(relative.get(page).body["agreed_text"] == words);
  CHECK(http_town().count("SELECT COUNT(*) FROM audit WHERE what = 'consent_text.added' AND who = 'u-a'") == 1);
  CHECK(desk.post(consents + "/withdraw", {{"user", "u-f-0"}}).status == 200);
}

TEST_CASE("Only an account of a relative can be given a consent, and only for a resident who is there") {
  Web desk = signed_in("u-d-0");
  nlohmann::json body = consent(true, true, true, true);
  CHECK(desk.post("/api/v1/residents/r-none/consents", body).status == 404);
  body["user"] = "u-w-1";
  CHECK(desk.post("/api/v1/residents/r-57/consents", body).status == 422);
  CHECK(signed_in("u-f-0").post("/api/v1/residents/r-0/consents", consent(true, true, true, true)).status == 403);
}

TEST_CASE("Breaking the glass takes a reason and a code, opens one resident to one person, and somebody else reviews it") {
  const nlohmann::json resident{{"id", "r-glass"}, {"name", "何月"}, {"district", "d-1"},
                                {"place", {{"lat", 22.63}, {"lon", 113.18}}}};
  REQUIRE(signed_in("u-d-0").post("/api/v1/residents", resident).status == 201);
  Web phone = signed_in("u-w-13");
  const std::string record = "/api/v1/residents/r-glass";
  CHECK(phone.get(record).status == 403);
  const nlohmann::json without{{"reason", "老人在门口求助"}, {"code", "000000"}};
  CHECK(phone.post(record + "/glass", without).body["type"] == "urn:lamplight:problem:second-factor-needed");
  const Authenticator app(phone);
  CHECK(phone.post(record + "/glass", without).status == 403);
  CHECK(phone.post(record + "/glass", {{"reason", "x"}, {"code", app.recovery_codes()[0]}}).status == 422);
  const auto broken = phone.post(record + "/glass", {{"reason", "老人在门口求助"}, {"code", app.next_code()}});
  REQUIRE(broken.status == 201);
  CHECK(phone.get(record).status == 200);
  CHECK(phone.get(record + "/timeline").status == 200);
  CHECK(phone.get("/api/v1/residents/r-54").status == 403);
  CHECK(signed_in("u-w-12").get(record).status == 403);
  CHECK(phone.send("PATCH", record, &without).status == 403);  // looking is not changing

  Web admin = signed_in("u-a");
  const std::string id = broken.body["id"];
  const auto listed = [&](const std::string& query) {  // null where it is not in the list
    const auto list = admin.get("/api/v1/glass" + query);
    REQUIRE(list.status == 200);
    for (const auto& one : list.body["items"]) {
      if (one["id"] == id) return one;
    }
    return nlohmann::json();
  };
  CHECK(listed("?reviewed=false")["overdue"] == false);
  http_town().change("UPDATE glass_breaks SET broken_ms = broken_ms - 86500000, until_ms = until_ms - 86500000 "
                     "WHERE id = '" + id + "'");
  CHECK(listed("")["overdue"] == true);
  CHECK(phone.get(record).status == 403);  // its quarter of an hour is over
  CHECK(admin.post("/api/v1/glass/" + id + "/review", {{"note", "同邻居核实过"}}).status == 200);
  CHECK(admin.post("/api/v1/glass/" + id + "/review", {{"note", "again"}}).status == 409);
  CHECK(listed("?reviewed=false").is_null());
}

TEST_CASE("An administrator sees no vital signs without breaking the glass, and does not review herself") {
  Web admin = signed_in("u-a");
  const std::string record = "/api/v1/residents/r-56";
  CHECK(admin.get(record + "/readings").status == 403);
  const Authenticator app(admin);
  const auto broken = admin.post(record + "/glass", {{"reason", "complaint 17"}, {"code", app.next_code()}});
  REQUIRE(broken.status == 201);
  CHECK(admin.get(record + "/readings").status == 200);
  CHECK(admin.post("/api/v1/glass/" + broken.body["id"].get<std::string>() + "/review", {{"note", "fine"}}).status == 409);
}

TEST_CASE("What has ended badly is not well again because it is over, and neither is a home that nobody hears") {
  Web desk = signed_in("u-d-0");
  Web relative = signed_in("u-f-0");
  const std::string page = "/api/v1/family/residents/r-53";
  REQUIRE(desk.post("/api/v1/residents/r-53/consents", consent(true, false, false, false)).status == 201);
  const auto ended_with = [&](const std::string& alarm, const std::string& outcome) {
    const std::string incident = press(53, alarm);
    CHECK(relative.get(page).body["status"] == "attention");
    REQUIRE(desk.command(incident, {{"do", "close"}, {"outcome", outcome}}).status == 200);
    return relative.get(page).body["status"];
  };
  CHECK(ended_with("ended-1", "hospital") == "in_hospital");
  CHECK(ended_with("ended-2", "helped") == "well");

  const std::int64_t now = ms_of(RunningTown::now());
  const auto heard = [&](std::int64_t ago_ms) {
    http_town().change("INSERT INTO device_promises (device_id, heard_ms, promise_s) VALUES ('p-53', " +
                       std::to_string(now - ago_ms) + ", 900) ON DUPLICATE KEY UPDATE heard_ms = VALUES(heard_ms)");
  };
  heard(900'000);
  CHECK(relative.get(page).body["status"] == "well");
  heard(3 * 3'600'000);
  CHECK(relative.get(page).body["status"] == "unheard");
  CHECK(ended_with("ended-3", "deceased") == "call_awaited");
}
