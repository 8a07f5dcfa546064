// What any client may rely on: statuses, problems, pages, conditional changes, safe headers.
#include <catch2/catch.hpp>

#include <set>

#include "tests/flow/http_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

std::string problem_of(const WebAnswer& answer) {
  if (answer.headers.count("Content-Type") == 0 || answer.headers.at("Content-Type") != "application/problem+json")
    return {};
  CHECK(answer.body["status"] == answer.status);
  CHECK(answer.body["title"].is_string());
  return answer.body["type"];
}

WebAnswer post_text(Web& web, const std::string& path, const std::string& text) {
  // nlohmann would refuse to make what we want to send, so the text travels as it is.
  return web.send_text("POST", path, text);
}

}  // namespace

TEST_CASE("What is not there, or not by this method, is said so") {
  Web web = signed_in("u-d-0");
  CHECK(problem_of(web.get("/api/v1/nothing")) == "urn:lamplight:problem:not-found");
  CHECK(problem_of(web.get("/api/v1/incidents/no-such")) == "urn:lamplight:problem:not-found");
  const auto wrong = web.send("DELETE", "/api/v1/incidents", nullptr);
  CHECK(wrong.status == 405);
  CHECK(wrong.headers.at("Allow") == "GET, POST");
  CHECK(web.send("PUT", "/api/v1/incidents", nullptr).status == 405);
}

TEST_CASE("An id in any script or bytes is merely not found") {
  Web web = signed_in("u-d-0");
  for (const char* id : {"%E5%8F%A4%E9%95%87", "%FF%FE", "%27%20OR%201=1", "..%2F..%2Fetc"}) {
    INFO(id);
    CHECK(web.get(std::string("/api/v1/incidents/") + id).status == 404);
    CHECK(web.get(std::string("/api/v1/residents/") + id).status == 404);
    CHECK(web.get(std::string("/api/v1/devices/") + id).status == 404);
    CHECK(web.get(std::string("/api/v1/incidents?district=") + id + "&resident=" + id).status == 200);
    CHECK(web.get(std::string("/api/v1/alarms?device=") + id).status == 200);
  }
  Web admin = signed_in("u-a");
  CHECK(admin.get("/api/v1/audit?who=%E5%8F%A4&what=%E5%8F%A4&subject=%FF").status == 200);
}

TEST_CASE("A body that is no JSON, too long, too deep, double or of the wrong type is refused and named") {
  Web web = signed_in("u-w-10");
  const std::string duty = "/api/v1/worker/duty";
  for (const char* text : {"", "{", "[]", "true", "{\"on\":1}", "{\"on\":\"true\"}", "{\"on\":true,\"on\":false}",
                           "{\"on\":null}", "{\"on\":true} x", "{\"on\":\"\xff\"}"}) {
    INFO(text);
    const auto answer = post_text(web, duty, text);
    CHECK(answer.status == 400);
    CHECK(problem_of(answer) == "urn:lamplight:problem:malformed");
  }
  CHECK(post_text(web, duty, "{\"on\":" + std::string(2'000, '[') + std::string(2'000, ']') + "}").status == 400);
  CHECK(post_text(web, duty, "{\"on\":true,\"x\":\"" + std::string(70'000, 'x') + "\"}").status == 413);
  CHECK(post_text(web, duty, "{\"on\":true,\"later\":\"clients may know more\"}").status == 200);
}

TEST_CASE("A place that is none on earth is refused") {
  Web web = signed_in("u-w-10");
  CHECK(web.post("/api/v1/worker/position", {{"lat", 91}, {"lon", 0}}).status == 400);
  CHECK(web.post("/api/v1/worker/position", {{"lat", 22.6}}).status == 400);
  CHECK(web.post("/api/v1/worker/position", {{"lat", 22.61}, {"lon", 113.19}, {"accuracy_m", 8}}).status == 200);
  CHECK(http_town().count("SELECT COUNT(*) FROM workers WHERE id = 'w-10' AND lat = 22.61 AND accuracy_m = 8") == 1);
}

TEST_CASE("A list is paged by its cursor until it ends, each thing once") {
  Web web = signed_in("u-d-0");
  std::set<std::string> seen;
  std::string cursor;
  int pages = 0;
  do {
    const auto page = web.get("/api/v1/residents?limit=7" + (cursor.empty() ? "" : "&cursor=" + cursor));
    REQUIRE(page.status == 200);
    CHECK(page.body["items"].size() <= 7);
    for (const auto& item : page.body["items"]) CHECK(seen.insert(item["id"]).second);
    cursor = page.body["next"].is_null() ? "" : page.body["next"].get<std::string>();
    ++pages;
  } while (!cursor.empty());
  CHECK(seen.size() ==
        static_cast<std::size_t>(http_town().count("SELECT COUNT(*) FROM residents WHERE archived = 0")));
  CHECK(pages >= 9);
  CHECK(web.get("/api/v1/residents?cursor=nonsense!").status == 400);
  CHECK(web.get("/api/v1/residents?limit=0").status == 400);
  CHECK(web.get("/api/v1/residents?limit=many").status == 400);
}

TEST_CASE("Incidents come most urgent first over all pages, ended ones after the open ones") {
  Web web = signed_in("u-d-0");
  for (int i = 40; i < 45; ++i) REQUIRE_FALSE(press(i, "page-1", i % 2 == 0 ? "sos" : "wandering").empty());
  const std::string ended = press(45, "page-2");
  REQUIRE(web.command(ended, {{"do", "cancel"}, {"reason", "a story of pages"}}).status == 200);
  std::vector<nlohmann::json> items;
  std::string cursor;
  do {
    const auto page = web.get("/api/v1/incidents?limit=3" + (cursor.empty() ? "" : "&cursor=" + cursor));
    REQUIRE(page.status == 200);
    for (const auto& item : page.body["items"]) items.push_back(item);
    cursor = page.body["next"].is_null() ? "" : page.body["next"].get<std::string>();
  } while (!cursor.empty());
  const auto is_open = [](const nlohmann::json& item) {
    return item["state"] != "closed" && item["state"] != "cancelled";
  };
  std::set<std::string> ids;
  for (std::size_t i = 0; i < items.size(); ++i) {
    CHECK(ids.insert(items[i]["id"]).second);
    if (i == 0) continue;
    CHECK((is_open(items[i - 1]) || !is_open(items[i])));
    if (is_open(items[i])) CHECK(items[i - 1]["priority"] <= items[i]["priority"]);
  }
  CHECK(ids.count(ended) == 1);
  const auto open = web.get("/api/v1/incidents?state=open&limit=500");
  for (const auto& item : open.body["items"]) CHECK(is_open(item));
  const auto cancelled = web.get("/api/v1/incidents?state=cancelled");
  for (const auto& item : cancelled.body["items"]) CHECK(item["state"] == "cancelled");
  const auto of_resident = web.get("/api/v1/incidents?resident=r-45");
  REQUIRE(of_resident.body["items"].size() == 1);
  CHECK(of_resident.body["items"][0]["id"] == ended);
  CHECK(web.get("/api/v1/incidents?state=sleeping").status == 400);
  CHECK(web.get("/api/v1/incidents?since=yesterday").status == 400);
  CHECK(web.get("/api/v1/incidents?since=2999-01-01T00:00:00Z").body["items"].empty());
}

TEST_CASE("Every alarm that was received is listed, with its repeats") {
  Web web = signed_in("u-d-0");
  const std::string since = to_rfc3339(RunningTown::now() - std::chrono::minutes{1});
  const std::string incident = press(46, "listed-1");
  http_homes().press("p-46", "listed-1", "sos", "d-2");
  REQUIRE(eventually([&] {
    const auto list = web.get("/api/v1/alarms?device=p-46&since=" + since);
    return list.body["items"].size() == 1 && list.body["items"][0]["repeats"] >= 1;
  }));
  const auto alarm = web.get("/api/v1/alarms?device=p-46").body["items"][0];
  CHECK(alarm["alarm"] == "listed-1");
  CHECK(alarm["kind"] == "sos");
  CHECK(alarm["incident"] == incident);
}

TEST_CASE("Static answers carry the headers that keep a browser safe; probes need no sign-in") {
  Web web(http_town().http_port());
  const auto page = web.get("/");
  CHECK(page.status == 200);
  CHECK(page.headers.at("Content-Type") == "text/html; charset=utf-8");
  CHECK(page.headers.at("Content-Security-Policy").find("default-src 'none'") != std::string::npos);
  CHECK(page.headers.at("X-Content-Type-Options") == "nosniff");
  CHECK(web.get("/desk/incidents/7").status == 200);
  CHECK(web.get("/no-such-file.js").status == 404);
  CHECK(web.get("/../../../etc/passwd").text.find("root:") == std::string::npos);
  CHECK(web.get("/healthz").status == 200);
  CHECK(web.get("/readyz").body["database"] == "reachable");
  const auto metrics = web.get("/metrics");
  CHECK(metrics.headers.at("Content-Type").starts_with("text/plain"));
  CHECK(metrics.text.find("lamplight_http_answers_total{status=\"2xx\"}") != std::string::npos);
}
