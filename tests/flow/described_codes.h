// The operations by which relatives sign in with a code, each answered once as docs/openapi.json says.
//
// Used by openapi_test.cpp, whose town has a small HTTP server in place of the SMS gateway.
#pragma once

#include "tests/flow/described_api.h"
#include "tests/support/child.h"
#include "tests/support/ways_out.h"

namespace lamplight::tests {

// What is asked of whoever comes; the gateway's doors ask for its key.
inline const std::set<std::string> k_open{"POST /session",         "GET /session/ways",      "POST /session/code",
                                          "POST /session/by-code", "POST /invitations/look", "POST /invitations/accept"};

// The six digits of the newest SMS to that number; empty: there is none yet.
inline std::string code_sent_to(const GroupRobot& gateway, const std::string& number) {
  std::string code;
  for (const auto& post : gateway.posts()) {
    const auto text = post.path.find("&text=");
    if (post.path.find("to=" + number) == std::string::npos || text == std::string::npos) continue;
    code = post.path.substr(text + 6, 6);
  }
  return code;
}

inline void come_by_code(Held& held, Web& nobody, Web& admin, const GroupRobot& gateway) {
  const std::string number = "13900007001";
  CHECK(held.ask(nobody, "GET /session/ways").body["code"] == true);
  const auto invited = held.ask(admin, "POST /users/{id}/invitation", {.id = "u-f-0", .body = {{"phone", number}}});
  CHECK(held.ask(admin, "GET /users/{id}/phone", {.id = "u-f-0"}).body["phone"] == number);
  const json token{{"token", invited.body["token"]}};
  CHECK(held.ask(nobody, "POST /invitations/look", {.body = token}).body["phone_end"] == "01");
  const auto asked = held.ask(nobody, "POST /session/code", {.body = token});
  held.ask(nobody, "POST /session/code", {.body = {{"username", "nobody-of-that-name"}}});
  REQUIRE(eventually([&] { return !code_sent_to(gateway, number).empty(); }));
  const json proof{{"ask", asked.body["ask"]}, {"code", code_sent_to(gateway, number)}};
  CHECK(held.ask(nobody, "POST /session/by-code", {.body = proof}).body["user"]["id"] == "u-f-0");
  held.refused(nobody, "POST /session/by-code", {.body = proof}, 401);
  held.refused(nobody, "POST /invitations/look", {.body = token}, 404);
}

}  // namespace lamplight::tests
