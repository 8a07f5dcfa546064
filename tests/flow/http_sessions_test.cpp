// Where somebody is signed in; the desk that is locked; links by which people set their own passwords.
#include <catch2/catch.hpp>

#include "tests/flow/http_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

WebAnswer sign_in(const std::string& username, const std::string& password) {
  return Web(http_town().http_port()).post("/api/v1/session", {{"username", username}, {"password", password}});
}

}  // namespace

TEST_CASE("A locked desk shows and sounds alarms, and acts only after a code") {
  Web desk = signed_in("u-d-1");
  const SeededSession other = http_town().sign_in("u-d-1");
  EventStream stream(http_town().http_port(), other);
  Web locked(http_town().http_port(), other);
  REQUIRE(locked.post("/api/v1/session/lock", nlohmann::json::object()).status == 204);
  CHECK(locked.get("/api/v1/session").body["locked"] == true);

  const std::string incident = press(58, "locked-1");
  REQUIRE_FALSE(incident.empty());
  auto told = stream.next("incident");
  while (told && told->body["id"] != incident) told = stream.next("incident");
  CHECK(told.has_value());
  CHECK(locked.get("/api/v1/incidents/" + incident).status == 200);
  CHECK(locked.command(incident, {{"do", "acknowledge"}}).status == 423);
  CHECK(locked.post("/api/v1/incidents/" + incident + "/reveal", {{"field", "key_safe"}}).status == 423);
  CHECK(desk.command(incident, {{"do", "note"}, {"text", "another desk acts"}}).status == 200);

  CHECK(locked.post("/api/v1/session/unlock", {{"code", "not hers"}}).status == 403);
  CHECK(locked.post("/api/v1/session/unlock", {{"code", k_seeded_password}}).status == 204);
  CHECK(locked.command(incident, {{"do", "close"}, {"outcome", "technical"}}).status == 200);
}

TEST_CASE("Somebody sees where she is signed in, and ends what she does not know") {
  Web here = signed_in("u-w-2");
  const nlohmann::json proof{{"code", k_seeded_password}};
  (void)here.post("/api/v1/sessions/revoke-others", proof);  // of other stories
  Web elsewhere = signed_in("u-w-2");
  const auto list = here.get("/api/v1/sessions");
  REQUIRE(list.body["items"].size() == 2);
  std::string strange;
  for (const auto& session : list.body["items"]) {
    if (session["own"] == false) strange = session["id"];
  }
  const std::string end = "/api/v1/sessions/" + strange + "/revoke";
  CHECK(here.post(end, nlohmann::json::object()).status == 403);  // whoever found her desk open
  CHECK(here.post("/api/v1/sessions/revoke-others", {{"code", "not hers"}}).status == 403);
  CHECK(elsewhere.get("/api/v1/session").status == 200);
  CHECK(here.post(end, proof).body["revoked"] == 1);
  CHECK(elsewhere.get("/api/v1/session").status == 401);
  CHECK(here.get("/api/v1/session").status == 200);
  CHECK(here.post("/api/v1/sessions/no-such/revoke", proof).status == 404);

  Web third = signed_in("u-w-2");
  CHECK(here.post("/api/v1/sessions/revoke-others", proof).body["revoked"] == 1);
  CHECK(third.get("/api/v1/session").status == 401);
  Web admin = signed_in("u-a");
  CHECK(admin.get("/api/v1/users/u-w-2/sessions").body["items"].size() == 1);
  CHECK(admin.post("/api/v1/users/u-w-2/sessions/revoke", nlohmann::json::object()).body["revoked"] == 1);
  CHECK(here.get("/api/v1/session").status == 401);
}

TEST_CASE("A new account has no password until its owner has set one by a link, which opens once") {
  Web admin = signed_in("u-a");
  const auto made = admin.post("/api/v1/users", {{"id", "u-new"}, {"username", "new.one"}, {"role", "dispatcher"}, {"name", "N"}});
  REQUIRE(made.status == 201);
  CHECK(sign_in("new.one", "").status == 400);
  CHECK(sign_in("new.one", "anything else").status == 401);
  const auto old = admin.post("/api/v1/users/u-new/invitation", nlohmann::json::object());
  const auto invited = admin.post("/api/v1/users/u-new/invitation", nlohmann::json::object());
  REQUIRE(invited.status == 201);
  Web nobody(http_town().http_port());
  const auto accept = [&](const nlohmann::json& token, const std::string& password) {
    return nobody.post("/api/v1/invitations/accept", {{"token", token}, {"password", password}}).status;
  };
  CHECK(accept(old.body["token"], "a word of her own") == 404);  // replaced by the second
  CHECK(accept(invited.body["token"], "Lamplight1") == 422);
  CHECK(accept(invited.body["token"], "new.one2026") == 422);
  CHECK(accept(invited.body["token"], "a word of her own") == 200);
  CHECK(accept(invited.body["token"], "another word") == 404);
  CHECK(sign_in("new.one", "a word of her own").status == 200);
  CHECK(http_town().count("SELECT COUNT(*) FROM invitations WHERE token_hash = '" +
                          invited.body["token"].get<std::string>() + "'") == 0);
}

TEST_CASE("A link that is three days old opens nothing, and a reset ends every session") {
  Web admin = signed_in("u-a");
  Web worker = signed_in("u-w-14");
  const auto first = admin.post("/api/v1/users/u-w-14/invitation", nlohmann::json::object());
  http_town().change("UPDATE invitations SET expires_ms = 1 WHERE user_id = 'u-w-14'");
  Web nobody(http_town().http_port());
  CHECK(nobody.post("/api/v1/invitations/accept", {{"token", first.body["token"]}, {"password", "hers alone 1"}}).status == 404);
  const auto second = admin.post("/api/v1/users/u-w-14/invitation", nlohmann::json::object());
  CHECK(worker.get("/api/v1/session").status == 200);
  CHECK(nobody.post("/api/v1/invitations/accept", {{"token", second.body["token"]}, {"password", "hers alone 1"}}).status == 200);
  CHECK(eventually([&] { return worker.get("/api/v1/session").status == 401; }));
}
