// The operations about drills, plans and people outside, each answered once as docs/openapi.json says.
//
// Used by openapi_test.cpp.
#pragma once

#include "tests/flow/described_api.h"
#include "tests/support/running_town.h"

namespace lamplight::tests {

inline void rehearse(Held& held, Web& admin) {
  const std::string tomorrow = to_rfc3339(RunningTown::now() + std::chrono::hours{24});
  const auto planned =
      held.ask(admin, "POST /drills", {.body = {{"device", "p-1"}, {"worker", "w-1"}, {"at", tomorrow}}});
  const std::string drill = planned.body["id"];
  CHECK(held.ask(admin, "GET /drills").body["items"].size() == 1);
  held.ask(admin, "GET /drills/{id}", {.id = drill});
  held.ask(admin, "POST /drills/{id}/commands", {.id = drill, .body = {{"do", "cancel"}}});
  held.refused(admin, "POST /drills/{id}/commands", {.id = drill, .body = {{"do", "cancel"}}}, 409);
}

inline void keep_plans(Held& held, Web& admin) {
  const json steps{{{"action", "ask_resident"}, {"width", 1}, {"wait_ms", 20'000}},
                   {{"action", "dispatchers"}, {"width", 1}, {"wait_ms", 60'000}, {"loudness", "normal"}}};
  held.ask(admin, "POST /plans",
           {.body = {{"id", "falls-at-night"}, {"name", "夜间跌倒"}, {"kind", "fall"}, {"time", "night"}, {"steps", steps}}});
  held.refused(admin, "POST /plans", {.body = {{"kind", "sos"}, {"steps", steps}}}, 400);
  CHECK(held.ask(admin, "GET /plans").body["items"].size() == 1);
  const auto sheet = held.ask(admin, "GET /policies", {.headers = {{"Accept", "text/csv"}}});
  held.ask(admin, "POST /policies/import", {.query = "?dry_run=true", .bytes = sheet.text});
  held.change(admin, "PATCH /plans/{id}", {.id = "falls-at-night", .body = {{"resident", "r-1"}, {"kind", nullptr}}});
  held.change(admin, "DELETE /plans/{id}", {.id = "falls-at-night"});
  held.change(admin, "PATCH /business-hours", {.body = {{"from_min", 540}, {"days", {"1", "6"}}}});
  CHECK(held.ask(admin, "GET /business-hours").body["days"] == json{"1", "6"});
}

// `gateway` has not signed in, `phone` is a care worker's.
inline void hear_from_outside(Held& held, Web& gateway, Web& phone, Web& desk) {
  held.ask(gateway, "GET /gateway/receipts", {.query = "?key=gateway-key&message=m-none&state=1"});
  held.ask(gateway, "GET /gateway/answers", {.query = "?key=gateway-key&from=13800000000&text=Y123"});
  const auto taken = held.ask(phone, "POST /worker/help", {.body = {{"text", "摔倒了"}}});
  const auto shown = held.ask(desk, "GET /incidents/{id}", {.id = taken.body["incident"]});
  CHECK(shown.body["priority"] == 1);
  // Again: the same incident, raised.
  CHECK(held.ask(phone, "POST /worker/help", {.body = {{"place", {{"lat", 22.6}, {"lon", 113.2}}}}}).body["incident"] == taken.body["incident"]);
  held.ask(desk, "POST /incidents/{id}/commands",
           {.id = taken.body["incident"], .body = {{"do", "close"}, {"outcome", "helped"}}});
}

}  // namespace lamplight::tests
