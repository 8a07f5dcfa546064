// Recordings of things that people own, and what is read of each: one table a language (tests/recordings).
//
// Written after what such things say; the names and values are invented. A line has the path below the
// language's name, the payload, and the reading in words.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "devices/adapters/thing.h"
#include "tests/support/source_tree.h"

using namespace lamplight;

namespace {

std::string number_text(double value) {
  std::ostringstream text;
  text << value;
  return text.str();
}

std::string words_of(const ThingSays& says) {
  std::vector<std::string> parts;
  for (const ThingValue& value : says.values) parts.push_back(value.name + "=" + number_text(value.value));
  for (const ThingAlarm& alarm : says.alarms) {
    const char* cry = alarm.cry == ThingCry::once ? " once" : alarm.cry == ThingCry::begins ? " begins" : " ends";
    parts.push_back(std::string(facts_of(alarm.kind).name) + cry);
  }
  if (says.battery_pct) parts.push_back("battery " + std::to_string(*says.battery_pct));
  if (says.online) parts.push_back(*says.online ? "online" : "offline");
  std::string words = says.thing + (says.about.empty() ? "" : " (" + says.about + ")") + ":";
  for (std::size_t i = 0; i < parts.size(); ++i) words += (i == 0 ? " " : ", ") + parts[i];
  return words;
}

std::string words_of(const ThingsRead& read) {
  if (!read) return "refused " + read.error();
  if (read.value().empty()) return "-";
  std::string words;
  for (const ThingSays& says : read.value()) words += (words.empty() ? "" : " ; ") + words_of(says);
  return words;
}

}  // namespace

TEST_CASE("every recording of a thing is read as its table says") {
  const Language language = GENERATE(Language::zigbee2mqtt, Language::theengs, Language::tasmota, Language::shelly,
                                     Language::esphome, Language::homeassistant);
  std::ifstream table(tests::source_tree() / "tests" / "recordings" / (std::string(name_of(language)) + ".tsv"));
  int lines = 0;
  for (std::string line; std::getline(table, line);) {
    if (line.starts_with('#')) continue;
    ++lines;
    const auto first = line.find('\t');
    const auto second = line.find('\t', first + 1);
    REQUIRE(second != std::string::npos);
    const std::string path = line.substr(0, first);
    const std::string payload = line.substr(first + 1, second - first - 1);
    const std::string wanted = line.substr(second + 1);
    const std::string words = words_of(read_things(language, path, payload));
    INFO(name_of(language) << " " << path << " " << payload);
    if (wanted == "refused *") {
      CHECK(words.starts_with("refused "));
    } else {
      CHECK(words == wanted);
    }
  }
  CHECK(lines >= 10);
}

TEST_CASE("a language is known by its name, and no message of a thing is endless") {
  CHECK(language_named("zigbee2mqtt") == Language::zigbee2mqtt);
  CHECK_FALSE(language_named("klingon"));
  CHECK_FALSE(language_named(""));
  CHECK_FALSE(read_things(Language::zigbee2mqtt, "x", std::string(300'000, ' ')).ok());
}
