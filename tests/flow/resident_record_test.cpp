// The whole record: every field and its history, two people editing at once, two records of one person, files.
#include <catch2/catch.hpp>

#include "tests/flow/http_town.h"

using namespace lamplight;
using namespace lamplight::tests;
using nlohmann::json;

namespace {

json record_of(const std::string& id, const std::string& name) {
  return {{"id", id}, {"name", name}, {"district", "d-1"}, {"place", {{"lat", 22.6201}, {"lon", 113.1901}}}};
}

const json k_everything{
    {"identity_no", "442000193902110022"},
    {"floor", "3"},
    {"hazards", "煤气罐"},
    {"pets", "两只猫"},
    {"wishes", "下午不要打扰"},
    {"resuscitation", "遗嘱在抽屉里"},
    {"doctor", "陈医生 0760-555"},
    {"conditions", {"高血压", "糖尿病"}},
    {"medication", {"二甲双胍 0.5 g"}},
    {"allergies", {"青霉素"}},
    {"languages", {"hak", "zh"}},
    {"risk", "medium"},
    {"entitlements", {{{"what", "送餐"}, {"organisation", "o-1"}, {"from", "2026-01-01"}, {"until", nullptr}}}},
    {"away", {{{"from", "2026-12-01T00:00:00.000Z"}, {"until", "2026-12-05T00:00:00.000Z"}, {"words", "女儿家"}}}},
};

json changed(Web& web, const std::string& path, const json& body) {
  const std::string etag = web.get(path).headers.at("ETag");
  const auto answer = web.send("PATCH", path, &body, {{"If-Match", etag}});
  INFO(answer.text);
  REQUIRE(answer.status == 200);
  return answer.body;
}

// The changes of the latest version, by field.
std::map<std::string, json> latest_changes(Web& web, const std::string& path) {
  const auto history = web.get(path + "/history");
  REQUIRE(history.status == 200);
  std::map<std::string, json> changes;
  for (const auto& change : history.body["items"][0]["changes"]) changes[change["field"]] = change;
  return changes;
}

}  // namespace

TEST_CASE("Every member of a record is kept as it was written, and none of it can be read in the database") {
  Web desk = signed_in("u-d-0");
  json body = record_of("r-whole", "区婆婆");
  body.update(k_everything);
  body["contacts"] = {{{"id", "c-whole"},
                       {"name", "女儿"},
                       {"phone", "0760-1"},
                       {"phones", {"139-2"}},
                       {"consents", {"call", "entry"}}}};
  const auto made = desk.post("/api/v1/residents", body);
  INFO(made.text);
  REQUIRE(made.status == 201);
  for (const auto& [name, value] : k_everything.items()) CHECK(made.body[name] == value);
  CHECK(made.body["contacts"][0]["phones"] == json{"139-2"});
  CHECK(made.body["contacts"][0]["consents"] == json{"call", "entry"});
  CHECK(made.body["high_risk"] == false);
  const std::string path = "/api/v1/residents/r-whole";
  // What is answered can be sent back.
  const auto bare = changed(desk, path, {{"entitlements", {{{"what", "送餐"}}}}});
  CHECK(changed(desk, path, {{"entitlements", bare["entitlements"]}})["entitlements"] == bare["entitlements"]);
  changed(desk, path, {{"risk", "high"}, {"pets", ""}});
  const auto now = desk.get(path);
  CHECK(now.body["high_risk"] == true);
  CHECK(now.body["risk"] == "high");
  CHECK(now.body["pets"] == "");
  CHECK(now.body["hazards"] == "煤气罐");
  CHECK(http_town().count("SELECT COUNT(*) FROM residents WHERE id = 'r-whole' AND (details_sealed LIKE '%煤气%' "
                          "OR details_sealed LIKE '%442000%')") == 0);
  CHECK(http_town().count("SELECT COUNT(*) FROM resident_versions WHERE record_sealed LIKE '%煤气%'") == 0);
  for (const json& wrong :
       {json{{"risk", "dire"}}, json{{"away", {{{"from", "2026-12-05T00:00:00Z"}, {"until", "2026-12-01T00:00:00Z"}}}}},
        json{{"entitlements", {{{"organisation", "o-1"}}}}}}) {
    CHECK(desk.send("PATCH", path, &wrong, {{"If-Match", now.headers.at("ETag")}}).status == 400);
  }
}

TEST_CASE("The history of a record says of every change who made it, when, and what stood there before") {
  Web desk = signed_in("u-d-0");
  Web other = signed_in("u-d-1");
  const std::string path = "/api/v1/residents/r-past";
  REQUIRE(desk.post("/api/v1/residents", record_of("r-past", "何婆婆")).status == 201);
  changed(desk, path, {{"mobility", "拐杖"}, {"allergies", {"青霉素"}}});
  auto changes = latest_changes(desk, path);
  CHECK(changes.size() == 2);
  CHECK(changes["mobility"]["before"] == "");
  CHECK(changes["mobility"]["after"] == "拐杖");
  CHECK(changes["allergies"]["after"] == json{"青霉素"});
  changed(other, path, {{"key_safe", "4711-Z"}});
  changes = latest_changes(desk, path);
  REQUIRE(changes.count("key_safe") == 1);
  CHECK(changes["key_safe"]["after"].is_null());
  const auto history = desk.get(path + "/history");
  CHECK(history.text.find("4711-Z") == std::string::npos);
  REQUIRE(history.body["items"].size() == 3);
  CHECK(history.body["items"][0]["who"] == "u-d-1");
  CHECK(history.body["items"][2]["changes"].empty());
  const auto first = desk.get(path + "/history?limit=2");
  REQUIRE(first.body["items"].size() == 2);
  CHECK(first.body["items"][1]["changes"].size() == 2);  // against a version of the next page
  const auto rest = desk.get(path + "/history?limit=2&cursor=" + first.body["next"].get<std::string>());
  CHECK(rest.body["items"].size() == 1);
  CHECK(rest.body["next"].is_null());
}

TEST_CASE("Who changes what somebody else has changed meanwhile is shown both versions") {
  Web desk = signed_in("u-d-0");
  const std::string path = "/api/v1/residents/r-both";
  const auto made = desk.post("/api/v1/residents", record_of("r-both", "黄伯"));
  REQUIRE(made.status == 201);
  const std::string read = made.headers.at("ETag");
  changed(desk, path, {{"notes", "耳背"}});
  const json mine{{"notes", "听力差"}, {"mobility", "轮椅"}};
  const auto stale = desk.send("PATCH", path, &mine, {{"If-Match", read}});
  REQUIRE(stale.status == 412);
  CHECK(stale.body["present"]["notes"] == "耳背");
  CHECK(stale.body["yours"]["notes"] == "听力差");
  CHECK(stale.body["yours"]["mobility"] == "轮椅");
  CHECK(desk.get(path).body["notes"] == "耳背");
  Web admin = signed_in("u-a");
  const std::string skill = admin.get("/api/v1/skills/lifting").headers.at("ETag");
  changed(admin, "/api/v1/skills/lifting", {{"name_en", "Lifting people"}});
  const json again{{"name_en", "Lift"}};
  const auto second = admin.send("PATCH", "/api/v1/skills/lifting", &again, {{"If-Match", skill}});
  REQUIRE(second.status == 412);
  CHECK(second.body["present"]["name_en"] == "Lifting people");
  CHECK(second.body["yours"]["name_en"] == "Lift");
}

TEST_CASE("Two records of one person become one, and nothing that hung on the second is lost") {
  Web desk = signed_in("u-d-0");
  Web admin = signed_in("u-a");
  json first = record_of("r-keep", "冯婆婆");
  first["notes"] = "住三楼";
  first["contacts"] = {{{"name", "女儿"}, {"phone", "0760-1"}}};
  json second = record_of("r-gone", "冯玉兰");
  second["address"] = "海洲村东街12号";
  second["notes"] = "养狗";
  second["allergies"] = {"海鲜"};
  second["key_safe"] = "2580";
  second["contacts"] = {{{"name", "女儿"}, {"phone", "0760-1"}}, {{"name", "侄子"}, {"phone", "0760-2"}}};
  REQUIRE(desk.post("/api/v1/residents", first).status == 201);
  REQUIRE(desk.post("/api/v1/residents", second).status == 201);
  REQUIRE(admin
              .post("/api/v1/devices",
                    {{"id", "p-gone"}, {"district", "d-1"}, {"model", "pendant"}, {"resident", "r-gone"}})
              .status == 201);
  const std::string photo = "\xFF\xD8\xFF photo";
  const auto file = desk.send_text("POST", "/api/v1/residents/r-gone/files?kind=photo&name=a.jpg", photo);
  REQUIRE(file.status == 201);
  std::string incident;
  REQUIRE(eventually([&] {
    const auto opened = desk.post("/api/v1/incidents", {{"resident", "r-gone"}, {"kind", "sos"}});
    if (opened.status == 201) incident = opened.body["id"];
    return opened.status == 201;
  }));
  CHECK(desk.post("/api/v1/residents/r-keep/merge", {{"other", "r-gone"}}).status == 409);
  REQUIRE(desk.command(incident, {{"do", "close"}, {"outcome", "helped"}}).status == 200);

  const json look{{"other", "r-gone"}, {"dry_run", true}};
  const auto before = desk.post("/api/v1/residents/r-keep/merge", look);
  REQUIRE(before.status == 200);
  CHECK(desk.get("/api/v1/residents/r-gone").body["merged_into"] == nullptr);
  CHECK(desk.get("/api/v1/residents/r-keep").body["address"] == "");
  CHECK(http_town().count("SELECT COUNT(*) FROM audit WHERE what = 'resident.merge_previewed'") == 1);
  const auto joined = desk.post("/api/v1/residents/r-keep/merge", {{"other", "r-gone"}});
  INFO(joined.text);
  REQUIRE(joined.status == 200);
  CHECK(joined.body["name"] == "冯婆婆");
  CHECK(joined.body["address"] == "海洲村东街12号");
  CHECK(joined.body["notes"] == "住三楼\n养狗");
  CHECK(joined.body["allergies"] == json{"海鲜"});
  CHECK(joined.body["contacts"].size() == 2);
  CHECK(joined.body["devices"] == json{"p-gone"});
  CHECK(joined.body["has_key_safe"] == true);
  CHECK(admin.get("/api/v1/residents/r-keep/export").text.find("2580") != std::string::npos);
  // What was shown before is what it has become.
  for (const auto& [name, value] : before.body.items()) {
    INFO(name);
    if (name != "version" && name != "changed_at") CHECK(joined.body[name] == value);
  }
  const auto gone = desk.get("/api/v1/residents/r-gone");
  CHECK(gone.body["archived"] == true);
  CHECK(gone.body["merged_into"] == "r-keep");
  CHECK(http_town().count("SELECT COUNT(*) FROM incidents WHERE resident_id = 'r-keep'") == 1);
  const auto read = desk.get("/api/v1/residents/r-keep/files/" + file.body["id"].get<std::string>());
  CHECK(read.status == 200);
  CHECK(read.text == photo);
  CHECK(latest_changes(desk, "/api/v1/residents/r-keep").count("address") == 1);
  CHECK(desk.post("/api/v1/residents/r-keep/merge", {{"other", "r-gone"}}).status == 409);
  CHECK(desk.post("/api/v1/residents/r-keep/merge", {{"other", "r-keep"}}).status == 422);
}

TEST_CASE("A file is what its first bytes say, sealed, and gone when it is removed") {
  Web desk = signed_in("u-d-0");
  REQUIRE(desk.post("/api/v1/residents", record_of("r-files", "苏伯")).status == 201);
  const std::string files = "/api/v1/residents/r-files/files";
  CHECK(desk.send_text("POST", files + "?kind=photo", "<script>alert(1)</script>").status == 422);
  CHECK(desk.send_text("POST", files + "?kind=photo", "%PDF-1.7 not a photo").status == 422);
  CHECK(desk.send_text("POST", files + "?kind=song", "\xFF\xD8\xFF").status == 400);
  const std::string letter = "%PDF-1.7 古镇医院出院小结 " + std::string(200'000, 'x');
  const auto added = desk.send_text("POST", files + "?kind=document&name=%E5%B0%8F%E7%BB%93.pdf", letter);
  REQUIRE(added.status == 201);
  CHECK(added.body["bytes"] == letter.size());
  CHECK(added.body["name"] == "小结.pdf");
  const std::string one = files + "/" + added.body["id"].get<std::string>();
  const auto read = desk.get(one);
  CHECK(read.text == letter);
  CHECK(read.headers.at("Content-Type") == "application/pdf");
  CHECK(read.headers.at("Content-Disposition").starts_with("attachment"));
  CHECK(http_town().count("SELECT COUNT(*) FROM resident_files WHERE content_sealed LIKE '%古镇医院%'") == 0);
  CHECK(http_town().count(
            "SELECT COUNT(*) FROM audit WHERE what = 'resident.file_read' AND subject = 'resident:r-files'") == 1);
  CHECK(desk.send("DELETE", one, nullptr).status == 204);
  CHECK(desk.get(one).status == 404);
  CHECK(desk.send_text("POST", files + "?kind=document", "%PDF-" + std::string(8'600'000, 'x')).status == 413);
}

TEST_CASE("Names are found by sign, by pinyin and by initials") {
  Web desk = signed_in("u-d-0");
  REQUIRE(desk.post("/api/v1/residents", record_of("r-found", "欧阳美玲")).status == 201);
  for (const char* typed : {"%E7%BE%8E%E7%8E%B2", "ouyang", "meiling", "Mei%20Ling", "oyml", "%E6%AC%A7%E9%98%B3"}) {
    INFO(typed);
    const auto found = desk.get("/api/v1/residents?name=" + std::string(typed));
    REQUIRE(found.body["items"].size() == 1);
    CHECK(found.body["items"][0]["id"] == "r-found");
  }
  CHECK(desk.get("/api/v1/residents?name=100%25").body["items"].empty());
  // Rows that another program wrote are found too.
  CHECK(desk.get("/api/v1/residents?name=zhuhu&limit=500").body["items"].size() >= 60);
}
