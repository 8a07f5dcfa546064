// Second factors: set up with a QR code, used once per code, recovered when the phone is lost.
#include <catch2/catch.hpp>

#include <cctype>

#include "tests/flow/http_town.h"
#include "tests/support/authenticator.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

WebAnswer sign_in(const std::string& username, const std::string& code = "") {
  nlohmann::json body{{"username", username}, {"password", k_seeded_password}};
  if (!code.empty()) body["code"] = code;
  return Web(http_town().http_port()).post("/api/v1/session", body);
}

}  // namespace

TEST_CASE("With a second factor the password alone opens nothing, and a code opens once") {
  Web web = signed_in("u-w-9");
  CHECK(web.get("/api/v1/second-factor").body["enabled"] == false);
  CHECK(web.post("/api/v1/second-factor", {{"password", "not hers"}}).status == 403);
  const Authenticator phone(web);
  const auto state = web.get("/api/v1/second-factor").body;
  CHECK(state["enabled"] == true);
  CHECK(state["recovery_codes_left"] == 10);
  CHECK(sign_in("w-9").status == 401);
  const std::string code = phone.next_code();
  CHECK(sign_in("w-9", code).status == 200);
  CHECK(sign_in("w-9", code).status == 401);
}

TEST_CASE("A recovery code opens once, however it is typed, and new ones make the old ones worthless") {
  Web web = signed_in("u-w-10");
  const Authenticator phone(web);
  std::string typed = phone.recovery_codes()[0];
  for (char& c : typed) c = c == '-' ? ' ' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  CHECK(sign_in("w-10", typed).status == 200);
  CHECK(sign_in("w-10", phone.recovery_codes()[0]).status == 401);
  CHECK(web.get("/api/v1/second-factor").body["recovery_codes_left"] == 9);
  const auto renewed = web.post("/api/v1/second-factor/recovery-codes", {{"code", phone.recovery_codes()[1]}});
  REQUIRE(renewed.status == 200);
  CHECK(sign_in("w-10", phone.recovery_codes()[2]).status == 401);
  CHECK(sign_in("w-10", renewed.body["recovery_codes"][2]).status == 200);
  CHECK(http_town().count("SELECT COUNT(*) FROM recovery_codes WHERE code_hash LIKE '%-%'") == 0);
}

TEST_CASE("A second factor that is being set up locks nobody out before its first code") {
  Web web = signed_in("u-w-11");
  REQUIRE(web.post("/api/v1/second-factor", {{"password", k_seeded_password}}).status == 200);
  CHECK(web.post("/api/v1/second-factor/confirm", {{"code", "000000"}}).status == 403);
  CHECK(sign_in("w-11").status == 200);
}

TEST_CASE("A second factor is taken away with a code only") {
  Web web = signed_in("u-w-12");
  const Authenticator phone(web);
  CHECK(web.post("/api/v1/second-factor/remove", {{"code", "123456"}}).status == 403);
  CHECK(web.post("/api/v1/second-factor/remove", {{"code", phone.next_code()}}).status == 204);
  CHECK(sign_in("w-12").status == 200);
}

TEST_CASE("The secret of a second factor is sealed in the database, and no API token can touch one") {
  CHECK(http_town().count("SELECT COUNT(*) FROM users WHERE totp_sealed IS NOT NULL AND LENGTH(totp_sealed) <> 61") == 0);
  Web admin = signed_in("u-a");
  const auto made = admin.post("/api/v1/tokens", {{"name", "all"}, {"role", "administrator"}});
  REQUIRE(made.status == 201);
  Web robot(http_town().http_port());
  const std::map<std::string, std::string> bearer{{"Authorization", "Bearer " + made.body["token"].get<std::string>()}};
  CHECK(robot.send("GET", "/api/v1/second-factor", nullptr, bearer).status == 403);
}
