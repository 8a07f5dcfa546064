// How often one account or API token may ask, on a server that allows very little.
#include <catch2/catch.hpp>

#include "tests/support/child.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// Once a second, three at once.
RunningTown& slow_town() {
  static RunningTown running(TownSize{.residents = 1, .workers = 1});
  static const bool started = [] {
    running.start_server("server", {"LAMPLIGHT_HTTP_REQUESTS_PER_S=1"});
    return true;
  }();
  (void)started;
  return running;
}

Web slow_web(const std::string& user) {
  return {slow_town().http_port(), slow_town().sign_in(user)};
}

constexpr const char* k_incidents = "/api/v1/incidents";

// Asks until it is refused.
template <class Ask>
WebAnswer refusal(const Ask& ask) {
  WebAnswer answer;
  const bool refused = eventually([&] {
    answer = ask();
    return answer.status == 429;
  });
  CHECK(refused);
  return answer;
}

void check_refusal(const WebAnswer& refused) {
  REQUIRE(refused.status == 429);
  CHECK(refused.headers.at("Content-Type") == "application/problem+json");
  CHECK(refused.body["type"] == "urn:lamplight:problem:too-many-requests");
  CHECK(std::stoi(refused.headers.at("Retry-After")) >= 1);
}

}  // namespace

TEST_CASE("An account that asks too often is told to wait in all its sessions, and heard again later; others are not") {
  Web hasty = slow_web("u-d-0");
  Web other_desk = slow_web("u-d-0");
  check_refusal(refusal([&] { return hasty.get(k_incidents); }));
  check_refusal(refusal([&] { return other_desk.get(k_incidents); }));
  CHECK(slow_web("u-d-1").get(k_incidents).status == 200);
  CHECK(eventually([&] { return hasty.get(k_incidents).status == 200; }));
}

TEST_CASE("An API token that asks too often waits, and neither another token nor whoever made it") {
  Web admin = slow_web("u-a");
  const auto bearer = [&](const char* name) {
    const auto made = admin.post("/api/v1/tokens", {{"name", name}, {"role", "dispatcher"}});
    REQUIRE(made.status == 201);
    return "Bearer " + made.body["token"].get<std::string>();
  };
  const std::string hasty = bearer("hasty");
  const std::string calm = bearer("calm");
  Web robot(slow_town().http_port());
  const auto ask = [&](const std::string& by) {
    return robot.send("GET", k_incidents, nullptr, {{"Authorization", by}});
  };
  check_refusal(refusal([&] { return ask(hasty); }));
  CHECK(ask(calm).status == 200);
  CHECK(admin.get(k_incidents).status == 200);
}
