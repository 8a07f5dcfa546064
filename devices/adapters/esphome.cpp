// ESPHome: binary sensors and sensors by their names, and whether the node is there.
//
// The grammar, below its topic prefix:
//   NODE/status                          online | offline
//   NODE/binary_sensor/OBJECT/state      ON | OFF
//   NODE/sensor/OBJECT/state             21.3
// What an object is stands in its name only: "motion" or "pir", "door", "contact" or "window", "bed", "chair",
// "leak" or "water", "smoke", "gas", "co", "sos" or "button"; "temperature", "humidity", "battery", "heart_rate",
// "spo2", "respiratory_rate", "weight". Others are passed over. Called by read_things.
#include <array>

#include "devices/adapters/parts.h"

namespace lamplight {
namespace {

using namespace adapters;

struct Word {
  std::string_view word;
  std::string_view name;
};
constexpr std::array k_truths{Word{"motion", "motion"}, Word{"pir", "motion"},  Word{"door", "door"},
                              Word{"contact", "door"},  Word{"window", "door"}, Word{"bed", "bed"},
                              Word{"chair", "chair"}};
constexpr std::array k_numbers{Word{"body_temperature", "temperature"},
                               Word{"temperature", "room_temperature"},
                               Word{"humidity", "humidity"},
                               Word{"heart_rate", "heart_rate"},
                               Word{"spo2", "spo2"},
                               Word{"respiratory_rate", "respiratory_rate"},
                               Word{"weight", "weight"}};

struct Cry {
  std::string_view word;
  AlarmKind kind;
};
constexpr std::array k_cries{Cry{"leak", AlarmKind::water},         Cry{"water", AlarmKind::water},
                             Cry{"smoke", AlarmKind::smoke},        Cry{"gas", AlarmKind::gas},
                             Cry{"carbon_monoxide", AlarmKind::co}, Cry{"tamper", AlarmKind::tamper}};

void add_binary(ThingSays& says, std::string_view object, bool on) {
  for (const Cry& cry : k_cries) {
    if (!has_word(object, cry.word)) continue;
    says.alarms.push_back({cry.kind, on ? ThingCry::begins : ThingCry::ends});
    return;
  }
  if (has_word(object, "sos") || has_word(object, "help")) {
    if (on) says.alarms.push_back({AlarmKind::sos, ThingCry::once});
    return;
  }
  for (const Word& truth : k_truths) {
    if (has_word(object, truth.word)) return add_value(says, truth.name, on ? 1 : 0);
  }
}

void add_sensor(ThingSays& says, std::string_view object, double value) {
  if (has_word(object, "battery")) {
    if (value >= 0 && value <= 100) says.battery_pct = static_cast<int>(value);
    return;
  }
  for (const Word& number : k_numbers) {
    if (has_word(object, number.word)) return add_value(says, number.name, value);
  }
}

}  // namespace

ThingsRead read_esphome(std::string_view path, std::string_view payload) {
  const auto parts = parts_of(path);
  const bool status = parts.size() == 2 && parts[1] == "status";
  const bool state = parts.size() == 4 && parts[3] == "state" && (parts[1] == "binary_sensor" || parts[1] == "sensor");
  if (!status && !state) return std::vector<ThingSays>{};
  auto says = thing_named(parts[0]);
  if (!says) return Failure{says.error()};
  if (status) {
    if (payload != "online" && payload != "offline") return Failure{std::string("neither online nor offline")};
    says.value().online = payload == "online";
  } else if (parts[1] == "binary_sensor") {
    const auto on = truth_in(payload);
    if (!on) return Failure{std::string("neither ON nor OFF")};
    add_binary(says.value(), parts[2], *on);
  } else {
    const auto value = number_in(payload);
    // ESPHome says "nan" of a sensor that has not measured yet.
    if (!value && !has_word(payload, "nan")) return Failure{std::string("no number")};
    if (value) add_sensor(says.value(), parts[2], *value);
  }
  return std::vector{std::move(says).value()};
}

}  // namespace lamplight
