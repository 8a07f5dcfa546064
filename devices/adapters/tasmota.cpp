// Tasmota: contacts and motion on its switches, temperatures, presence.
//
// The grammar, with FullTopic `…/tasmota/%prefix%/%topic%/`:
//   tele/NAME/LWT       Online | Offline
//   tele/NAME/SENSOR    {"Time":…,"Switch1":"ON","AM2301":{"Temperature":…,"Humidity":…},"TempUnit":"C"}
//   stat/NAME/RESULT    {"Switch1":{"Action":"ON"}} or {"POWER":"ON"}
//   tele/NAME/STATE, stat/NAME/… and cmnd/…    say nothing about a home
// What a switch is connected to stands in the thing's name only: "pir" or "motion", "door", "contact" or
// "window", "leak" or "water", "sos" or "button". A switch of any other name says nothing. Called by read_things.
#include "devices/adapters/parts.h"

namespace lamplight {
namespace {

using namespace adapters;

void add_switch(ThingSays& says, bool on) {
  const std::string& name = says.thing;
  if (has_word(name, "pir") || has_word(name, "motion")) {
    add_value(says, "motion", on ? 1 : 0);
  } else if (has_word(name, "door") || has_word(name, "contact") || has_word(name, "window")) {
    add_value(says, "door", on ? 1 : 0);
  } else if (has_word(name, "leak") || has_word(name, "water")) {
    says.alarms.push_back({AlarmKind::water, on ? ThingCry::begins : ThingCry::ends});
  } else if (on && (has_word(name, "sos") || has_word(name, "button"))) {
    says.alarms.push_back({AlarmKind::sos, ThingCry::once});
  }
}

void add_switches(ThingSays& says, const Json& message) {
  for (const auto& [name, value] : *message.object()) {
    if (!name.starts_with("Switch")) continue;
    const Json* action = value.member("Action");
    const std::string* word = action != nullptr ? action->text() : value.text();
    const auto on = word == nullptr ? std::nullopt : truth_in(*word);
    if (on) add_switch(says, *on);
  }
}

// Whatever has a temperature is a sensor of the room that it is in.
void add_sensors(ThingSays& says, const Json& message) {
  const Json* unit = message.member("TempUnit");
  const bool fahrenheit = unit != nullptr && unit->text() != nullptr && *unit->text() == "F";
  for (const auto& [name, value] : *message.object()) {
    if (value.object() == nullptr || name == "ESP32" || name == "ANALOG") continue;  // the chip's own heat
    add_number(says, value, "Temperature", "room_temperature", fahrenheit ? 5.0 / 9.0 : 1,
               fahrenheit ? -160.0 / 9.0 : 0);
    add_number(says, value, "Humidity", "humidity");
  }
}

}  // namespace

ThingsRead read_tasmota(std::string_view path, std::string_view payload) {
  const auto parts = parts_of(path);
  if (parts.size() != 3) return std::vector<ThingSays>{};
  const bool sensor = parts[0] == "tele" && parts[2] == "SENSOR";
  const bool result = parts[0] == "stat" && parts[2] == "RESULT";
  const bool will = parts[0] == "tele" && parts[2] == "LWT";
  if (!sensor && !result && !will) return std::vector<ThingSays>{};
  auto says = thing_named(parts[1]);
  if (!says) return Failure{says.error()};
  if (will) {
    if (payload != "Online" && payload != "Offline") return Failure{std::string("neither Online nor Offline")};
    says.value().online = payload == "Online";
    return std::vector{std::move(says).value()};
  }
  const auto read = read_json(payload, k_thing_bytes_max);
  if (!read) return Failure{read.error()};
  if (read.value().object() == nullptr) return Failure{std::string("no object")};
  add_switches(says.value(), read.value());
  if (sensor) add_sensors(says.value(), read.value());
  return std::vector{std::move(says).value()};
}

}  // namespace lamplight
