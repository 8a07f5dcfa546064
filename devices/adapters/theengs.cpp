// OpenMQTTGateway and Theengs gateway: Bluetooth thermometers, scales, oximeters, cuffs, trackers.
//
// The grammar: `…/BTtoMQTT/AABBCCDDEEFF` with one JSON object of what was decoded from an advertisement:
//   {"id":"AA:BB:CC:DD:EE:FF","brand":…,"model":…,"model_id":…,"tempc":…,"hum":…,"batt":…,
//    "weight":…,"unit":"kg|lb|jin|st","weighing_mode":"person|object","spo2":…,"hr"|"pulse"|"bpm":…,
//    "sys":…,"dia":…,"glucose"…}
// A temperature is a body's only of a clinical thermometer, by its model; every other one is a room's.
// Weights of objects are no person's. Called by read_things.
#include <array>

#include "devices/adapters/parts.h"

namespace lamplight {
namespace {

using namespace adapters;

constexpr double k_kg_per_lb = 0.45359237;
constexpr double k_kg_per_jin = 0.5;  // the Chinese market's pound, 斤

// Words of models and brands that take a body's temperature.
constexpr std::array<std::string_view, 5> k_clinical{"MMC-T201", "MMC_T201", "Miaomiaoce", "clinical", "iThermonitor"};

std::string word_in(const Json& message, std::string_view member) {
  const Json* found = message.member(member);
  return found != nullptr && found->text() != nullptr ? *found->text() : std::string();
}

bool is_clinical(const std::string& about) {
  for (const std::string_view word : k_clinical) {
    if (has_word(about, word)) return true;
  }
  return false;
}

void add_weight(ThingSays& says, const Json& message) {
  if (word_in(message, "weighing_mode") == "object") return;
  const std::string unit = word_in(message, "unit");
  if (unit == "kg") add_number(says, message, "weight", "weight");
  if (unit == "lb" || unit == "lbs") add_number(says, message, "weight", "weight", k_kg_per_lb);
  if (unit == "jin" || unit == "斤") add_number(says, message, "weight", "weight", k_kg_per_jin);
  // Without its unit a weight would be a guess.
}

}  // namespace

ThingsRead read_theengs(std::string_view path, std::string_view payload) {
  const auto parts = parts_of(path);
  if (parts.size() < 2 || parts[parts.size() - 2] != "BTtoMQTT") return std::vector<ThingSays>{};
  const auto read = read_json(payload, k_thing_bytes_max);
  if (!read) return Failure{read.error()};
  const Json& message = read.value();
  if (message.object() == nullptr) return Failure{std::string("no object")};
  auto named = thing_named(parts.back());
  if (!named) return Failure{named.error()};
  ThingSays& says = named.value();
  for (const char* member : {"brand", "model", "model_id"}) {
    const std::string word = word_in(message, member);
    if (!word.empty()) says.about += (says.about.empty() ? "" : " ") + word;
  }
  add_number(says, message, "tempc", is_clinical(says.about) ? "temperature" : "room_temperature");
  add_number(says, message, "hum", "humidity");
  add_weight(says, message);
  add_number(says, message, "spo2", "spo2");
  for (const char* pulse : {"hr", "pulse", "bpm"}) {
    if (message.member(pulse) != nullptr) {
      add_number(says, message, pulse, "heart_rate");
      break;
    }
  }
  add_number(says, message, "sys", "systolic");
  add_number(says, message, "dia", "diastolic");
  add_number(says, message, "steps", "steps");
  add_truth(says, message, "open", "door");
  add_truth(says, message, "motion", "motion");
  add_battery(says, message, "batt");
  // Any phone that passes by is advertised too; what says nothing of ours is no thing of the home.
  if (says.values.empty() && !says.battery_pct) return std::vector<ThingSays>{};
  return std::vector{std::move(named).value()};
}

}  // namespace lamplight
