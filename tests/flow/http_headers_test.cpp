// What docs/web-safety.md promises of headers, cookies and bounds, each with its test.
#include <catch2/catch.hpp>

#include "tests/flow/http_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// A page, a script-like file, an answer of the API, a refusal of it, a probe.
std::vector<WebAnswer> answers_of_all_sorts() {
  Web desk = signed_in("u-d-0");
  Web nobody(http_town().http_port());
  return {nobody.get("/"), nobody.get("/no-such.js"), desk.get("/api/v1/incidents"), nobody.get("/api/v1/incidents"),
          nobody.get("/healthz"), desk.send_text("POST", "/api/v1/incidents", "{")};
}

void every_answer_says(const std::string& header, const std::string& value) {
  for (const WebAnswer& answer : answers_of_all_sorts()) {
    INFO(answer.status << " " << answer.text.substr(0, 80));
    REQUIRE(answer.headers.count(header) == 1);
    CHECK(answer.headers.at(header).find(value) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("Every answer has a content policy without inline scripts, objects or bases") {
  every_answer_says("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self';");
  every_answer_says("Content-Security-Policy", "base-uri 'none'");
  for (const WebAnswer& answer : answers_of_all_sorts()) {
    CHECK(answer.headers.at("Content-Security-Policy").find("unsafe") == std::string::npos);
    CHECK(answer.headers.at("Content-Security-Policy").find('*') == std::string::npos);
  }
}

TEST_CASE("No page of another site may frame an answer") {
  every_answer_says("Content-Security-Policy", "frame-ancestors 'none'");
}

TEST_CASE("No browser guesses what an answer is") {
  every_answer_says("X-Content-Type-Options", "nosniff");
}

TEST_CASE("No address of ours is told to another site") {
  every_answer_says("Referrer-Policy", "same-origin");
}

TEST_CASE("An answer is for pages of its own origin") {
  every_answer_says("Cross-Origin-Resource-Policy", "same-origin");
  every_answer_says("Cross-Origin-Opener-Policy", "same-origin");
  Web desk = signed_in("u-d-0");
  const auto asked = desk.send("GET", "/api/v1/incidents", nullptr, {{"Origin", "https://elsewhere.example"}});
  CHECK(asked.headers.count("Access-Control-Allow-Origin") == 0);
}

TEST_CASE("Nothing that the API answers is kept by a browser or a proxy") {
  Web desk = signed_in("u-d-0");
  for (const char* path : {"/api/v1/incidents", "/api/v1/session", "/api/v1/residents", "/api/v1/no-such"}) {
    CHECK(desk.get(path).headers.at("Cache-Control") == "no-store");
  }
}

TEST_CASE("Every answer with a body says its type and its characters") {
  for (const WebAnswer& answer : answers_of_all_sorts()) {
    const std::string type = answer.headers.at("Content-Type");
    const bool json = type == "application/json" || type == "application/problem+json";  // UTF-8 by RFC 8259
    CHECK((json || type.find("charset=utf-8") != std::string::npos));
  }
}

TEST_CASE("What an attacker puts into a name comes back as text") {
  Web desk = signed_in("u-d-0");
  const std::string name = "<script>alert(1)</script>'; DROP TABLE residents; --";
  const nlohmann::json body{{"id", "r-script"}, {"name", name}, {"district", "d-1"},
                            {"place", {{"lat", 22.6}, {"lon", 113.2}}}};
  REQUIRE(desk.post("/api/v1/residents", body).status == 201);
  const auto list = desk.get("/api/v1/residents?name=%3Cscript%3E");
  REQUIRE(list.body["items"].size() == 1);
  CHECK(list.body["items"][0]["name"] == name);
  CHECK(list.headers.at("Content-Type").starts_with("application/json"));
}

TEST_CASE("A query that is longer than any of ours is refused or cut, never obeyed at length") {
  Web desk = signed_in("u-d-0");
  const auto answer = desk.get("/api/v1/residents?name=" + std::string(6'000, 'a'));
  CHECK((answer.status == 200 || answer.status == 400 || answer.status == 414));
  CHECK(desk.get("/api/v1/residents?limit=1000000").body["items"].size() <= 500);
}
