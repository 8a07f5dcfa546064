// The registers and residents' records: made, changed with the ETag that was read, removed.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "tests/flow/http_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// Changes that name the version they read; a stale one and one without are refused.
void change_twice(Web& web, const std::string& path, const nlohmann::json& body) {
  const auto before = web.get(path);
  REQUIRE(before.status == 200);
  const std::string etag = before.headers.at("ETag");
  CHECK(web.send("PATCH", path, &body).status == 428);
  const auto changed = web.send("PATCH", path, &body, {{"If-Match", etag}});
  REQUIRE(changed.status == 200);
  CHECK(changed.headers.at("ETag") != etag);
  const auto stale = web.send("PATCH", path, &body, {{"If-Match", etag}});
  CHECK(stale.status == 412);
  CHECK(stale.body["type"] == "urn:lamplight:problem:stale");
}

}  // namespace

TEST_CASE("A skill is added, renamed, given to a worker, and can't go while somebody has it") {
  Web admin = signed_in("u-a");
  const auto made = admin.post("/api/v1/skills", {{"id", "signing"}, {"name", "手语"}, {"name_en", "Sign language"}});
  REQUIRE(made.status == 201);
  CHECK(made.headers.at("Location") == "/api/v1/skills/signing");
  CHECK(admin.post("/api/v1/skills", {{"id", "signing"}, {"name", "手语"}, {"name_en", "Again"}}).status == 409);
  change_twice(admin, "/api/v1/skills/signing", {{"name_en", "Signing"}});
  CHECK(admin.get("/api/v1/skills/signing").body["name"] == "手语");
  change_twice(admin, "/api/v1/workers/w-11", {{"skills", {"signing"}}, {"languages", {"zh", "yue"}}});
  CHECK(admin.get("/api/v1/workers/w-11").body["skills"] == nlohmann::json{"signing"});
  const std::string etag = admin.get("/api/v1/skills/signing").headers.at("ETag");
  const auto in_use = admin.send("DELETE", "/api/v1/skills/signing", nullptr, {{"If-Match", etag}});
  CHECK(in_use.status == 409);
  CHECK(in_use.body["code"] == "in-use");
  change_twice(admin, "/api/v1/workers/w-11", {{"skills", nlohmann::json::array()}});
  CHECK(admin.send("DELETE", "/api/v1/skills/signing", nullptr).status == 428);
  CHECK(admin.send("DELETE", "/api/v1/skills/signing", nullptr, {{"If-Match", etag}}).status == 204);
  CHECK(admin.get("/api/v1/skills/signing").status == 404);
}

TEST_CASE("A skill that ends counts until then: nobody goes with an expired one") {
  Web admin = signed_in("u-a");
  Web desk = signed_in("u-d-0");
  REQUIRE(admin.post("/api/v1/skills", {{"id", "hoist"}, {"name", "移位机"}, {"name_en", "Hoist"}}).status == 201);
  const nlohmann::json lifted{{"id", "r-hoist"},
                              {"name", "梁伯"},
                              {"district", "d-1"},
                              {"place", {{"lat", 22.6}, {"lon", 113.2}}},
                              {"needs", {"hoist"}}};
  REQUIRE(desk.post("/api/v1/residents", lifted).status == 201);
  const std::string path = "/api/v1/workers/w-13";
  const auto change = [&](const nlohmann::json& body) {
    return admin.send("PATCH", path, &body, {{"If-Match", admin.get(path).headers.at("ETag")}});
  };
  nlohmann::json skills = admin.get(path).body["skills"];
  skills.push_back("hoist");
  const auto dated = change({{"skills", skills}, {"skill_expiry", {{"hoist", "2099-01-01T08:00:00+08:00"}}}});
  REQUIRE(dated.status == 200);
  const nlohmann::json until{{"hoist", "2099-01-01T00:00:00.000Z"}};
  CHECK(dated.body["skill_expiry"] == until);
  CHECK(change({{"skills", skills}, {"phone", "0760-13"}}).body["skill_expiry"] == until);
  CHECK(change({{"skill_expiry", {{"flying", "2099-01-01T00:00:00Z"}}}}).status == 400);
  CHECK(change({{"skill_expiry", {{"hoist", "next year"}}}}).status == 400);

  // The town hears of a new resident with its next look at the registers.
  std::string incident;
  REQUIRE(eventually([&] {
    const auto made = desk.post("/api/v1/incidents", {{"resident", "r-hoist"}, {"kind", "sos"}});
    if (made.status == 201) incident = made.body["id"];
    return made.status == 201;
  }));
  const auto lacks_it = [&] {
    const auto shown = desk.get("/api/v1/incidents/" + incident + "/candidates");
    for (const auto& candidate : shown.body["items"]) {
      if (candidate["worker"]["id"] != "w-13") continue;
      const auto why = candidate["why_not"];
      return std::count(why.begin(), why.end(), "lacks hoist");
    }
    return std::ptrdiff_t{-1};
  };
  CHECK(eventually([&] { return lacks_it() == 0; }));
  REQUIRE(change({{"skill_expiry", {{"hoist", to_rfc3339(RunningTown::now())}}}}).status == 200);
  CHECK(eventually([&] { return lacks_it() == 1; }));
  CHECK(change({{"skill_expiry", nlohmann::json::object()}}).body["skill_expiry"].empty());
  CHECK(eventually([&] { return lacks_it() == 0; }));
  skills.erase(skills.size() - 1);
  CHECK(change({{"skills", skills}}).status == 200);
  CHECK(desk.command(incident, {{"do", "close"}, {"outcome", "other"}}).status == 200);
}

TEST_CASE("A worker's duty and place are in the register; archiving keeps her row") {
  Web admin = signed_in("u-a");
  const auto made = admin.post(
      "/api/v1/workers", {{"name", "何丽"}, {"gender", "female"}, {"languages", {"yue"}}, {"districts", {"d-1"}}});
  REQUIRE(made.status == 201);
  const std::string path = "/api/v1/workers/" + made.body["id"].get<std::string>();
  CHECK(made.body["position"].is_null());
  CHECK(admin.post("/api/v1/workers", {{"name", "何丽"}, {"skills", {"flying"}}}).status == 422);
  CHECK(admin.post("/api/v1/workers", {{"name", "何丽"}, {"gender", "other"}}).status == 400);
  const std::string etag = admin.get(path).headers.at("ETag");
  CHECK(admin.send("DELETE", path, nullptr, {{"If-Match", etag}}).status == 204);
  CHECK(admin.get(path).body["archived"] == true);
  const auto workers = admin.get("/api/v1/workers?limit=500");
  for (const auto& worker : workers.body["items"]) CHECK(worker["archived"] == false);
}

TEST_CASE("A device belongs to a resident who is there, or to nobody") {
  Web admin = signed_in("u-a");
  const nlohmann::json pendant{{"id", "p-new"}, {"district", "d-2"}, {"model", "pendant"}, {"resident", "r-24"}};
  const auto made = admin.post("/api/v1/devices", pendant);
  REQUIRE(made.status == 201);
  CHECK(made.body["online"].is_null());
  nlohmann::json orphan = pendant;
  orphan["id"] = "p-orphan";
  orphan["resident"] = "r-nobody";
  CHECK(admin.post("/api/v1/devices", orphan).status == 422);
  change_twice(admin, "/api/v1/devices/p-new", {{"resident", nullptr}, {"room", "卧室"}});
  CHECK(admin.get("/api/v1/devices/p-new").body["resident"].is_null());
  CHECK(admin.get("/api/v1/devices/p-new").body["room"] == "卧室");
}

TEST_CASE("A user signs in with the password that was set, and not after she was disabled") {
  Web admin = signed_in("u-a");
  const auto made = admin.post(
      "/api/v1/users",
      {{"username", "new.dispatcher"}, {"password", "long enough 1"}, {"role", "dispatcher"}, {"name", "New"}});
  REQUIRE(made.status == 201);
  CHECK(made.text.find("argon2") == std::string::npos);
  CHECK(made.text.find("long enough") == std::string::npos);
  CHECK(admin.post("/api/v1/users", {{"username", "x"}, {"password", "short"}, {"role", "dispatcher"}, {"name", "X"}})
            .status == 422);
  CHECK(admin
            .post("/api/v1/users",
                  {{"username", "new.dispatcher"}, {"password", "long enough 2"}, {"role", "family"}, {"name", "X"}})
            .status == 409);
  const auto sign_in = [](const std::string& password) {
    return Web(http_town().http_port())
        .post("/api/v1/session", {{"username", "new.dispatcher"}, {"password", password}})
        .status;
  };
  CHECK(sign_in("long enough 1") == 200);
  const std::string path = "/api/v1/users/" + made.body["id"].get<std::string>();
  change_twice(admin, path, {{"password", "another one 2"}});
  CHECK(sign_in("long enough 1") == 401);
  CHECK(sign_in("another one 2") == 200);
  const std::string etag = admin.get(path).headers.at("ETag");
  CHECK(admin.send("DELETE", path, nullptr, {{"If-Match", etag}}).status == 204);
  CHECK(sign_in("another one 2") == 401);
}

TEST_CASE("Districts, shifts and policies can be changed, each under its own mark") {
  Web admin = signed_in("u-a");
  change_twice(admin, "/api/v1/districts/d-3", {{"name_en", "Third"}});
  const auto shift = admin.post(
      "/api/v1/shifts", {{"worker", "w-1"}, {"start", "2026-12-01T00:00:00Z"}, {"end", "2026-12-01T08:00:00Z"}});
  REQUIRE(shift.status == 201);
  change_twice(admin, "/api/v1/shifts/" + shift.body["id"].get<std::string>(), {{"end", "2026-12-01T09:00:00.000Z"}});
  const std::string of_shift = "/api/v1/shifts/" + shift.body["id"].get<std::string>();
  change_twice(admin, of_shift,
               {{"break_start", "2026-12-01T04:00:00.000Z"}, {"break_end", "2026-12-01T04:30:00.000Z"}});
  const nlohmann::json outside{{"break_start", "2026-12-01T08:50:00.000Z"}, {"break_end", "2026-12-01T09:30:00.000Z"}};
  const auto broken_off = admin.get(of_shift);
  CHECK(broken_off.body["break_end"] == "2026-12-01T04:30:00.000Z");
  CHECK(admin.send("PATCH", of_shift, &outside, {{"If-Match", broken_off.headers.at("ETag")}}).status == 422);
  const nlohmann::json none{{"break_start", nullptr}, {"break_end", nullptr}};
  CHECK(admin.send("PATCH", of_shift, &none, {{"If-Match", broken_off.headers.at("ETag")}}).body["break_end"].is_null());
  change_twice(admin, "/api/v1/policies/technical-0",
               {{"steps", {{{"action", "dispatchers"}, {"width", 1}, {"wait_ms", 3'500'000}}}}});
  CHECK(admin.get("/api/v1/policies/technical-0").body["steps"][0]["wait_ms"] == 3'500'000);
  change_twice(admin, "/api/v1/policies/needs-water", {{"needs", {"nursing"}}});
  change_twice(admin, "/api/v1/policies/weights", {{"cover_pct", 60}});
  CHECK(admin.get("/api/v1/policies/weights").body["cover_pct"] == 60);
  CHECK(admin.get("/api/v1/policies/weights").body["displaces_s"] == 600);
  const nlohmann::json wrong{{"steps", {{{"action", "pray"}, {"wait_ms", 1000}}}}};
  const std::string etag = admin.get("/api/v1/policies/emergency-1").headers.at("ETag");
  CHECK(admin.send("PATCH", "/api/v1/policies/emergency-1", &wrong, {{"If-Match", etag}}).status == 400);
  CHECK(admin.get("/api/v1/policies/no-such").status == 404);
}

TEST_CASE("A resident's record keeps what it is told and forgets nothing else") {
  Web desk = signed_in("u-d-0");
  const auto made =
      desk.post("/api/v1/residents",
                {{"name", "区婆婆"},
                 {"district", "d-1"},
                 {"place", {{"lat", 22.61}, {"lon", 113.19}}},
                 {"born", "1939-02-11"},
                 {"gender", "female"},
                 {"language", "yue"},
                 {"language_wish", "must"},
                 {"needs", {"lifting"}},
                 {"excluded", {"w-1"}},
                 {"clinical", "高血压"},
                 {"address", "一号"},
                 {"contacts", {{{"name", "女儿"}, {"phone", "0760-1"}, {"relation", "daughter"}, {"has_key", true}}}}});
  REQUIRE(made.status == 201);
  const std::string path = "/api/v1/residents/" + made.body["id"].get<std::string>();
  change_twice(desk, path, {{"mobility", "拐杖"}, {"excluded", nlohmann::json::array()}});
  const auto now = desk.get(path);
  CHECK(now.body["mobility"] == "拐杖");
  CHECK(now.body["excluded"].empty());
  CHECK(now.body["born"] == "1939-02-11");
  CHECK(now.body["clinical"] == "高血压");
  CHECK(now.body["needs"] == nlohmann::json{"lifting"});
  REQUIRE(now.body["contacts"].size() == 1);
  CHECK(now.body["contacts"][0]["has_key"] == true);
  CHECK(desk.post("/api/v1/residents", {{"name", "x"}, {"district", "d-9"}, {"place", {{"lat", 1}, {"lon", 1}}}})
            .status == 422);
  CHECK(desk.post("/api/v1/residents", {{"name", "x"}, {"district", "d-1"}}).status == 400);
  CHECK(desk.post("/api/v1/residents",
                  {{"name", "x"}, {"district", "d-1"}, {"place", {{"lat", 1}, {"lon", 1}}}, {"born", "1939-02-31"}})
            .status == 400);
  const std::string id = made.body["id"];
  Web admin = signed_in("u-a");
  const auto trail = admin.get("/api/v1/audit?subject=resident:" + id);
  REQUIRE(trail.status == 200);
  std::multiset<std::string> done;
  for (const auto& row : trail.body["items"]) done.insert(row["what"]);
  CHECK(done.count("resident.added") == 1);
  CHECK(done.count("resident.changed") == 1);
  CHECK(done.count("resident.read") >= 1);
}

TEST_CASE("Readings come raw or by bucket, the score as an interval, the story as one list") {
  const auto now = RunningTown::now();
  const auto reading = [&](const char* name, int seconds_ago, double value) {
    http_town().change(
        "INSERT INTO readings (device_id, name, at_ms, value, received_ms, resident_id) VALUES ('p-25', '" +
        std::string(name) + "', " + std::to_string(ms_of(now) - seconds_ago * 1000) + ", " + std::to_string(value) +
        ", 0, 'r-25')");
    // As the monitor notes it: the roll-up of that hour is not true yet.
    http_town().change("INSERT IGNORE INTO rollups_due (hour_ms, noted) VALUES (" +
                       std::to_string((ms_of(now) - seconds_ago * 1000) / 3'600'000 * 3'600'000) + ", 1)");
  };
  for (int i = 0; i < 6; ++i) reading("heart_rate", 60 + i * 60, 70 + i);
  reading("spo2", 90, 91);
  Web desk = signed_in("u-d-0");
  const auto raw = desk.get("/api/v1/residents/r-25/readings?name=heart_rate");
  REQUIRE(raw.status == 200);
  REQUIRE(raw.body["items"].size() == 6);
  CHECK(raw.body["items"][5]["value"] == 70);  // oldest first
  CHECK(raw.body["items"][0]["unit"] == "beat/min");
  const auto first = desk.get("/api/v1/residents/r-25/readings?name=heart_rate&limit=4");
  const auto rest = desk.get("/api/v1/residents/r-25/readings?name=heart_rate&limit=4&cursor=" +
                             first.body["next"].get<std::string>());
  CHECK(rest.body["items"].size() == 2);
  const auto buckets = desk.get("/api/v1/residents/r-25/readings?name=heart_rate&every=1h");
  REQUIRE(buckets.status == 200);
  int count = 0;
  for (const auto& bucket : buckets.body["items"]) count += bucket["count"].get<int>();
  CHECK(count == 6);
  for (const char* place : {"motion:kitchen", "motion:hall", "motionless"}) reading(place, 120, 1);
  CHECK(desk.get("/api/v1/residents/r-25/readings?name=motion").body["items"].size() == 2);
  CHECK(desk.get("/api/v1/residents/r-25/readings?name=motion&every=1d").body["items"].size() >= 2);
  CHECK(desk.get("/api/v1/residents/r-25/readings?name=motion:hall").body["items"].size() == 1);
  CHECK(desk.get("/api/v1/residents/r-25/readings?every=soon").status == 400);

  const auto score = desk.get("/api/v1/residents/r-25/score");
  REQUIRE(score.status == 200);
  CHECK(score.body["news2"]["least"] == 3);  // SpO2 of 91 % alone
  CHECK(score.body["news2"]["most"] > 3);
  CHECK(score.body["news2"]["missing"].size() == 5);
  CHECK_FALSE(score.body.contains("over_time"));
  reading("spo2", 7'000, 97);  // nearly two hours ago she breathed well
  const auto course = desk.get("/api/v1/residents/r-25/score?every=10m");
  REQUIRE(course.status == 200);
  const auto& moments = course.body["over_time"];
  REQUIRE(moments.size() >= 11);
  CHECK(moments.front()["least"] == 0);
  CHECK(moments.back()["least"] == score.body["news2"]["least"]);
  CHECK(moments.back()["most"] == score.body["news2"]["most"]);
  CHECK(desk.get("/api/v1/residents/r-25/score?every=1s").status == 400);

  const std::string incident = press(25, "story-1");
  REQUIRE(desk.command(incident, {{"do", "note"}, {"text", "第一句"}}).status == 200);
  std::set<std::string> types;
  std::string cursor;
  std::size_t lines = 0;
  do {
    const auto page = desk.get("/api/v1/residents/r-25/timeline?limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor));
    REQUIRE(page.status == 200);
    for (const auto& line : page.body["items"]) types.insert(line["type"]);
    lines += page.body["items"].size();
    cursor = page.body["next"].is_null() ? "" : page.body["next"].get<std::string>();
  } while (!cursor.empty());
  CHECK(types.count("alarm") == 1);
  CHECK(types.count("note") == 1);
  CHECK(lines == desk.get("/api/v1/residents/r-25/timeline?limit=500").body["items"].size());
}

TEST_CASE("The report of response times comes as JSON and as CSV") {
  Web desk = signed_in("u-d-0");
  const std::string incident = press(26, "report-1");
  REQUIRE(desk.command(incident, {{"do", "acknowledge"}}).status == 200);
  const auto report = desk.get("/api/v1/reports/response");
  REQUIRE(report.status == 200);
  CHECK(report.body["acknowledge"]["count"] >= 1);
  CHECK(report.body["acknowledge"]["within_60_s_pct"].is_number());
  CHECK(report.body["queues"]["emergency"]["incidents"] >= 1);
  const auto csv = desk.send("GET", "/api/v1/reports/response", nullptr, {{"Accept", "text/csv"}});
  CHECK(csv.headers.at("Content-Type") == "text/csv; charset=utf-8");
  CHECK(csv.text.starts_with("queue,measure,"));
  CHECK(csv.text.find("\r\nkind:sos,acknowledge,") != std::string::npos);
  const auto& parts = report.body["parts"];
  const auto counted = [&](const char* side) {
    int incidents = 0;
    for (const auto& part : parts[side]) incidents += part["incidents"].get<int>();
    return incidents;
  };
  CHECK(counted("kind") == report.body["incidents"]);
  CHECK(counted("district") == report.body["incidents"]);
  CHECK(counted("hour") == report.body["incidents"]);
  CHECK(parts["resident"].size() <= 10);
  CHECK(counted("device") >= 1);
  const auto& workload = report.body["workload"];
  CHECK(workload["desk"]["alarms"] >= report.body["incidents"]);
  REQUIRE_FALSE(workload["operators"].empty());
  CHECK(workload["operators"][0]["busiest"] >= 1);
  CHECK(csv.text.find("\r\noperator:u-d-0,load,") != std::string::npos);
  CHECK(csv.text.find("\r\ndevice:") != std::string::npos);
  CHECK(desk.get("/api/v1/reports/response?zone=480").status == 200);
  CHECK(desk.get("/api/v1/reports/response?zone=east").status == 400);
}
