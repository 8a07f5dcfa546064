// What a person may ask for by law: everything about her on paper, and everything about her destroyed; and master keys
// that change while the server runs.
#include <catch2/catch.hpp>

#include <atomic>
#include <fstream>

#include "db/seal.h"
#include "server/thread.h"
#include "tests/flow/http_town.h"
#include "tests/support/authenticator.h"

using namespace lamplight;
using namespace lamplight::tests;
using nlohmann::json;

namespace {

// Everything that can be known about somebody.
std::string known_resident(Web& desk, const std::string& id) {
  const json body{{"id", id},
                  {"name", "谭<b>玉</b>兰"},
                  {"district", "d-2"},
                  {"place", {{"lat", 22.6201}, {"lon", 113.1901}}},
                  {"born", "1938-05-06"},
                  {"phone", "0760-777"},
                  {"address", "曹步村西街9号"},
                  {"key_safe", "8642"},
                  {"clinical", "心脏病"},
                  {"conditions", {"房颤"}},
                  {"contacts", {{{"name", "孙女"}, {"phone", "0760-888"}}}}};
  REQUIRE(desk.post("/api/v1/residents", body).status == 201);
  REQUIRE(desk.send_text("POST", "/api/v1/residents/" + id + "/files?kind=photo&name=x", "\xFF\xD8\xFF").status == 201);
  for (const char* reading : {"'heart_rate', 72", "'spo2', 91"}) {
    http_town().change(
        "INSERT INTO readings (device_id, name, value, at_ms, received_ms, resident_id) VALUES ('p-x', " +
        std::string(reading) + ", " + std::to_string(ms_of(RunningTown::now()) - 60'000) + ", 0, '" + id + "')");
  }
  http_town().change(
      "INSERT INTO family_links (user_id, resident_id, relation, sees_status, sees_incidents, sees_vitals, "
      "sees_location, agreed_ms) VALUES ('u-f-0', '" +
      id + "', 'daughter', 1, 1, 1, 1, 5)");
  std::string incident;
  REQUIRE(eventually([&] {
    const auto opened = desk.post("/api/v1/incidents", {{"resident", id}, {"kind", "sos"}, {"text", "摔在浴室"}});
    if (opened.status == 201) incident = opened.body["id"];
    return opened.status == 201;
  }));
  REQUIRE(desk.command(incident, {{"do", "note"}, {"text", "谭婆婆头晕"}}).status == 200);
  return incident;
}

// What else the town keeps of her: an earlier consent, a look beyond a part, a plan of her own, a message.
void known_further(const std::string& id, const std::string& incident) {
  const std::string now = std::to_string(ms_of(RunningTown::now()));
  http_town().change("INSERT INTO past_consents (user_id, resident_id, version, relation, sees_status, sees_incidents, "
                     "sees_vitals, sees_location, agreed_ms, given_by, proxy, text_version, recorded_by) VALUES "
                     "('u-f-0', '" + id + "', 1, '邻居', 1, 0, 0, 0, 3, 'resident', '', '', '')");
  http_town().change("INSERT INTO glass_breaks (id, user_id, resident_id, reason, broken_ms, until_ms) VALUES ('g-" +
                     id + "', 'u-d-1', '" + id + "', '谭家来电', " + now + ", " + now + ")");
  http_town().change("INSERT INTO plans (id, name, resident_id) VALUES ('plan-" + id + "', '谭婆婆先找孙女', '" + id +
                     "')");
  http_town().change("INSERT INTO plan_steps (plan_id, step, action, width, wait_ms) VALUES ('plan-" + id +
                     "', 0, 'contacts', 1, 60000)");
  http_town().change("INSERT INTO messages (id, incident_id, recipient, whom, about, code, loud, state, address, name, "
                     "reason, at_ms) VALUES ('m-" + id + "', '" + incident + "', 'contact', 'c', 'contact_due', '', 0, "
                     "'failed', '0760-888', '谭小妹', '0760-888 busy', " + now + ")");
}

std::int64_t count(const std::string& table, const std::string& where) {
  return http_town().count("SELECT COUNT(*) FROM " + table + " WHERE " + where);
}

}  // namespace

TEST_CASE("Everything about a person comes as JSON, and as a page on which her name is text") {
  Web desk = signed_in("u-d-0");
  Web admin = signed_in("u-a");
  const std::string incident = known_resident(desk, "r-export");
  known_further("r-export", incident);
  const std::string path = "/api/v1/residents/r-export/export";
  CHECK(desk.get(path).status == 403);
  const auto all = admin.get(path);
  REQUIRE(all.status == 200);
  CHECK(all.body["record"]["address"] == "曹步村西街9号");
  CHECK(all.body["record"]["key_safe"] == "8642");
  CHECK(all.body["record"]["conditions"] == json{"房颤"});
  CHECK(all.body["readings"].size() == 2);
  CHECK(all.body["consents"][0]["relation"] == "daughter");
  CHECK(all.body["past_consents"][0]["relation"] == "邻居");
  CHECK(all.body["broken_glass"][0]["reason"] == "谭家来电");
  CHECK(all.body["plans"][0]["action"] == "contacts");
  CHECK(all.text.find("谭小妹") != std::string::npos);  // to whom was written
  CHECK(all.body["incidents"][0]["id"] == incident);
  CHECK(all.body["evidence"][0]["text"] == "摔在浴室");
  CHECK(all.body["files"].size() == 1);
  CHECK(all.text.find("谭婆婆头晕") != std::string::npos);
  bool seen = false;
  for (const auto& row : all.body["seen_by"]) seen = seen || row["what"] == "resident.exported";
  CHECK(seen);
  const auto page = admin.send("GET", path, nullptr, {{"Accept", "text/html"}});
  CHECK(page.headers.at("Content-Type") == "text/html; charset=utf-8");
  CHECK(page.text.find("谭&lt;b&gt;玉&lt;/b&gt;兰") != std::string::npos);
  CHECK(page.text.find("<b>") == std::string::npos);
  CHECK(page.text.find("曹步村西街9号") != std::string::npos);
  CHECK(page.text.find("<script") == std::string::npos);
  http_town().change("DELETE FROM family_links WHERE resident_id = 'r-export'");  // this relative has other stories
  REQUIRE(desk.command(incident, {{"do", "close"}, {"outcome", "helped"}}).status == 200);
}

TEST_CASE("Erased she is gone for ever, and the figures and the trail are as they were") {
  Web desk = signed_in("u-d-0");
  Web admin = signed_in("u-a");
  const std::string incident = known_resident(desk, "r-erase");
  known_further("r-erase", incident);
  const std::string path = "/api/v1/residents/r-erase";
  const json wish{{"confirm", "r-erase"}, {"reason", "asked for in writing"}};
  CHECK(desk.post(path + "/erase", wish).status == 403);
  CHECK(admin.post(path + "/erase", {{"confirm", "r-other"}, {"reason", "x"}}).status == 422);
  CHECK(admin.post(path + "/erase", wish).body["code"] == "incident-open");
  REQUIRE(desk.command(incident, {{"do", "close"}, {"outcome", "helped"}, {"note", "谭婆婆好了"}}).status == 200);
  http_town().change("INSERT INTO history (incident_id, at_ms, who, what, detail) VALUES ('" + incident +
                     "', 0, 'server', 'message_sent', 'sms: 谭大文'), ('" + incident +
                     "', 0, 'server', 'raised', '谭婆婆又按了')");
  const auto figures = desk.get("/api/v1/reports/response").body;
  const auto trail = count("audit", "subject IN ('resident:r-erase', 'incident:" + incident + "')");

  const auto erased = admin.post(path + "/erase", wish);
  INFO(erased.text);
  REQUIRE(erased.status == 200);
  CHECK(erased.body["erased_at"].is_string());
  CHECK(erased.body["name"] == "");
  CHECK(erased.body["address"] == "");
  CHECK(erased.body["contacts"].empty());
  for (const char* table : {"resident_versions", "resident_files", "contacts", "family_links", "readings", "past_consents",
                            "plans"}) {
    INFO(table);
    CHECK(count(table, "resident_id = 'r-erase'") == 0);
  }
  CHECK(count("residents", "id = 'r-erase' AND (data_key_sealed <> '' OR address_sealed <> '' OR name <> '')") == 0);
  CHECK(count("plan_steps", "plan_id = 'plan-r-erase'") == 0);
  CHECK(count("glass_breaks", "resident_id = 'r-erase' AND reason = ''") == 1);  // who looked, and when, stays
  CHECK(count("messages", "incident_id = '" + incident + "'") >= 1);
  CHECK(count("messages", "incident_id = '" + incident + "' AND (address <> '' OR name <> '' OR reason <> '')") == 0);
  CHECK(count("evidence", "incident_id = '" + incident + "' AND text <> ''") == 0);
  CHECK(count("history", "incident_id = '" + incident + "' AND detail LIKE '%谭%'") == 0);
  CHECK(desk.get("/api/v1/incidents/" + incident).status == 200);
  CHECK(admin.get(path + "/export").body["code"] == "erased");
  CHECK(admin.post(path + "/erase", wish).body["code"] == "erased");
  const json change{{"notes", "x"}};
  CHECK(desk.send("PATCH", path, &change, {{"If-Match", erased.headers.at("ETag")}}).body["code"] == "erased");

  const auto after = desk.get("/api/v1/reports/response").body;
  for (const char* part : {"incidents", "acknowledge", "accept", "arrive"}) CHECK(after[part] == figures[part]);
  // What was written stays written; the erasure itself is a row more.
  CHECK(count("audit", "subject IN ('resident:r-erase', 'incident:" + incident + "')") >= trail + 1);
  CHECK(count("audit", "subject = 'resident:r-erase' AND what = 'resident.erased'") == 1);
}

TEST_CASE("What has been kept long enough is told before it is removed, and nothing else goes") {
  Web admin = signed_in("u-a");
  Web desk = signed_in("u-d-0");
  REQUIRE(desk.post("/api/v1/residents", {{"id", "r-left"},
                                          {"name", "迁走"},
                                          {"district", "d-1"},
                                          {"place", {{"lat", 22.6}, {"lon", 113.1}}},
                                          {"archived", true}})
              .status == 201);
  const std::int64_t now = ms_of(RunningTown::now());
  http_town().change("UPDATE residents SET changed_ms = " + std::to_string(now - std::int64_t{400} * 86'400'000) +
                     " WHERE id = 'r-left'");
  for (const int days : {10, 40, 50}) {
    http_town().change("INSERT INTO dead_letters (topic, reason, raw, received_ms) VALUES ('kept', 'x', 'x', " +
                       std::to_string(now - std::int64_t{days} * 86'400'000) + ")");
  }
  const auto term = [&](const std::string& name, const json& days) {
    const std::string path = "/api/v1/retention/" + name;
    const json body{{"days", days}};
    return admin.send("PATCH", path, &body, {{"If-Match", admin.get(path).headers.at("ETag")}});
  };
  CHECK(term("dead_letters", 0).status == 400);
  REQUIRE(term("dead_letters", 30).status == 200);
  REQUIRE(term("archived_residents", 365).status == 200);
  CHECK(admin.get("/api/v1/retention/dead_letters").body["due"] == 2);
  CHECK(count("dead_letters", "topic = 'kept'") == 3);  // a report removes nothing
  CHECK(admin.get("/api/v1/retention/archived_residents").body["due"] == 1);
  CHECK(admin.get("/api/v1/retention/sessions").body["due"] == 0);  // for ever, nobody said otherwise
  const auto run = admin.post("/api/v1/retention/run", json::object());
  INFO(run.text);
  REQUIRE(run.status == 200);
  CHECK(count("dead_letters", "topic = 'kept'") == 1);
  CHECK(desk.get("/api/v1/residents/r-left").body["erased_at"].is_string());
  CHECK(count("audit", "what = 'resident.erased' AND subject = 'resident:r-left'") == 1);
  REQUIRE(term("archived_residents", nullptr).status == 200);
  REQUIRE(term("dead_letters", nullptr).status == 200);
}

TEST_CASE("A second factor that was begun under one master key is confirmed when that key is gone") {
  RunningTown town(TownSize{.residents = 0, .workers = 1});
  town.start_server();
  Web worker(town.http_port(), town.sign_in("u-w-0"));
  const auto begun = worker.post("/api/v1/second-factor", {{"password", k_seeded_password}});
  REQUIRE(begun.status == 200);
  town.migrate({"--new-master-key"});
  town.migrate({"--retire-master-keys"});
  REQUIRE(db::read_key_lines(town.column_key_file().string()).value().size() == 1);
  const std::string code = server::http::one_time_code(bytes_of_base32(begun.body["secret"]), RunningTown::now());
  CHECK(worker.post("/api/v1/second-factor/confirm", {{"code", code}}).status == 200);
}

TEST_CASE("A relative's telephone is read when the master key that it was sealed with is gone") {
  RunningTown town(TownSize{.residents = 0, .workers = 0});
  town.start_server();
  Web admin(town.http_port(), town.sign_in("u-a"));
  REQUIRE(admin.post("/api/v1/users/u-f-0/invitation", {{"phone", "13900007001"}}).status == 201);
  CHECK(town.count("SELECT COUNT(*) FROM users WHERE phone_sealed LIKE '%13900007001%'") == 0);
  town.migrate({"--new-master-key"});
  town.migrate({"--retire-master-keys"});
  REQUIRE(db::read_key_lines(town.column_key_file().string()).value().size() == 1);
  CHECK(admin.get("/api/v1/users/u-f-0/phone").body["phone"] == "13900007001");
}

TEST_CASE("A new master key takes over while records are read and written") {
  RunningTown town(TownSize{.residents = 0, .workers = 1});
  town.start_server();
  Web desk(town.http_port(), town.sign_in("u-d-0"));
  const auto add = [&](int number) {
    const json body{{"id", "r-k" + std::to_string(number)},
                    {"name", "住户"},
                    {"district", "d-1"},
                    {"place", {{"lat", 22.6}, {"lon", 113.1}}},
                    {"address", "东街" + std::to_string(number)}};
    return desk.post("/api/v1/residents", body).status;
  };
  const auto reads = [&](int number) {
    return desk.get("/api/v1/residents/r-k" + std::to_string(number)).body["address"] ==
           "东街" + std::to_string(number);
  };
  for (int i = 0; i < 20; ++i) REQUIRE(add(i) == 201);

  std::atomic<int> wrong{0};
  std::atomic<int> asked{0};
  {
    const server::Thread reader("reader", [&](const std::stop_token& stop) {
      Web other(town.http_port(), town.sign_in("u-d-1"));
      for (int i = 0; !stop.stop_requested(); i = (i + 1) % 20) {
        if (other.get("/api/v1/residents/r-k" + std::to_string(i)).status != 200) ++wrong;
        ++asked;
      }
    });
    town.migrate({"--new-master-key"});
    for (int i = 20; i < 25; ++i) CHECK(add(i) == 201);
    town.migrate({"--retire-master-keys"});
    for (int i = 25; i < 30; ++i) CHECK(add(i) == 201);
    const int before = asked;
    REQUIRE(eventually([&] { return asked > before + 20; }));
  }
  CHECK(wrong == 0);
  for (int i = 0; i < 30; ++i) CHECK(reads(i));

  const auto keys = db::read_key_lines(town.column_key_file().string());
  REQUIRE(keys.ok());
  REQUIRE(keys.value().size() == 1);
  // The old key alone opens nothing any more.
  std::ofstream(town.column_key_file()) << std::string(64, '7') << "\n";
  CHECK(desk.get("/api/v1/residents/r-k0").status == 503);
}
