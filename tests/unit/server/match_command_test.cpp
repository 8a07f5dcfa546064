// `lamplight-server match`: what goes in, what comes out, and what is said of wrong input.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "server/match_command.h"

namespace {

struct Ran {
  int code = 0;
  std::string out;
  std::string err;
};

Ran match(const std::string& input, const std::string& path = "-") {
  std::istringstream in{input};
  std::ostringstream out;
  std::ostringstream err;
  const int code = lamplight::server::run_match(path, in, out, err);
  return {code, out.str(), err.str()};
}

// What is said of the input, without the words that come before it.
std::string complaint(const std::string& input) {
  const Ran ran = match(input);
  CHECK(ran.code == 2);
  CHECK(ran.out.empty());
  const std::string before = "lamplight match: standard input: ";
  REQUIRE(ran.err.starts_with(before));
  REQUIRE(ran.err.ends_with("\n"));
  return ran.err.substr(before.size(), ran.err.size() - before.size() - 1);
}

const std::string k_worker = R"({"id":"w1","lat":22.61,"lon":113.19,"skills":["lifting"],"on_duty":true})";
const std::string k_incident = R"({"id":"i1","lat":22.62,"lon":113.2,"needs":["lifting"],"priority":1})";

std::string town(const std::string& workers, const std::string& incidents) {
  return R"({"speed_mps":8.0,"workers":[)" + workers + R"(],"incidents":[)" + incidents + "]}";
}

}  // namespace

TEST_CASE("match answers with one line of JSON and nothing else") {
  const Ran ran = match(town(k_worker, k_incident + R"(,{"id":"i2","lat":22.62,"lon":113.2,"priority":2})"));
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == 1);
  auto answer = nlohmann::json::parse(ran.out);
  CHECK(answer["elapsed_ms"].is_number());
  CHECK(answer["elapsed_ms"] >= 0);
  answer.erase("elapsed_ms");
  CHECK(answer == nlohmann::json::parse(R"({"assignments":[{"incident":"i1","worker":"w1","travel_s":189}],
                                            "unassigned":["i2"],"total_s":189})"));
}

TEST_CASE("match of an empty town is an answer") {
  const auto answer = nlohmann::json::parse(match(town("", "")).out);
  CHECK(answer["assignments"] == nlohmann::json::array());
  CHECK(answer["unassigned"] == nlohmann::json::array());
  CHECK(answer["total_s"] == 0);
}

TEST_CASE("match passes over members it does not know, and takes absent skills as none") {
  const Ran ran = match(
      town(R"({"id":"w","lat":0,"lon":0,"on_duty":true,"name":"Wu"})", R"({"id":"i","lat":0,"lon":0,"priority":5})"));
  CHECK(nlohmann::json::parse(ran.out)["assignments"].size() == 1);
}

TEST_CASE("match names the place where its input is wrong") {
  CHECK(complaint("") == "it is not the JSON it should be: no JSON from byte 1");
  CHECK(complaint("[]") == "the input must be an object");
  CHECK(complaint("{}") == "speed_mps is missing");
  CHECK(complaint(R"({"speed_mps":"8","workers":[],"incidents":[]})") == "speed_mps must be a number");
  CHECK(complaint(R"({"speed_mps":8,"workers":{},"incidents":[]})") == "workers must be an array");
  CHECK(complaint(town("7", "")) == "workers[0] must be an object");
  CHECK(complaint(town(k_worker + R"(,{"id":"w2"})", "")) == "workers[1].lat is missing");
  CHECK(complaint(town(R"({"id":"w","lat":1,"lon":1,"on_duty":1})", "")) == "workers[0].on_duty must be true or false");
  CHECK(complaint(town(R"({"id":"","lat":1,"lon":1,"on_duty":true})", "")) ==
        "workers[0].id must be a text that is not empty");
  CHECK(complaint(town("", R"({"id":"i","lat":1,"lon":1,"priority":1.5})")) ==
        "incidents[0].priority must be a small whole number");
  CHECK(complaint(town("", R"({"id":"i","lat":1,"lon":1,"priority":7})")) == "incident i: priority must be 1 to 5");
  CHECK(complaint(town("", R"({"id":"i","lat":1,"lon":1,"priority":1,"needs":[3]})")) ==
        "incidents[0].needs[0] must be a text that is not empty");
  CHECK(complaint(R"({"speed_mps":0,"workers":[],"incidents":[]})") == "speed_mps must be between 0.05 and 1000");
  CHECK(complaint(R"({"speed_mps":1,"speed_mps":2})") == "it is not the JSON it should be: duplicate key");
}

TEST_CASE("match says when its file can't be read") {
  const Ran gone = match("", "/nowhere/town.json");
  CHECK(gone.code == 2);
  CHECK(gone.err == "lamplight match: /nowhere/town.json: it can't be opened\n");
  const Ran folder = match("", "/");
  CHECK(folder.code == 2);
  CHECK(folder.out.empty());
}
