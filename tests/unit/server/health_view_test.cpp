// The page about health: who has fallen silent is not there, and the program that answers speaks for itself.
#include "server/http/health_views.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace lamplight;
using namespace lamplight::server;
using namespace lamplight::server::http;

namespace {

const Instant k_now = instant_of_ms(1'790'000'000'000);

db::InstanceRow instance(const std::string& program, Seconds silent, bool well = true) {
  return {program, "one", k_now - Seconds{3600}, k_now - silent, {{"lanes", 3, 100, well}, {"broker_listening", 0, 0, true}}};
}

nlohmann::json shown(const HealthShown& health) {
  return nlohmann::json::parse(health_view(health));
}

}  // namespace

TEST_CASE("A program that has said nothing for twenty seconds is not there") {
  const HealthShown health{k_now, {true, true}, instance("server", Seconds{0}),
                           {instance("server", Seconds{4}), instance("monitor", Seconds{20})}, db::Waiting{}};
  const auto json = shown(health);
  REQUIRE(json["instances"].size() == 2);  // its own row of before is not shown besides its own words
  CHECK(json["instances"][0]["there"] == true);
  CHECK(json["instances"][0]["well"] == true);
  CHECK(json["instances"][1]["program"] == "monitor");
  CHECK(json["instances"][1]["there"] == false);
  CHECK(json["instances"][1]["well"] == false);
}

TEST_CASE("A queue that fills makes its program unwell; a line has no amounts") {
  const auto json = shown({k_now, {true, true}, instance("server", Seconds{0}, false), {}, db::Waiting{}});
  CHECK(json["instances"][0]["well"] == false);
  CHECK(json["instances"][0]["parts"][0]["used"] == 3);
  CHECK_FALSE(json["instances"][0]["parts"][1].contains("used"));
}

TEST_CASE("Without the database only the program that answers is known") {
  const auto json = shown({k_now, {false, true}, instance("server", Seconds{0}), {}, std::nullopt});
  CHECK(json["database"]["reachable"] == false);
  CHECK(json["database"]["version"].is_null());
  CHECK(json["waiting"].is_null());
  CHECK(json["instances"].size() == 1);
}
