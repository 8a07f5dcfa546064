// The operations about doors, each answered once as docs/openapi.json says: consents, glass, second factors.
//
// Used by openapi_test.cpp.
#pragma once

#include "tests/flow/described_api.h"
#include "tests/support/authenticator.h"

namespace lamplight::tests {

inline void keep_second_factor(Held& held, Web& web) {
  held.ask(web, "GET /second-factor");
  const auto begun = held.ask(web, "POST /second-factor", {.body = {{"password", k_seeded_password}}});
  const std::string secret = bytes_of_base32(begun.body["secret"]);
  CHECK(begun.body["qr"].get<std::string>().starts_with("<svg"));
  const auto code = [&] { return server::http::one_time_code(secret, RunningTown::now()); };
  held.refused(web, "POST /second-factor/confirm", {.body = {{"code", "no code"}}}, 403);
  const auto confirmed = held.ask(web, "POST /second-factor/confirm", {.body = {{"code", code()}}});
  const json spare = confirmed.body["recovery_codes"];
  held.ask(web, "POST /second-factor/recovery-codes", {.body = {{"code", spare[0]}}});
  const std::string next = server::http::one_time_code(secret, RunningTown::now() + Seconds{30});
  held.ask(web, "POST /second-factor/remove", {.body = {{"code", next}}});
}

inline void agree(Held& held, Web& desk, Web& admin, const std::string& resident) {
  held.ask(admin, "POST /consent-texts", {.body = {{"version", "2027-01"}, {"zh", "我愿意"}, {"en", "I do"}}});
  CHECK(held.ask(desk, "GET /consent-texts").body["items"].size() == 2);
  const json consent{{"user", "u-f-0"},    {"relation", "daughter"}, {"status", true},
                     {"incidents", true},  {"vitals", true},         {"location", true},
                     {"given_by", "legal_proxy"}, {"proxy", "何大文"},  {"text_version", "2026-11"}};
  held.ask(desk, "POST /residents/{id}/consents", {.id = resident, .body = consent});
  json unknown = consent;
  unknown["text_version"] = "none";
  held.refused(desk, "POST /residents/{id}/consents", {.id = resident, .body = unknown}, 422);
  held.ask(desk, "POST /residents/{id}/consents/withdraw", {.id = resident, .body = {{"user", "u-f-0"}}});
  held.ask(desk, "POST /residents/{id}/consents", {.id = resident, .body = consent});
  CHECK(held.ask(desk, "GET /residents/{id}/consents", {.id = resident}).body["items"][0]["version"] >= 3);
}

inline void break_the_glass(Held& held, Web& desk, Web& admin, const std::string& resident) {
  const Authenticator app(desk);
  held.refused(desk, "POST /residents/{id}/reveal", {.id = resident}, 403);
  const auto broken = held.ask(desk, "POST /residents/{id}/glass",
                               {.id = resident, .body = {{"reason", "邻居来电"}, {"code", app.next_code()}}});
  held.ask(desk, "POST /residents/{id}/reveal", {.id = resident});
  CHECK(held.ask(admin, "GET /glass", {.query = "?reviewed=false"}).body["items"].size() == 1);
  held.ask(admin, "POST /glass/{id}/review", {.id = broken.body["id"], .body = {{"note", "核实过"}}});
}

inline void keep_sessions(Held& held, Web& admin, Web& other) {
  held.ask(other, "POST /session/lock");
  CHECK(held.ask(other, "GET /session").body["locked"] == true);
  held.refused(other, "POST /sessions/revoke-others", {}, 423);
  held.ask(other, "POST /session/unlock", {.body = {{"code", k_seeded_password}}});
  const auto mine = held.ask(other, "GET /sessions");
  held.refused(other, "POST /sessions/revoke-others", {.body = {{"code", "not hers"}}}, 403);
  held.ask(other, "POST /sessions/revoke-others", {.body = {{"code", k_seeded_password}}});
  held.ask(admin, "GET /users/{id}/sessions", {.id = "u-w-0"});
  held.ask(admin, "POST /users/{id}/sessions/revoke", {.id = "u-w-0"});
  held.ask(admin, "POST /users/{id}/second-factor/remove", {.id = "u-w-0"});
  const auto invited = held.ask(admin, "POST /users/{id}/invitation", {.id = "u-w-0"});
  const json wish{{"token", invited.body["token"]}, {"password", "her very own one"}};
  held.ask(other, "POST /invitations/accept", {.body = wish});
  held.refused(other, "POST /invitations/accept", {.body = wish}, 404);
  held.ask(other, "POST /sessions/{id}/revoke", {.id = mine.body["items"][0]["id"], .body = {{"code", k_seeded_password}}});
}

inline void keep_records(Held& held, Web& desk, Web& admin, const std::string& incident) {
  held.ask(admin, "GET /audit/head");
  const auto dossier = held.ask(desk, "GET /incidents/{id}/dossier", {.id = incident});
  CHECK(json::parse(dossier.body["dossier"].get<std::string>())["incident"]["id"] == incident);
}

inline void keep_doors(Held& held, Web& desk, Web& second_desk, Web& admin, const std::string& resident) {
  agree(held, desk, admin, resident);
  break_the_glass(held, second_desk, admin, resident);
}

}  // namespace lamplight::tests
