// NEWS2: every edge of every band, and what is not known.
#include "devices/news2.h"

#include <catch2/catch.hpp>
#include <map>

using namespace lamplight;
using namespace std::chrono_literals;

namespace {

const Instant k_now = *from_rfc3339("2026-11-23T08:00:00.000Z");
const DeviceId k_home{"home-1"};

using Values = std::map<std::string, double>;

// All normal: 0 points.
const Values k_well{{"respiratory_rate", 16}, {"spo2", 97},         {"oxygen_supply", 0}, {"systolic", 125},
                    {"heart_rate", 70},       {"consciousness", 0}, {"temperature", 36.8}};

News2 score(const Values& values, Spo2Scale scale = Spo2Scale::one, Millis age = 0min) {
  std::vector<Reading> readings;
  for (const auto& [name, value] : values) readings.push_back({k_home, {}, name, k_now - age, value, k_now});
  return news2_of(readings, scale, k_now);
}

News2 with(const std::string& name, double value, Spo2Scale scale = Spo2Scale::one) {
  Values values = k_well;
  values[name] = value;
  return score(values, scale);
}

Values without(const std::string& name, Values values = k_well) {
  values.erase(name);
  return values;
}

struct Edge {
  std::string name;
  double value;
  int points;
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("every edge of every band has the points of the chart") {
  const std::vector<Edge> edges{{"respiratory_rate", 0, 3},
                                {"respiratory_rate", 8, 3},
                                {"respiratory_rate", 9, 1},
                                {"respiratory_rate", 11, 1},
                                {"respiratory_rate", 12, 0},
                                {"respiratory_rate", 20, 0},
                                {"respiratory_rate", 21, 2},
                                {"respiratory_rate", 24, 2},
                                {"respiratory_rate", 25, 3},
                                {"respiratory_rate", 120, 3},
                                {"spo2", 20, 3},
                                {"spo2", 91, 3},
                                {"spo2", 92, 2},
                                {"spo2", 93, 2},
                                {"spo2", 94, 1},
                                {"spo2", 95, 1},
                                {"spo2", 96, 0},
                                {"spo2", 100, 0},
                                {"oxygen_supply", 0, 0},
                                {"oxygen_supply", 1, 2},
                                {"systolic", 20, 3},
                                {"systolic", 90, 3},
                                {"systolic", 91, 2},
                                {"systolic", 100, 2},
                                {"systolic", 101, 1},
                                {"systolic", 110, 1},
                                {"systolic", 111, 0},
                                {"systolic", 219, 0},
                                {"systolic", 220, 3},
                                {"systolic", 350, 3},
                                {"heart_rate", 10, 3},
                                {"heart_rate", 40, 3},
                                {"heart_rate", 41, 1},
                                {"heart_rate", 50, 1},
                                {"heart_rate", 51, 0},
                                {"heart_rate", 90, 0},
                                {"heart_rate", 91, 1},
                                {"heart_rate", 110, 1},
                                {"heart_rate", 111, 2},
                                {"heart_rate", 130, 2},
                                {"heart_rate", 131, 3},
                                {"heart_rate", 350, 3},
                                {"consciousness", 0, 0},
                                {"consciousness", 1, 3},
                                {"consciousness", 2, 3},
                                {"consciousness", 3, 3},
                                {"consciousness", 4, 3},
                                {"temperature", 12, 3},
                                {"temperature", 35.0, 3},
                                {"temperature", 35.1, 1},
                                {"temperature", 36.0, 1},
                                {"temperature", 36.1, 0},
                                {"temperature", 38.0, 0},
                                {"temperature", 38.1, 1},
                                {"temperature", 39.0, 1},
                                {"temperature", 39.1, 2},
                                {"temperature", 46, 2}};
  for (const auto& [name, value, points] : edges) {
    INFO(name << " " << value);
    const News2 found = with(name, value);
    CHECK(found.least == points);
    CHECK(found.most == points);
    CHECK(found.missing.empty());
    CHECK_FALSE(found.decides);
  }
}

TEST_CASE("scale two judges saturation by the oxygen given") {
  const std::vector<Edge> on_air{{"spo2", 83, 3}, {"spo2", 84, 2}, {"spo2", 85, 2}, {"spo2", 86, 1}, {"spo2", 87, 1},
                                 {"spo2", 88, 0}, {"spo2", 92, 0}, {"spo2", 93, 0}, {"spo2", 100, 0}};
  for (const Edge& edge : on_air) {
    INFO("air " << edge.value);
    CHECK(with("spo2", edge.value, Spo2Scale::two).least == edge.points);
  }
  const std::vector<Edge> on_oxygen{{"spo2", 83, 3}, {"spo2", 85, 2}, {"spo2", 87, 1}, {"spo2", 88, 0},
                                    {"spo2", 92, 0}, {"spo2", 93, 1}, {"spo2", 94, 1}, {"spo2", 95, 2},
                                    {"spo2", 96, 2}, {"spo2", 97, 3}};
  for (const Edge& edge : on_oxygen) {
    INFO("oxygen " << edge.value);
    Values values = k_well;
    values["oxygen_supply"] = 1;
    values["spo2"] = edge.value;
    CHECK(score(values, Spo2Scale::two).least == edge.points + 2);
    CHECK(score(values, Spo2Scale::two).most == edge.points + 2);
  }
}

TEST_CASE("on scale two an unknown supply of oxygen leaves high saturations open") {
  Values values = without("oxygen_supply");
  values["spo2"] = 97;
  const News2 open = score(values, Spo2Scale::two);
  CHECK(open.least == 0);
  CHECK(open.most == 5);
  CHECK(open.from[1].points == 0);
  CHECK(open.from[1].points_most == 3);
  CHECK(open.decides == "oxygen_supply");
  values["spo2"] = 90;
  CHECK(score(values, Spo2Scale::two).most == 2);
}

TEST_CASE("temperatures are compared in tenths") {
  CHECK(with("temperature", 36.04).least == 1);
  CHECK(with("temperature", 36.06).least == 0);
  CHECK(with("temperature", 0.1 + 0.2 + 38.0).least == 1);
  CHECK(with("temperature", 35.1 - 1e-12).least == 1);
}

TEST_CASE("nothing known is anything from 0 to 20, never zero") {
  const News2 nothing = score({});
  CHECK(nothing.least == 0);
  CHECK(nothing.most == 20);
  CHECK(nothing.response == Response::urgent);
  CHECK(nothing.missing ==
        Names{"respiratory_rate", "spo2", "oxygen_supply", "systolic", "heart_rate", "consciousness", "temperature"});
  CHECK(nothing.decides == "respiratory_rate");
  CHECK(nothing.from.empty());
}

TEST_CASE("each missing value widens the interval by what it may be") {
  for (const auto& [name, value] : k_well) {
    const News2 partial = score(without(name));
    CHECK(partial.least == 0);
    CHECK(partial.most == (name == "oxygen_supply" ? 2 : 3));
    CHECK(partial.missing == Names{name});
    CHECK(partial.decides == name);
    CHECK(partial.from.size() == 6);
  }
}

TEST_CASE("low and emergency are said only when certain") {
  CHECK(score(k_well).response == Response::low);
  CHECK(score(without("oxygen_supply")).response == Response::low);
  CHECK(score(without("temperature")).response == Response::urgent);

  Values four{{"respiratory_rate", 9}, {"heart_rate", 95},   {"spo2", 95},        {"temperature", 38.5},
              {"systolic", 125},       {"consciousness", 0}, {"oxygen_supply", 0}};
  CHECK(score(four).least == 4);
  CHECK(score(four).response == Response::low);
  CHECK(score(without("oxygen_supply", four)).response == Response::urgent);
  four["systolic"] = 105;
  CHECK(score(four).response == Response::urgent);
  four["oxygen_supply"] = 1;
  CHECK(score(four).least == 7);
  CHECK(score(four).response == Response::emergency);
  four["systolic"] = 125;
  CHECK(score(four).least == 6);
  CHECK(score(four).response == Response::urgent);
  CHECK(score(without("systolic", four)).most == 9);
  CHECK(score(without("systolic", four)).response == Response::urgent);
}

TEST_CASE("a single 3 is urgent whatever the sum") {
  const News2 confused = with("consciousness", 1);
  CHECK(confused.least == 3);
  CHECK(confused.response == Response::urgent);
}

TEST_CASE("the worst of everything is 20") {
  const Values worst{{"respiratory_rate", 30}, {"spo2", 80},         {"oxygen_supply", 1}, {"systolic", 80},
                     {"heart_rate", 140},      {"consciousness", 4}, {"temperature", 34}};
  CHECK(score(worst).least == 20);
  CHECK(score(worst).most == 20);
  CHECK(score(worst).response == Response::emergency);
}

TEST_CASE("a stale value is a missing one") {
  CHECK(score(k_well, Spo2Scale::one, 12h).missing.empty());
  const News2 stale = score(k_well, Spo2Scale::one, 12h + 1ms);
  CHECK(stale.missing.size() == 6);
  REQUIRE(stale.from.size() == 1);
  CHECK(stale.from[0].name == "oxygen_supply");
  CHECK(score(k_well, Spo2Scale::one, 7 * 24h + 1ms).missing.size() == 7);
  CHECK(shelf_life_of("heart_rate") == Seconds{12h});
  CHECK_FALSE(shelf_life_of("steps"));
}

TEST_CASE("the latest of several readings counts, in whatever order they come") {
  const Reading early{k_home, {}, "heart_rate", k_now - 2h, 140, k_now};
  const Reading late{k_home, {}, "heart_rate", k_now - 1h, 70, k_now};
  const Reading other{k_home, {}, "steps", k_now, 70'000, k_now};
  for (const std::vector<Reading>& readings : {std::vector{early, late, other}, std::vector{other, late, early}}) {
    const News2 found = news2_of(readings, Spo2Scale::one, k_now);
    REQUIRE(found.from.size() == 1);
    CHECK(found.from[0] == Scored{"heart_rate", 70, k_now - 1h, 0, 0});
  }
}

TEST_CASE("what counted is listed in the order of the chart") {
  Names names;
  for (const Scored& scored : score(k_well).from) names.push_back(scored.name);
  CHECK(names ==
        Names{"respiratory_rate", "spo2", "oxygen_supply", "systolic", "heart_rate", "consciousness", "temperature"});
}

TEST_CASE("responses have the names of the API") {
  CHECK(name_of(Response::low) == "low");
  CHECK(name_of(Response::urgent) == "urgent");
  CHECK(name_of(Response::emergency) == "emergency");
}
