// Registers as sheets: taken from a spreadsheet with every fault named, given to one, searched.
#include <catch2/catch.hpp>

#include "server/http/csv_text.h"
#include "tests/flow/http_town.h"

using namespace lamplight;
using namespace lamplight::tests;
using nlohmann::json;

namespace {

std::map<std::pair<int, std::string>, std::string> faults_of(const WebAnswer& report) {
  std::map<std::pair<int, std::string>, std::string> faults;
  for (const auto& fault : report.body["faults"]) {
    faults[{fault["row"].get<int>(), fault["column"].get<std::string>()}] = fault["fault"];
  }
  return faults;
}

}  // namespace

TEST_CASE("A sheet of care workers in GB18030 is checked cell by cell, then taken whole or not at all") {
  Web admin = signed_in("u-a");
  const std::string wrong = server::http::gb18030_of(
      "id,name,gender,languages,on_duty,districts,skills\r\n"
      "w-s1,李小燕,female,zh;yue,否,d-1,lifting\r\n"
      "w-s2,,woman,zh,maybe,d-77,flying\r\n"
      "w-s1,李大力,male,zh,是,,\r\n");
  const auto dry = admin.send_text("POST", "/api/v1/workers/import?dry_run=true", wrong);
  INFO(dry.text);
  REQUIRE(dry.status == 200);
  const auto faults = faults_of(dry);
  CHECK(dry.body["faults_found"] == faults.size());
  for (const auto& place : std::vector<std::pair<int, std::string>>{
           {3, "name"}, {3, "gender"}, {3, "on_duty"}, {3, "districts"}, {3, "skills"}, {4, "id"}}) {
    INFO(place.first << " " << place.second);
    CHECK(faults.count(place) == 1);
  }
  CHECK(faults.size() == 6);
  CHECK(admin.send_text("POST", "/api/v1/workers/import", wrong).status == 422);
  CHECK(admin.get("/api/v1/workers/w-s1").status == 404);

  const std::string right = server::http::gb18030_of(
      "id,name,gender,languages,on_duty,districts,skills\r\n"
      "w-s1,李小燕,female,zh;yue,否,d-1;d-2,lifting\r\n"
      ",陈晓明,male,zh,否,,\r\n");
  CHECK(admin.send_text("POST", "/api/v1/workers/import?dry_run=true", right).body["added"] == 2);
  CHECK(admin.get("/api/v1/workers/w-s1").status == 404);
  const auto taken = admin.send_text("POST", "/api/v1/workers/import", right);
  REQUIRE(taken.status == 200);
  CHECK(taken.body["added"] == 2);
  const auto worker = admin.get("/api/v1/workers/w-s1").body;
  CHECK(worker["name"] == "李小燕");
  CHECK(worker["districts"] == json{"d-1", "d-2"});
  CHECK(worker["languages"] == json{"yue", "zh"});
  // The same file again makes nothing twice.
  const auto again = admin.send_text("POST", "/api/v1/workers/import", right);
  CHECK(again.body["added"] == 0);
  CHECK(again.body["changed"] == 2);
  CHECK(admin.get("/api/v1/workers?q=chenxiaoming").body["items"].size() == 1);
  CHECK(admin.get("/api/v1/workers?q=lxy").body["items"][0]["id"] == "w-s1");
  CHECK(admin.get("/api/v1/workers?q=%E5%B0%8F%E7%87%95").body["items"][0]["id"] == "w-s1");
  CHECK(admin.get("/api/v1/workers?q=nobody%20has%20this").body["items"].empty());
  Web desk = signed_in("u-d-0");
  CHECK(desk.send_text("POST", "/api/v1/workers/import", right).status == 403);
}

TEST_CASE("A sheet says until when a care worker's skills hold, and is told where it is wrong") {
  Web admin = signed_in("u-a");
  const std::string header = "id,name,skills,skill_expiry\r\n";
  const auto dry = admin.send_text("POST", "/api/v1/workers/import?dry_run=true",
                                   header +
                                       "w-s7,梁小红,lifting,nursing=2027-01-01T00:00:00Z\r\n"
                                       "w-s8,梁大红,lifting,lifting=soon\r\n"
                                       "w-s9,梁红,lifting,lifting\r\n");
  INFO(dry.text);
  const auto faults = faults_of(dry);
  CHECK(faults.size() == 3);
  for (const int row : {2, 3, 4}) CHECK(faults.count({row, "skill_expiry"}) == 1);
  const std::string right = header + "w-s7,梁小红,lifting;nursing,lifting=2027-01-01T00:00:00Z\r\n";
  REQUIRE(admin.send_text("POST", "/api/v1/workers/import", right).status == 200);
  CHECK(admin.get("/api/v1/workers/w-s7").body["skill_expiry"] == json{{"lifting", "2027-01-01T00:00:00.000Z"}});
  const auto sheet = admin.send("GET", "/api/v1/workers?q=w-s7", nullptr, {{"Accept", "text/csv"}});
  CHECK(sheet.text.find("lifting;nursing,lifting=2027-01-01T00:00:00.000Z,") != std::string::npos);
}

TEST_CASE("Accounts come from a sheet without passwords, and no name is given twice") {
  Web admin = signed_in("u-a");
  const std::string header = "id,username,role,person,name\r\n";
  const auto dry = admin.send_text("POST", "/api/v1/users/import?dry_run=true",
                                   header +
                                       "u-s1,sheet.desk,dispatcher,,何一\r\n"
                                       "u-s2,sheet.desk,dispatcher,,何二\r\n"
                                       "u-s3,d-0,dispatcher,,何三\r\n"
                                       "u-s4,sheet.boss,king,,何四\r\n");
  INFO(dry.text);
  const auto faults = faults_of(dry);
  CHECK(faults.size() == 3);
  for (const int row : {3, 4}) CHECK(faults.count({row, "username"}) == 1);
  CHECK(faults.count({5, "role"}) == 1);
  CHECK(faults_of(
            admin.send_text("POST", "/api/v1/users/import?dry_run=true", "id,name,password\r\nu-s1,何一,secret\r\n"))
            .count({1, "password"}) == 1);

  const std::string right = header + "u-s1,sheet.desk,dispatcher,,何一\r\n";
  REQUIRE(admin.send_text("POST", "/api/v1/users/import", right).body["added"] == 1);
  CHECK(admin.get("/api/v1/users/u-s1").body["username"] == "sheet.desk");
  const nlohmann::json guess{{"username", "sheet.desk"}, {"password", ""}};
  CHECK(Web(http_town().http_port()).post("/api/v1/session", guess).status >= 400);
  CHECK(admin.post("/api/v1/users/u-s1/invitation", json::object()).status < 300);
  Web desk = signed_in("u-d-1");
  const std::string off = "id,disabled\r\nu-d-1,true\r\n";
  CHECK(admin.send_text("POST", "/api/v1/users/import", off).body["changed"] == 1);
  CHECK(desk.get("/api/v1/session").status == 401);  // at once
  CHECK(admin.send_text("POST", "/api/v1/users/import", "id,disabled\r\nu-d-1,false\r\n").status == 200);
}

TEST_CASE("Residents come from a sheet with their sealed members, and a second sheet changes what it names") {
  Web admin = signed_in("u-a");
  const std::string sheet =
      "\xEF\xBB\xBFid,name,district,lat,lon,born,address,key_safe,conditions,risk,needs,contact_name,contact_phone\r\n"
      "r-s1,\"麦,秀珍\",d-1,22.61,113.19,1940-01-02,'=东街1号,2580,高血压;糖尿病,high,lifting,儿子,'+86 139\r\n"
      "r-s2,麦伯,d-9,91,x,1940-02-31,,,,dire,,儿子,\r\n";
  const auto dry = admin.send_text("POST", "/api/v1/residents/import?dry_run=true", sheet);
  INFO(dry.text);
  const auto faults = faults_of(dry);
  for (const char* column : {"lon", "lat", "born", "risk", "contact_phone"}) {
    INFO(column);
    CHECK(faults.count({3, column}) == 1);
  }
  const std::string good = sheet.substr(0, sheet.find("r-s2"));
  REQUIRE(admin.send_text("POST", "/api/v1/residents/import", good).body["added"] == 1);
  const auto record = admin.get("/api/v1/residents/r-s1").body;
  CHECK(record["name"] == "麦,秀珍");
  CHECK(record["address"] == "=东街1号");
  CHECK(record["contacts"][0]["phone"] == "+86 139");
  CHECK(record["conditions"] == json{"高血压", "糖尿病"});
  CHECK(record["high_risk"] == true);
  CHECK(record["has_key_safe"] == true);
  const auto second = admin.send_text("POST", "/api/v1/residents/import", "id,mobility\nr-s1,轮椅\n");
  CHECK(second.body["changed"] == 1);
  const auto now = admin.get("/api/v1/residents/r-s1").body;
  CHECK(now["mobility"] == "轮椅");
  CHECK(now["address"] == "=东街1号");
  CHECK(admin.get("/api/v1/residents/r-s1/history").body["items"].size() == 2);
  // One column of her first contact leaves his other words and her other contacts as they are.
  const auto read = admin.get("/api/v1/residents/r-s1");
  auto contacts = read.body["contacts"];
  contacts.push_back({{"name", "女儿"}, {"phone", "+86 138"}});
  const json both{{"contacts", contacts}};
  REQUIRE(admin.send("PATCH", "/api/v1/residents/r-s1", &both, {{"If-Match", read.headers.at("ETag")}}).status == 200);
  const auto third = admin.send_text("POST", "/api/v1/residents/import", "id,contact_phone\nr-s1,+86 137\n");
  INFO(third.text);
  CHECK(third.body["changed"] == 1);
  const auto after = admin.get("/api/v1/residents/r-s1").body["contacts"];
  REQUIRE(after.size() == 2);
  CHECK(after[0]["name"] == "儿子");
  CHECK(after[0]["phone"] == "+86 137");
  CHECK(after[1]["name"] == "女儿");
  const auto wrong =
      admin.send_text("POST", "/api/v1/residents/import", "id,name,district,lat,lon\nr-s3,麦,d-9,22,113\n");
  CHECK(wrong.status == 422);
  CHECK(faults_of(wrong).count({2, "district"}) == 1);
}

TEST_CASE("What a form would refuse a sheet refuses too: a shift that ends before it begins, a ring of districts") {
  Web admin = signed_in("u-a");
  const auto shifts = admin.send_text("POST", "/api/v1/shifts/import?dry_run=true",
                                      "id,worker,start,end\nsh-s1,w-1,2026-12-01T16:00:00Z,2026-12-01T08:00:00Z\n");
  INFO(shifts.text);
  CHECK(shifts.text.find("end must be after start.") != std::string::npos);
  const auto ring = admin.send_text("POST", "/api/v1/districts/import?dry_run=true", "id,parent\nd-1,d-1\n");
  INFO(ring.text);
  CHECK(ring.text.find("must not be under this district") != std::string::npos);
}

TEST_CASE("A register is given as a sheet that can be taken again, in either encoding") {
  Web admin = signed_in("u-a");
  REQUIRE(admin
              .post("/api/v1/organisations", {{"id", "o-s1"},
                                              {"name", "古镇医院"},
                                              {"kind", "hospital"},
                                              {"phone", "+86 760 120"},
                                              {"address", "=新兴路"}})
              .status == 201);
  const auto sheet = admin.send("GET", "/api/v1/organisations", nullptr, {{"Accept", "text/csv"}});
  CHECK(sheet.headers.at("Content-Type") == "text/csv; charset=utf-8");
  CHECK(sheet.text.starts_with("\xEF\xBB\xBFid,name,"));
  CHECK(sheet.text.find("'+86 760 120") != std::string::npos);
  const auto chinese = admin.send("GET", "/api/v1/organisations?charset=gb18030", nullptr, {{"Accept", "text/csv"}});
  CHECK(chinese.headers.at("Content-Type") == "text/csv; charset=gb18030");
  CHECK(server::http::decoded_csv(chinese.text) == sheet.text.substr(3));
  const auto taken = admin.send_text("POST", "/api/v1/organisations/import", chinese.text);
  INFO(taken.text);
  CHECK(taken.body["changed"].get<int>() >= 1);
  CHECK(taken.body["added"] == 0);
  CHECK(admin.get("/api/v1/organisations/o-s1").body["address"] == "=新兴路");
  const auto residents = admin.send("GET", "/api/v1/residents", nullptr, {{"Accept", "text/csv"}});
  CHECK(std::count(residents.text.begin(), residents.text.end(), '\n') > 60);
}

TEST_CASE("A district lists those of the districts under it") {
  Web admin = signed_in("u-a");
  const auto tree = admin.send_text("POST", "/api/v1/districts/import",
                                    "id,name,name_en,lat,lon,level,parent\n"
                                    "grid-1,网格,Grid,22.6,113.1,grid,com-1\n"
                                    "com-1,社区,Community,22.6,113.1,community,town-1\n"
                                    "town-1,镇,Town,22.6,113.1,town,\n");
  INFO(tree.text);
  REQUIRE(tree.status == 200);
  Web desk = signed_in("u-d-0");
  REQUIRE(desk.post("/api/v1/residents", {{"id", "r-grid"},
                                          {"name", "卢婆婆"},
                                          {"district", "grid-1"},
                                          {"place", {{"lat", 22.6}, {"lon", 113.1}}}})
              .status == 201);
  for (const char* district : {"grid-1", "com-1", "town-1"}) {
    const auto found = desk.get("/api/v1/residents?district=" + std::string(district));
    REQUIRE(found.body["items"].size() == 1);
    CHECK(found.body["items"][0]["id"] == "r-grid");
  }
  const std::string etag = admin.get("/api/v1/districts/town-1").headers.at("ETag");
  CHECK(admin.send("DELETE", "/api/v1/districts/town-1", nullptr, {{"If-Match", etag}}).body["code"] == "in-use");
  const json ring{{"parent", "grid-1"}};
  CHECK(admin.send("PATCH", "/api/v1/districts/town-1", &ring, {{"If-Match", etag}}).status == 422);
}

TEST_CASE("The ladders leave as a sheet, a row for each step, and come back as they were") {
  Web admin = signed_in("u-a");
  Web desk = signed_in("u-d-0");
  REQUIRE(admin
              .post("/api/v1/plans", {{"id", "pl-s1"},
                                      {"name", "夜间,跌倒"},
                                      {"kind", "fall"},
                                      {"district", "d-1"},
                                      {"time", "night"},
                                      {"steps",
                                       {{{"action", "ask_resident"}, {"wait_ms", 20'000}},
                                        {{"action", "dispatchers"}, {"wait_ms", 60'000}, {"loudness", "quiet"}}}}})
              .status == 201);
  const json ladders = admin.get("/api/v1/policies").body["items"];
  const json plan = admin.get("/api/v1/plans/pl-s1").body;
  const auto sheet = admin.send("GET", "/api/v1/policies?charset=gb18030", nullptr, {{"Accept", "text/csv"}});
  CHECK(sheet.headers.at("Content-Type") == "text/csv; charset=gb18030");
  const std::string text = *server::http::decoded_csv(sheet.text);
  INFO(text);
  CHECK(text.starts_with("id,queue,priority,name,resident,kind,district,time,step,action,width,wait_ms,loudness\r\n"));
  CHECK(text.find("pl-s1,,,\"夜间,跌倒\",,fall,d-1,night,1,ask_resident,1,20000,\r\n") != std::string::npos);
  CHECK(text.find("pl-s1,,,\"夜间,跌倒\",,fall,d-1,night,2,dispatchers,1,60000,quiet\r\n") != std::string::npos);
  CHECK(text.find("\r\nemergency-1,emergency,1,,,,,,1,") != std::string::npos);
  CHECK(text.find("\r\ntechnical-0,technical,0,,,,,,1,") != std::string::npos);
  const auto taken = admin.send_text("POST", "/api/v1/policies/import", sheet.text);
  INFO(taken.text);
  REQUIRE(taken.status == 200);
  CHECK(taken.body["added"] == 0);
  CHECK(taken.body["changed"].get<int>() >= 3);
  CHECK(admin.get("/api/v1/policies").body["items"] == ladders);
  const json again = admin.get("/api/v1/plans/pl-s1").body;
  CHECK(again["steps"] == plan["steps"]);
  CHECK(again["version"] == plan["version"].get<int>() + 1);
  CHECK(desk.send("GET", "/api/v1/policies", nullptr, {{"Accept", "text/csv"}}).status == 200);
  CHECK(desk.send_text("POST", "/api/v1/policies/import", sheet.text).status == 403);
}

TEST_CASE(
    "A sheet of ladders replaces those it names, makes the plans that are new, and leaves its mark in the audit") {
  Web admin = signed_in("u-a");
  const json others = admin.get("/api/v1/policies/emergency-2").body;
  const std::string sheet =
      "id,queue,priority,name,kind,time,step,action,width,wait_ms,loudness\r\n"
      "service-0,service,,,,,1,offer,3,40000,\r\n"
      "pl-s2,,2,水浸,water,business,1,offer,,30000,\r\n"
      "service-0,,,,,,2,dispatchers,,90000,loud\r\n"
      "pl-s2,,2,,,,2,emergency_number,,60000,\r\n";
  const auto dry = admin.send_text("POST", "/api/v1/policies/import?dry_run=true", sheet);
  INFO(dry.text);
  CHECK(dry.body["rows"] == 4);
  CHECK(dry.body["added"] == 1);
  CHECK(dry.body["changed"] == 1);
  CHECK(admin.get("/api/v1/plans/pl-s2").status == 404);
  const auto changes = http_town().count(
      "SELECT COUNT(*) FROM audit WHERE what = 'policy.changed' AND subject = 'policy:service-0' AND "
      "detail = 'from a sheet'");
  const auto taken = admin.send_text("POST", "/api/v1/policies/import", sheet);
  INFO(taken.text);
  REQUIRE(taken.status == 200);
  const json ladder = admin.get("/api/v1/policies/service-0").body["steps"];
  REQUIRE(ladder.size() == 2);
  CHECK(ladder[0] == json{{"action", "offer"}, {"width", 3}, {"wait_ms", 40'000}, {"loudness", "normal"}});
  CHECK(ladder[1]["action"] == "dispatchers");
  const json plan = admin.get("/api/v1/plans/pl-s2").body;
  CHECK(plan["kind"] == "water");
  CHECK(plan["priority"] == 2);
  CHECK(plan["time"] == "business");
  CHECK(plan["steps"].size() == 2);
  CHECK(admin.get("/api/v1/policies/emergency-2").body == others);
  const std::string from_sheet = "SELECT COUNT(*) FROM audit WHERE who = 'u-a' AND detail = 'from a sheet' AND ";
  CHECK(http_town().count(from_sheet + "what = 'policy.changed' AND subject = 'policy:service-0'") == changes + 1);
  CHECK(http_town().count(from_sheet + "what = 'plan.added' AND subject = 'plan:pl-s2'") == 1);
}

TEST_CASE("A sheet of ladders is judged as a change of each would be, and its faults are named by line and column") {
  Web admin = signed_in("u-a");
  const std::string header =
      "id,queue,priority,name,resident,kind,district,time,step,action,width,wait_ms,loudness\r\n";
  const std::string wrong = header +
                            "emergency-1,emergency,1,,,,,,1,offer,1,45000,\r\n"
                            "emergency-1,emergency,1,,,,,,3,shout,99,5,shrill\r\n"
                            "emergency-2,service,3,,,,d-1,,1,offer,1,45000,\r\n"
                            "emergency-9,emergency,9,,,,,,1,offer,1,45000,\r\n"
                            "pl-s3,,,,r-nobody,,,,1,offer,1,45000,\r\n"
                            "pl-s4,,,,,,d-nowhere,,1,offer,1,45000,\r\n"
                            "pl-s5,,,,,sos,,,1,ask_resident,1,45000,\r\n"
                            "pl-s5,,,,,fall,,,2,offer,1,45000,\r\n"
                            "pl-s6,,,,,sos,,,1,ask_resident,1,45000,\r\n"
                            "pl-s6,,,,,sos,,,2,offer,1,45000,\r\n"
                            "pl-s7,,7,,,flood,,dusk,1,offer,1,soon,\r\n"
                            "pl-s8,,7,,,flood,,dusk,1,offer,1,45000,\r\n"
                            ",,,,,,,,1,offer,1,45000,\r\n"
                            "service-0,service,,,,,,,1,offer,1,45000,\r\n"
                            "service-0,service,,,,,,,2,ask_resident,1,45000,\r\n";
  const json before = admin.get("/api/v1/policies").body;
  const auto dry = admin.send_text("POST", "/api/v1/policies/import?dry_run=true", wrong);
  INFO(dry.text);
  REQUIRE(dry.status == 200);
  auto faults = faults_of(dry);
  CHECK(dry.body["faults_found"] == faults.size());
  const std::vector<std::pair<int, std::string>> places{
      {3, "step"},      {3, "action"},   {3, "width"},    {3, "wait_ms"}, {3, "loudness"},
      {4, "queue"},     {4, "priority"}, {4, "district"}, {5, "id"},      {5, "priority"},
      {6, "resident"},  {7, "district"}, {9, "kind"},     {10, "action"}, {12, "wait_ms"},
      {13, "priority"}, {13, "kind"},    {13, "time"},    {14, "id"},     {16, "action"}};
  for (const auto& place : places) {
    INFO(place.first << " " << place.second);
    CHECK(faults.erase(place) == 1);
  }
  for (const auto& [place, fault] : faults) FAIL_CHECK(place.first << " " << place.second << ": " << fault);
  const auto refused = admin.send_text("POST", "/api/v1/policies/import", wrong);
  CHECK(refused.status == 422);
  CHECK(refused.body["faults_found"] == dry.body["faults_found"]);
  CHECK(admin.get("/api/v1/policies").body == before);
  CHECK(admin.get("/api/v1/plans/pl-s6").status == 404);
  const auto column = admin.send_text("POST", "/api/v1/policies/import", "id,rung\r\nemergency-1,1\r\n");
  CHECK(faults_of(column).count({1, "rung"}) == 1);
}
