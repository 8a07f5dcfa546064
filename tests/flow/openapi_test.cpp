// docs/openapi.json says what the running server does: its routes, its answers, its problems, its events.
#include <catch2/catch.hpp>

#include <set>

#include "server/http/routes.h"
#include "tests/flow/described_api.h"
#include "tests/flow/described_codes.h"
#include "tests/flow/described_doors.h"
#include "tests/flow/described_plans.h"
#include "tests/flow/described_records.h"
#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/temporary_folder.h"

using namespace lamplight;
using namespace lamplight::tests;
using nlohmann::json;

namespace {

GroupRobot& gateway_of_town() {  // what takes SMS in place of one
  static GroupRobot robot;
  return robot;
}

RunningTown& town() {
  static RunningTown running(TownSize{.residents = 8, .workers = 6, .offer_wait = Millis{3'600'000}});  // none lapses
  static const bool started = [] {
    // No broker reads this list: what is made here signs in nowhere.
    static const TemporaryFolder folder;
    running.start_server("server", {"LAMPLIGHT_SIGN_INS_DEVICES=" + (folder.path() / "devices").string(),
                                    "LAMPLIGHT_SIGN_INS_RELOAD=/bin/false",
                                    "LAMPLIGHT_NOTIFY_GATEWAY_KEY=gateway-key",
                                    "LAMPLIGHT_NOTIFY_SMS_URL=" + gateway_of_town().url()});
    return true;
  }();
  (void)started;
  return running;
}

Web signed_in(const std::string& user) {
  return {town().http_port(), town().sign_in(user)};
}

constexpr const char* k_resident = "r-described";

// A resident with a whole record, measurements and a relative who may see everything.
void add_resident(Held& held) {
  Web desk = signed_in("u-d-0");
  held.ask(desk, "POST /residents",
           {.body = {{"id", k_resident},
                     {"name", "区婆婆"},
                     {"district", "d-1"},
                     {"place", {{"lat", 22.61}, {"lon", 113.19}}},
                     {"born", "1939-02-11"},
                     {"gender", "female"},
                     {"high_risk", true},
                     {"language", "yue"},
                     {"excluded", {"w-5"}},
                     {"address", "一号"},
                     {"key_safe", "4711"},
                     {"contacts", {{{"name", "女儿"}, {"phone", "0760-1"}, {"has_key", true}}}}}});
  held.change(desk, "PATCH /residents/{id}", {.id = k_resident, .body = {{"mobility", "拐杖"}}});
  held.ask(desk, "GET /residents", {.query = "?limit=3"});

  const std::string now = std::to_string(ms_of(RunningTown::now()) - 60'000);
  town().change("INSERT INTO rollups_due VALUES (" + now + " DIV 3600000 * 3600000, 1)");  // as the monitor notes it
  for (const char* reading : {"'heart_rate', 72", "'spo2', 91", "'motion:kitchen', 1"}) {
    town().change("INSERT INTO readings (device_id, name, value, at_ms, received_ms, resident_id) VALUES ('p-1', " +
                  std::string(reading) + ", " + now + ", " + now + ", '" + k_resident + "')");
  }
  town().change(
      "INSERT INTO family_links (user_id, resident_id, relation, sees_status, sees_incidents, sees_vitals, "
      "sees_location, agreed_ms) VALUES ('u-f-0', '" +
      std::string(k_resident) + "', 'daughter', 1, 1, 1, 1, " + now + ")");
}

void look_at_resident(Held& held, Web& web) {
  const auto raw = held.ask(web, "GET /residents/{id}/readings", {.id = k_resident});
  CHECK(raw.body["items"].size() == 3);
  const auto buckets = held.ask(web, "GET /residents/{id}/readings", {.id = k_resident, .query = "?every=1h"});
  CHECK(buckets.body["items"].size() == 3);
  held.ask(web, "GET /residents/{id}/score", {.id = k_resident});
  const auto course = held.ask(web, "GET /residents/{id}/score", {.id = k_resident, .query = "?every=1h"});
  CHECK_FALSE(course.body["over_time"].empty());
}

// The town hears of a new resident with its next look at the registers.
std::string open_by_hand(Held& held, Web& desk) {
  WebAnswer opened;
  REQUIRE(eventually([&] {
    opened = desk.post("/api/v1/incidents", {{"resident", k_resident}, {"kind", "sos"}, {"text", "电话求助"}});
    return opened.status == 201;
  }));
  held.hold("POST /incidents", opened);
  return opened.body["id"];
}

void press_a_pendant(Held& held, Web& desk) {
  Homes homes(town().broker(), "described-homes");
  homes.press("p-1", "a-1", "sos", "d-1");
  const auto received = homes.heard("p-1", "a-1", AckState::received);
  REQUIRE(received.has_value());
  homes.say("lamplight/v1/d-2/p-2/alarm", R"({"id":"x-1","kind":17})");
  const auto rejected = homes.heard("p-2", "x-1", AckState::rejected);
  REQUIRE(rejected.has_value());
  REQUIRE(rejected->incident.has_value());
  held.ask(desk, "GET /incidents/{id}", {.id = received->incident->text()});
  const auto unreadable = held.ask(desk, "GET /incidents/{id}", {.id = rejected->incident->text()});
  CHECK(unreadable.body["evidence"][0].contains("raw"));
  CHECK_FALSE(held.ask(desk, "GET /alarms").body["items"].empty());
  CHECK_FALSE(held.ask(desk, "GET /residents/{id}/timeline", {.id = "r-1"}).body["items"].empty());
}

void look_at_family(Held& held) {
  Web relative = signed_in("u-f-0");
  held.ask(relative, "GET /family/residents");
  const auto shown = held.ask(relative, "GET /family/residents/{id}", {.id = k_resident});
  CHECK(shown.body["incident"]["worker"].is_object());
  CHECK(shown.body["incident"].contains("place"));
  CHECK_FALSE(shown.body["vitals"].empty());
  look_at_resident(held, relative);
}

// From the offer to the end, each step an answer.
void help(Held& held, Web& desk, const std::string& incident) {
  const auto command = [&](Web& web, const json& body) {
    return held.ask(web, "POST /incidents/{id}/commands", {.id = incident, .body = body});
  };
  const auto shown = held.ask(desk, "GET /incidents/{id}", {.id = incident});
  REQUIRE_FALSE(shown.body["offers"].empty());
  CHECK(shown.body["resident"]["contacts"].size() == 1);
  CHECK(held.ask(desk, "GET /incidents/{id}/candidates", {.id = incident}).body["items"].size() == 6);

  Web phone = signed_in("u-" + shown.body["offers"][0]["worker"]["id"].get<std::string>());
  held.ask(phone, "GET /incidents/{id}", {.id = incident});
  CHECK_FALSE(held.ask(phone, "GET /worker/offers").body["items"].empty());
  held.ask(phone, "GET /worker/duty");
  held.ask(phone, "POST /worker/duty", {.body = {{"on", true}}});
  held.ask(phone, "POST /worker/position", {.body = {{"lat", 22.61}, {"lon", 113.19}, {"accuracy_m", 5}}});
  command(desk, {{"do", "acknowledge"}});
  command(phone, {{"do", "accept"}});
  held.refused(phone, "POST /incidents/{id}/commands", {.id = incident, .body = {{"do", "reopen"}}}, 403);
  held.refused(desk, "POST /incidents/{id}/commands", {.id = incident, .body = {{"do", "reopen"}}}, 409);
  command(phone, {{"do", "depart"}});
  command(desk, {{"do", "note"}, {"text", "女儿已知"}});
  look_at_family(held);
  look_at_resident(held, phone);
  command(phone, {{"do", "arrive"}});
  CHECK(
      held.ask(phone, "POST /incidents/{id}/reveal", {.id = incident, .body = {{"field", "key_safe"}}}).body["value"] ==
      "4711");
  held.ask(phone, "POST /incidents/{id}/photos", {.id = incident, .body = {{"id", "ph-1"}, {"jpeg", "/9j/4P/Z"}}});
  CHECK(held.ask(desk, "GET /incidents/{id}/photos", {.id = incident}).body["items"].size() == 1);
  command(phone, {{"do", "resolve"}, {"outcome", "helped"}, {"note", "起来了"}});
  command(desk, {{"do", "close"}, {"outcome", "helped"}});
  CHECK_FALSE(held.ask(desk, "GET /incidents", {.query = "?state=closed"}).body["items"].empty());
  CHECK_FALSE(held.ask(desk, "GET /incidents", {.query = "?state=open"}).body["items"].empty());
}

struct RegisterRow {
  std::string name;
  json made;
  json change;
};

std::vector<RegisterRow> register_rows() {
  return {
      {"districts",
       {{"id", "d-9"}, {"name", "第九"}, {"name_en", "Ninth"}, {"lat", 22.6}, {"lon", 113.2}},
       {{"lat", 22.7}}},
      {"skills", {{"id", "signing"}, {"name", "手语"}, {"name_en", "Signing"}}, {{"name_en", "Sign language"}}},
      {"workers",
       {{"id", "w-9"}, {"name", "何丽"}, {"gender", "female"}, {"languages", {"yue"}}, {"skills", {"lifting"}},
        {"skill_expiry", {{"lifting", "2027-01-01T00:00:00Z"}}}},
       {{"phone", "0760-2"}, {"districts", {"d-1"}}}},
      {"devices",
       {{"id", "p-9"}, {"district", "d-1"}, {"model", "pendant"}, {"resident", "r-1"}},
       {{"resident", nullptr}, {"interval_s", 900}}},
      {"shifts",
       {{"id", "s-9"}, {"worker", "w-1"}, {"start", "2026-12-01T00:00:00Z"}, {"end", "2026-12-01T08:00:00Z"}},
       {{"end", "2026-12-01T09:00:00.000Z"}}},
      {"users",
       {{"id", "u-9"}, {"username", "new.desk"}, {"password", "long enough 1"}, {"role", "dispatcher"}, {"name", "N"}},
       {{"language", "zh"}}},
      {"vehicles",
       {{"id", "v-9"}, {"name", "一号车"}, {"kind", "van"}, {"seats", 5}, {"district", "d-1"}},
       {{"plate", "粤T 12345"}, {"equipment", {"lift"}}}},
      {"organisations", {{"id", "o-9"}, {"name", "古镇医院"}, {"kind", "hospital"}}, {{"phone", "0760-120"}}},
  };
}

void keep_registers(Held& held) {
  Web admin = signed_in("u-a");
  for (const RegisterRow& row : register_rows()) {
    const std::string list = "/" + row.name;
    const std::string id = row.made["id"];
    held.ask(admin, "POST " + list, {.body = row.made});
    held.change(admin, "PATCH " + list + "/{id}", {.id = id, .body = row.change});
    CHECK_FALSE(held.ask(admin, "GET " + list, {.query = "?all=true"}).body["items"].empty());
    CHECK(held.ask(admin, "GET " + list, {.query = "?q=" + id}).body["items"].size() == 1);
    CHECK(held.ask(admin, "GET " + list, {.headers = {{"Accept", "text/csv"}}}).text.find(id) != std::string::npos);
    held.change(admin, "DELETE " + list + "/{id}", {.id = id});
    const auto report = held.ask(admin, "POST " + list + "/import",
                                 {.query = "?dry_run=true", .bytes = "id,name,shoe\nx-1,Someone,38\n"});
    CHECK(report.body["faults_found"] >= 1);
  }
  held.ask(admin, "POST /residents/import", {.query = "?dry_run=true", .bytes = "id,name\nr-x,Someone\n"});
  CHECK(held.ask(admin, "GET /contacts").body["items"].size() > 1);
  held.ask(admin, "GET /contacts/{id}", {.id = "c-1"});
  held.ask(admin, "GET /policies");
  for (const char* id : {"needs-fall", "weights", "evidence"}) held.ask(admin, "GET /policies/{id}", {.id = id});
  held.change(
      admin, "PATCH /policies/{id}",
      {.id = "technical-0", .body = {{"steps", {{{"action", "dispatchers"}, {"width", 1}, {"wait_ms", 3'500'000}}}}}});
  held.change(admin, "PATCH /policies/{id}", {.id = "needs-water", .body = {{"needs", {"nursing"}}}});
}

void look_at_watching(Held& held) {
  Web admin = signed_in("u-a");
  held.ask(admin, "POST /devices/provision", {.body = {{"id", "box-1"}, {"resident", "r-1"}, {"model", "pendant"}}});
  held.ask(admin, "POST /devices/{id}/sign-in", {.id = "box-1", .body = {{"credential", "password"}}});
  held.ask(admin, "POST /devices/{id}/replace", {.id = "box-1", .body = {{"id", "box-2"}, {"credential", "none"}}});
  held.ask(admin, "POST /devices/{id}/retire", {.id = "box-2", .body = {{"reason", "trial"}}});
  held.ask(admin, "POST /devices/{id}/commands", {.id = "p-1", .body = {{"do", "test"}}});
  CHECK(held.ask(admin, "GET /devices/{id}/commands", {.id = "p-1"}).body["items"].size() == 1);
  held.change(admin, "PATCH /residents/{id}/care-plan",
              {.id = k_resident, .body = {{"plan", {{"limits", {{{"name", "spo2"}, {"low", 88}}}}}}}});
  const auto plan = held.ask(admin, "GET /residents/{id}/care-plan", {.id = k_resident});
  CHECK(plan.body["version"] == 1);
  held.refused(
      admin, "PATCH /residents/{id}/care-plan",
      {.id = k_resident, .body = {{"plan", {{"limit", 1}}}}, .headers = {{"If-Match", plan.headers.at("ETag")}}}, 422);
  town().change(
      "INSERT INTO found_things (device_id, bridge_id, district_id, language, thing, about, says, first_ms, last_ms) "
      "VALUES ('t-1', 'p-1', 'd-1', 'zigbee2mqtt', 'sos_button', '', 'sos', 1, 2)");
  CHECK(held.ask(admin, "GET /found-things").body["items"][0]["resident"] == "r-1");
  town().change(
      "INSERT INTO dead_letters (topic, reason, raw, received_ms) VALUES ('x', 'no topic of a home', '\xff{', 1)");
  const auto letters = held.ask(admin, "GET /dead-letters");
  REQUIRE(letters.body["items"].size() == 1);
  const std::string letter = letters.body["items"][0]["id"];
  CHECK(held.ask(admin, "GET /dead-letters/{id}", {.id = letter}).body["raw"] == "/3s=");
  CHECK(held.ask(admin, "POST /dead-letters/{id}/retry", {.id = letter}).body["retried_at"].is_string());
  held.change(admin, "DELETE /dead-letters/{id}", {.id = letter});
}

void look_back(Held& held) {
  Web admin = signed_in("u-a");
  CHECK_FALSE(held.ask(admin, "GET /audit", {.query = "?limit=100"}).body["items"].empty());
  town().change(
      "INSERT INTO dead_letters (topic, reason, raw, received_ms) VALUES ('lamplight/v1/d-1/p-1/status', 'no JSON', "
      "'{1', 1764000000000), ('lamplight/v1/d-1/p-2/readings', 'not a list', 'x', 1764000001000)");
  const auto latest = held.ask(admin, "GET /dead-letters", {.query = "?limit=1"});
  CHECK(latest.body["items"][0]["reason"] == "not a list");
  REQUIRE(latest.body["next"].is_string());
  const std::string onwards = "?limit=1&cursor=" + latest.body["next"].get<std::string>();
  const auto earlier = held.ask(admin, "GET /dead-letters", {.query = onwards});
  CHECK(earlier.body["items"][0]["raw"] == "ezE=");
  CHECK(earlier.body["next"].is_null());
  CHECK(held.ask(admin, "GET /reports/response").body["incidents"] >= 1);
  const auto health = held.ask(admin, "GET /health");
  CHECK(health.body["database"]["reachable"] == true);
  CHECK(health.body["instances"][0]["well"] == true);
  CHECK(health.body["instances"][0]["parts"].size() > 5);
  CHECK(held.ask(admin, "GET /residents/{id}/preview", {.id = k_resident, .query = "?kind=fall"})
            .body["candidates"].size() == 6);
  CHECK(held.ask(admin, "GET /reports/coverage", {.query = "?days=2&limit=3"}).body["asked"] > 0);
  held.ask(admin, "GET /reports/response", {.headers = {{"Accept", "text/csv"}}});
}

void sign_in_and_out(Held& held) {
  const auto token_wish = json{{"name", "Another system"}, {"role", "dispatcher"}, {"scopes", {"incidents:read"}}};
  Web nobody(town().http_port());
  held.ask(nobody, "POST /session", {.body = {{"username", "d-0"}, {"password", k_seeded_password}}});
  held.refused(nobody, "POST /session", {.body = {{"username", "d-0"}, {"password", "not hers"}}}, 401);
  Web leaving = signed_in("u-d-1");
  held.ask(leaving, "GET /session");
  held.ask(leaving, "DELETE /session");

  Web admin = signed_in("u-a");
  const auto made = held.ask(admin, "POST /tokens", {.body = token_wish});
  held.ask(admin, "GET /tokens");
  const std::map<std::string, std::string> bearer{{"Authorization", "Bearer " + made.body["token"].get<std::string>()}};
  held.ask(nobody, "GET /incidents", {.headers = bearer});
  held.refused(nobody, "GET /residents", {.headers = bearer}, 403);
  held.change(admin, "DELETE /tokens/{id}", {.id = made.body["id"]});
  held.refused(nobody, "GET /incidents", {.headers = bearer}, 401);
}

void refuse(Held& held) {
  Web desk = signed_in("u-d-0");
  Web admin = signed_in("u-a");
  Web relative = signed_in("u-f-0");
  held.refused(relative, "GET /incidents", {}, 403);
  held.refused(desk, "GET /incidents/{id}", {.id = "i-nowhere"}, 404);
  held.refused(desk, "GET /incidents", {.query = "?cursor=none"}, 400);
  held.refused(admin, "POST /skills", {.body = {{"id", "lifting"}, {"name", "搬扶"}, {"name_en", "Again"}}}, 409);
  held.refused(admin, "PATCH /skills/{id}", {.id = "lifting", .body = {{"name_en", "Lift"}}}, 428);
  held.refused(admin, "PATCH /skills/{id}",
               {.id = "lifting", .body = {{"name_en", "Lift"}}, .headers = {{"If-Match", "\"0\""}}}, 412);
  held.refused(admin, "POST /tokens", {.body = {{"name", "x"}, {"role", "family"}}}, 422);
  Held::hold_problem(admin.send("DELETE", "/api/v1/incidents", nullptr), 405);
}

void hold_first_events(Held& held, EventStream& stream) {
  const auto first = stream.next("");
  REQUIRE(first.has_value());
  CHECK(first->name == "snapshot");
  held.hold_event(*first);
}

}  // namespace

TEST_CASE("The file names the routes of the server, each one and no other") {
  std::set<std::string> served;
  for (const auto& route : server::http::routes()) {
    served.insert(std::string(server::http::name_of(route.method)) + " " + std::string(route.pattern));
  }
  CHECK(operations(false) == served);
}

TEST_CASE("Every operation of the file is answered as it says, and so are problems and events") {
  Held held;
  EventStream desk_stream(town().http_port(), town().sign_in("u-d-0"));
  hold_first_events(held, desk_stream);
  Web desk = signed_in("u-d-0");
  add_resident(held);
  Web admin = signed_in("u-a");
  end_records(held, desk, admin, k_resident);
  look_at_resident(held, desk);
  press_a_pendant(held, desk);
  const std::string incident = open_by_hand(held, desk);
  const auto told = desk_stream.next("incident");
  REQUIRE(told.has_value());
  held.hold_event(*told);
  for (const char* user : {"u-w-0", "u-w-1", "u-f-0"}) {
    EventStream stream(town().http_port(), town().sign_in(user));
    hold_first_events(held, stream);
  }
  help(held, desk, incident);
  Web other = signed_in("u-w-1");
  Web second_desk = signed_in("u-d-1");
  keep_second_factor(held, other);
  keep_sessions(held, admin, other);
  keep_doors(held, desk, second_desk, admin, k_resident);
  keep_records(held, desk, admin, incident);
  keep_registers(held);
  keep_plans(held, admin);
  Web gateway(town().http_port());
  Web phone = signed_in("u-w-5");
  hear_from_outside(held, gateway, phone, desk);
  look_at_watching(held);
  rehearse(held, admin);
  look_back(held);
  exchange(held, desk, admin);
  keep_terms(held, admin);
  sign_in_and_out(held);
  Web nobody(town().http_port());
  come_by_code(held, nobody, admin, gateway_of_town());
  refuse(held);
  for (const std::string& operation : operations(false)) {
    if (k_open.count(operation) == 0) held.refused(nobody, operation, {.id = "i-1", .second = "f-1"}, 401);
  }
  for (const std::string& operation : operations(true)) held.ask(nobody, operation);
  const auto tick = desk_stream.next("tick");
  REQUIRE(tick.has_value());
  held.hold_event(*tick);

  std::set<std::string> described = operations(false);
  described.merge(operations(true));
  CHECK(held.seen() == described);
}

TEST_CASE("What is not as the file says is found") {
  const json tick{{"at", "2026-11-23T08:15:30.123Z"}};
  const json place{{"lat", 22.6}, {"lon", 113.2}};
  CHECK(faults_of(schema_named("Tick"), tick) == "");
  CHECK(faults_of(schema_named("Position"), place) == "");
  CHECK(faults_of(schema_named("Tick"), json::object()) == "The whole has no at.\n");
  CHECK(faults_of(schema_named("Tick"), {{"at", "yesterday"}}) == "at is yesterday, no time of RFC 3339.\n");
  CHECK(faults_of(schema_named("Tick"), {{"at", nullptr}}) == "at is null, not \"string\".\n");
  CHECK(faults_of(schema_named("Tick"), json::array()) == "The whole is array, not \"object\".\n");
  CHECK(faults_of(schema_named("Position"), {{"lat", 91}, {"lon", 113.2}}) == "lat is above its maximum.\n");
  CHECK(faults_of(schema_named("Outcome"), "helped") == "");
  CHECK(faults_of(schema_named("Outcome"), "forgotten") != "");
  CHECK(faults_of(schema_named("Position"), {{"lat", 22.6}, {"lon", 113.2}, {"height_m", 3}}) ==
        "height_m is a member that the schema does not name.\n");
  const json snapshot{{"at", tick["at"]}, {"residents", {{{"id", "r-1"}}}}};
  CHECK(faults_of(schema_named("FamilySnapshot"), snapshot).find("residents[0] has no name.") != std::string::npos);
  const json nullable{{"oneOf", {schema_named("Position"), {{"type", "null"}}}}};
  CHECK(faults_of(nullable, place) == "");
  CHECK(faults_of(nullable, nullptr) == "");
  CHECK(faults_of(nullable, 3) != "");
  CHECK(faults_of({{"oneOf", {schema_named("Tick"), schema_named("Tick")}}}, tick) != "");
  CHECK_THROWS_AS(faults_of({{"patternProperties", json::object()}}, tick), std::logic_error);
}
