// Signing in and out, tokens, and what a change needs besides a cookie (contracts §3).
#include <catch2/catch.hpp>

#include "tests/flow/http_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

constexpr const char* k_session = "/api/v1/session";

// What follows `name=` in the cookie that an answer sets, up to the next semicolon.
std::string cookie_set(const WebAnswer& answer) {
  const auto found = answer.headers.find("Set-Cookie");
  if (found == answer.headers.end()) return {};
  const std::size_t from = found->second.find('=') + 1;
  return found->second.substr(from, found->second.find(';') - from);
}

WebAnswer sign_in(const std::string& username, const std::string& password) {
  return Web(http_town().http_port()).post(k_session, {{"username", username}, {"password", password}});
}

}  // namespace

TEST_CASE("Whoever signs in gets a cookie that scripts can't read and a CSRF token, until she signs out") {
  const auto answer = sign_in("d-0", k_seeded_password);
  REQUIRE(answer.status == 200);
  CHECK(answer.body["user"]["id"] == "u-d-0");
  CHECK(answer.body["user"]["role"] == "dispatcher");
  const std::string cookie = answer.headers.at("Set-Cookie");
  CHECK(cookie.starts_with("lamplight_session="));
  for (const char* part : {"HttpOnly", "SameSite=Strict", "Path=/"}) CHECK(cookie.find(part) != std::string::npos);
  CHECK(cookie.find("Secure") == std::string::npos);  // on loopback

  Web web(http_town().http_port(), {cookie_set(answer), answer.body["csrf"]});
  const auto me = web.get(k_session);
  REQUIRE(me.status == 200);
  CHECK(me.body["csrf"] == answer.body["csrf"]);
  CHECK(web.send("DELETE", k_session, nullptr).status == 204);
  const auto gone = web.get(k_session);
  CHECK(gone.status == 401);
  CHECK(gone.headers.at("Content-Type") == "application/problem+json");
  CHECK(gone.body["type"] == "urn:lamplight:problem:not-signed-in");
}

TEST_CASE("Only a digest of a session is kept") {
  const auto answer = sign_in("d-1", k_seeded_password);
  REQUIRE(answer.status == 200);
  CHECK(http_town().count("SELECT COUNT(*) FROM sessions WHERE token_hash = '" + cookie_set(answer) + "'") == 0);
}

TEST_CASE("A wrong password and an unknown name get the same answer") {
  const auto wrong = sign_in("w-3", "not this one");
  const auto unknown = sign_in("nobody-of-that-name", "not this one");
  CHECK(wrong.status == 401);
  CHECK(unknown.status == 401);
  CHECK(wrong.text == unknown.text);
}

TEST_CASE("After five failures an account has to wait, also with the right password; others need not") {
  for (int i = 0; i < 5; ++i) CHECK(sign_in("w-4", "guess " + std::to_string(i)).status == 401);
  // Two seconds from the last failure on, twice as long after each: where a guess takes longer than that, some more.
  int late = 0;
  const auto guess_again = [&] {
    const auto guess = sign_in("w-4", "guess again");
    late += guess.status == 401 ? 1 : 0;
    return guess.status == 429 && std::stoi(guess.headers.at("Retry-After")) >= 2;
  };
  REQUIRE(eventually(guess_again));
  CHECK(late <= 3);
  const auto refused = sign_in("w-4", k_seeded_password);
  CHECK(refused.status == 429);
  CHECK(std::stoi(refused.headers.at("Retry-After")) >= 1);
  CHECK(sign_in("w-5", k_seeded_password).status == 200);
}

TEST_CASE("A change with a cookie alone is refused; with a wrong CSRF token too") {
  const SeededSession session = http_town().sign_in("u-w-6");
  Web without(http_town().http_port(), {session.cookie, ""});
  CHECK(without.post("/api/v1/worker/duty", {{"on", true}}).status == 403);
  Web wrong(http_town().http_port(), {session.cookie, std::string(64, '0')});
  const auto refused = wrong.post("/api/v1/worker/duty", {{"on", true}});
  CHECK(refused.status == 403);
  CHECK(refused.body["type"] == "urn:lamplight:problem:csrf");
  const std::string logged = "http.refused POST /worker/duty user=u-w-6 why=csrf";
  CHECK(eventually([&] { return http_town().log_of("server").find(logged) != std::string::npos; }));
  Web right(http_town().http_port(), session);
  CHECK(right.post("/api/v1/worker/duty", {{"on", true}}).status == 200);
}

TEST_CASE("Another site's page changes nothing, whatever it has got hold of") {
  Web web = signed_in("u-w-6");
  const nlohmann::json body{{"on", true}};
  CHECK(web.send("POST", "/api/v1/worker/duty", &body, {{"Sec-Fetch-Site", "cross-site"}}).status == 403);
}

TEST_CASE("An API token does what its role and scopes allow, without CSRF, until it is taken back") {
  Web admin = signed_in("u-a");
  const auto made =
      admin.post("/api/v1/tokens", {{"name", "reports"}, {"role", "dispatcher"}, {"scopes", {"incidents:read"}}});
  REQUIRE(made.status == 201);
  const std::string bearer = "Bearer " + made.body["token"].get<std::string>();
  Web robot(http_town().http_port());
  const auto with_token = [&](const std::string& method, const std::string& path, const nlohmann::json* body) {
    return robot.send(method, path, body, {{"Authorization", bearer}});
  };
  CHECK(with_token("GET", "/api/v1/incidents", nullptr).status == 200);
  CHECK(with_token("GET", "/api/v1/residents", nullptr).status == 403);  // not in its scopes
  const nlohmann::json call{{"resident", "r-20"}, {"kind", "service"}};
  CHECK(with_token("POST", "/api/v1/incidents", &call).status == 403);  // reads only
  CHECK(with_token("GET", "/api/v1/audit", nullptr).status == 403);     // not a dispatcher's

  const std::string path = "/api/v1/tokens/" + made.body["id"].get<std::string>();
  CHECK(admin.send("DELETE", path, nullptr).status == 428);
  CHECK(admin.send("DELETE", path, nullptr, {{"If-Match", made.headers.at("ETag")}}).status == 204);
  CHECK(eventually([&] { return with_token("GET", "/api/v1/incidents", nullptr).status == 401; }));
  CHECK(http_town().count("SELECT COUNT(*) FROM audit WHERE what IN ('token.made', 'token.removed')") >= 2);
}

TEST_CASE("A token that has expired is nobody") {
  Web admin = signed_in("u-a");
  const auto made = admin.post("/api/v1/tokens", {{"name", "short"}, {"role", "administrator"}});
  REQUIRE(made.status == 201);
  http_town().change("UPDATE tokens SET expires_ms = 1 WHERE id = '" + made.body["id"].get<std::string>() + "'");
  Web robot(http_town().http_port());
  CHECK(
      robot
          .send("GET", "/api/v1/users", nullptr, {{"Authorization", "Bearer " + made.body["token"].get<std::string>()}})
          .status == 401);
}

TEST_CASE("The session tells when somebody else uses the account, but not of the simulator") {
  const SeededSession first = http_town().sign_in("u-w-7");
  http_town().change("UPDATE sessions SET client = 'lamplight-simulator/1' WHERE user_id = 'u-w-7'");
  const SeededSession second = http_town().sign_in("u-w-7");
  Web web(http_town().http_port(), first);
  const auto seen = web.get(k_session);
  REQUIRE(seen.status == 200);
  CHECK(seen.body["elsewhere_at"].is_string());  // `second` is a person's
  Web other(http_town().http_port(), second);
  CHECK(other.get(k_session).body["elsewhere_at"].is_null());
}

TEST_CASE("A disabled user is out within two seconds") {
  Web web = signed_in("u-w-8");
  CHECK(web.get(k_session).status == 200);
  http_town().change("UPDATE users SET disabled = 1 WHERE id = 'u-w-8'");
  CHECK(eventually([&] { return web.get(k_session).status == 401; }));
}
