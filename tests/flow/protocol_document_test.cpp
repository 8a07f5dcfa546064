// docs/protocol.md and docs/asyncapi.yaml say what the code does: their examples are decoded, their
// words are the code's words.
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "devices/decode.h"
#include "devices/encode.h"
#include "tests/support/source_tree.h"

using namespace lamplight;

namespace {

const Topic k_alarm{DistrictId{"d1"}, DeviceId{"home-1"}, Leaf::alarm};
const Instant k_now = *from_rfc3339("2026-11-23T08:15:31.000Z");

std::string text_of(const std::string& path) {
  const std::ifstream file(tests::source_tree() / path);
  std::ostringstream text;
  text << file.rdbuf();
  REQUIRE_FALSE(text.str().empty());
  return text.str();
}

// What stands between the marks.
std::vector<std::string> between(const std::string& text, const std::string& begin, const std::string& end) {
  std::vector<std::string> found;
  for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin, at)) {
    at += begin.size();
    const auto stop = text.find(end, at);
    found.push_back(text.substr(at, stop - at));
  }
  return found;
}

// The section of protocol.md under that heading.
std::string section(const std::string& heading) {
  const std::string text = text_of("docs/protocol.md");
  const auto begin = text.find("\n## " + heading + "\n");
  REQUIRE(begin != std::string::npos);
  return text.substr(begin, text.find("\n## ", begin + 1) - begin);
}

// The examples of a message in asyncapi.yaml.
std::vector<std::string> examples_of(const std::string& message) {
  const std::string text = text_of("docs/asyncapi.yaml");
  const auto begin = text.find("\n      name: " + message + "\n");
  REQUIRE(begin != std::string::npos);
  const std::string whole = text.substr(begin, text.find("\n      name: ", begin + 1) - begin);
  std::vector<std::string> examples;
  for (const std::string& one : between(whole, "          payload: ", "\n")) examples.push_back(one);
  REQUIRE_FALSE(examples.empty());
  return examples;
}

std::vector<std::string> all_examples(const std::string& heading, const std::string& message) {
  std::vector<std::string> examples = examples_of(message);
  for (const std::string& block : between(section(heading), "```json\n", "```")) examples.push_back(block);
  return examples;
}

}  // namespace

TEST_CASE("every alarm of the documents is read without a remark") {
  for (const std::string& example : all_examples("`alarm`", "alarm")) {
    INFO(example);
    const Signal signal = decode_alarm(k_alarm, example, false, k_now);
    CHECK(signal.unreadable_reason.empty());
    CHECK(signal.odd.empty());
    CHECK(signal.flags.empty());
  }
}

TEST_CASE("every pack of the documents is read without a refusal") {
  for (const std::string& example : all_examples("`readings`", "readings")) {
    INFO(example);
    const auto pack = decode_readings(k_alarm.device, example, k_now);
    REQUIRE(pack);
    CHECK(pack.value().refused.empty());
    CHECK(pack.value().clock_wrong == 0);
  }
}

TEST_CASE("every heartbeat of the documents is read without a remark") {
  for (const std::string& example : all_examples("`status`", "status")) {
    INFO(example);
    const auto status = decode_status(k_alarm.device, example, k_now);
    REQUIRE(status);
    CHECK(status.value().odd.empty());
  }
}

TEST_CASE("every acknowledgement of the documents is one that Lamplight could write") {
  for (const std::string& example : all_examples("`ack`", "ack")) {
    INFO(example);
    const auto ack = decode_ack(example);
    REQUIRE(ack);
    CHECK(nlohmann::json::parse(encode_ack(ack.value())) == nlohmann::json::parse(example));
  }
}

TEST_CASE("every result of the documents is read") {
  for (const std::string& example : examples_of("result")) CHECK(decode_result(example));
}

TEST_CASE("both documents name every kind, state and measurement, with its unit") {
  const std::string words = text_of("docs/protocol.md");
  const std::string schema = text_of("docs/asyncapi.yaml");
  for (int kind = 0; kind < static_cast<int>(AlarmKind::unreadable); ++kind) {
    const std::string name(facts_of(static_cast<AlarmKind>(kind)).name);
    INFO(name);
    CHECK(words.find("`" + name + "`") != std::string::npos);
    CHECK(schema.find(name) != std::string::npos);
  }
  for (int state = 0; state <= static_cast<int>(AckState::rejected); ++state) {
    const std::string name(name_of(static_cast<AckState>(state)));
    INFO(name);
    CHECK(words.find("`" + name + "`") != std::string::npos);
    CHECK(schema.find(name) != std::string::npos);
  }
  for (const std::string name :
       {"heart_rate", "spo2", "respiratory_rate", "systolic", "diastolic", "temperature", "glucose", "weight", "steps",
        "consciousness", "oxygen_supply", "motion", "door", "bed", "chair", "room_temperature", "humidity"}) {
    INFO(name);
    const ReadingFacts* facts = facts_of_reading(name);
    REQUIRE(facts != nullptr);
    CHECK(words.find("`" + name + "`") != std::string::npos);
    if (!facts->unit.empty()) CHECK(words.find("`" + std::string(facts->unit) + "`") != std::string::npos);
  }
}
