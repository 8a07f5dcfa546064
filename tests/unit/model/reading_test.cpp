// Which measurements there are (contracts §2), with their units and what is physically possible.
#include "model/reading.h"

#include <catch2/catch.hpp>

using namespace lamplight;

TEST_CASE("the measurements of the contract have the contract's units") {
  const struct {
    const char* name;
    const char* unit;
    char type;
  } rows[] = {{"heart_rate", "beat/min", 'n'},
              {"spo2", "%", 'n'},
              {"respiratory_rate", "1/min", 'n'},
              {"systolic", "mm[Hg]", 'n'},
              {"diastolic", "mm[Hg]", 'n'},
              {"temperature", "Cel", 'n'},
              {"glucose", "mmol/L", 'n'},
              {"weight", "kg", 'n'},
              {"steps", "", 'n'},
              {"consciousness", "", 's'},
              {"oxygen_supply", "", 'b'},
              {"motion", "", 'b'},
              {"door", "", 'b'},
              {"bed", "", 'b'},
              {"chair", "", 'b'},
              {"room_temperature", "Cel", 'n'},
              {"humidity", "%RH", 'n'}};
  for (const auto& row : rows) {
    INFO(row.name);
    const ReadingFacts* facts = facts_of_reading(row.name);
    REQUIRE(facts != nullptr);
    CHECK(facts->unit == row.unit);
    CHECK(facts->type == row.type);
    CHECK(facts->least < facts->most);
  }
}

TEST_CASE("a place may follow a colon where there can be several") {
  REQUIRE(facts_of_reading("motion:kitchen") != nullptr);
  CHECK(facts_of_reading("motion:kitchen")->name == "motion");
  CHECK(facts_of_reading("door:a:b") != nullptr);
  CHECK(facts_of_reading("motion:") == nullptr);
  CHECK(facts_of_reading("heart_rate:left") == nullptr);
  CHECK(facts_of_reading("motion:" + std::string(57, 'x')) != nullptr);
  CHECK(facts_of_reading("motion:" + std::string(58, 'x')) == nullptr);
}

TEST_CASE("names that are not ours have no facts") {
  for (const char* name : {"", ":", "Heart_rate", "heart rate", "pulse", "motionkitchen"}) {
    INFO(name);
    CHECK(facts_of_reading(name) == nullptr);
  }
}

TEST_CASE("what a living body shows is possible, what none shows is not") {
  // The bounds of NEWS2 (standards.md §2) are far inside.
  CHECK(facts_of_reading("heart_rate")->least < 40);
  CHECK(facts_of_reading("heart_rate")->most > 131);
  CHECK(facts_of_reading("temperature")->least < 35.0);
  CHECK(facts_of_reading("temperature")->most > 39.1);
  CHECK(facts_of_reading("temperature")->most < 60);
  CHECK(facts_of_reading("spo2")->most == 100);
}
