// Zigbee2MQTT: SOS buttons, contacts, motion, leaks, smoke, CO, gas, temperatures, batteries, availability.
//
// The grammar, below its base topic:
//   NAME                  {"action":"emergency","occupancy":true,"contact":false,"water_leak":…,"battery":97,…}
//   NAME/availability     {"state":"online"} or the bare word (older ones)
//   NAME/action           a bare word, of the same meaning as "action"
//   bridge/devices        the list of all devices, with maker and model
//   bridge/…, NAME/set, NAME/get    say nothing about a home
// A friendly name may have slashes in it. `contact` is true while shut. Called by read_things.
#include <array>

#include "devices/adapters/parts.h"

namespace lamplight {
namespace {

using namespace adapters;

constexpr std::array<std::string_view, 4> k_calls_for_help{"emergency", "sos", "panic", "panic_alarm"};

void add_action(ThingSays& says, std::string_view action) {
  for (const std::string_view call : k_calls_for_help) {
    if (action == call) says.alarms.push_back({AlarmKind::sos, ThingCry::once});
  }
}

void add_members(ThingSays& says, const Json& message) {
  if (const Json* action = message.member("action"); action != nullptr && action->text() != nullptr) {
    add_action(says, *action->text());
  }
  // Some buttons hold a state instead of reporting an action; it falls back by itself.
  if (const Json* sos = message.member("sos"); sos != nullptr && sos->truth() == true) {
    says.alarms.push_back({AlarmKind::sos, ThingCry::once});
  }
  add_state(says, message, "smoke", AlarmKind::smoke);
  add_state(says, message, "gas", AlarmKind::gas);
  add_state(says, message, "carbon_monoxide", AlarmKind::co);
  add_state(says, message, "water_leak", AlarmKind::water);
  add_state(says, message, "tamper", AlarmKind::tamper);
  add_truth(says, message, "occupancy", "motion");
  if (message.member("occupancy") == nullptr) add_truth(says, message, "presence", "motion");
  add_truth(says, message, "contact", "door", true);
  add_number(says, message, "temperature", "room_temperature");
  add_number(says, message, "humidity", "humidity");
  add_battery(says, message, "battery");
  const Json* low = message.member("battery_low");
  if (!says.battery_pct && low != nullptr && low->truth()) says.battery_pct = *low->truth() ? 10 : 100;
}

ThingsRead read_list(const Json& list) {
  if (list.array() == nullptr) return Failure{std::string("no list of devices")};
  std::vector<ThingSays> things;
  for (const Json& device : *list.array()) {
    const Json* name = device.member("friendly_name");
    const Json* type = device.member("type");
    if (name == nullptr || name->text() == nullptr) continue;
    if (type != nullptr && type->text() != nullptr && *type->text() == "Coordinator") continue;
    auto says = thing_named(*name->text());
    if (!says) continue;
    if (const Json* definition = device.member("definition")) {
      for (const char* member : {"vendor", "model", "description"}) {
        const Json* word = definition->member(member);
        if (word == nullptr || word->text() == nullptr) continue;
        says.value().about += (says.value().about.empty() ? "" : " ") + *word->text();
      }
    }
    things.push_back(std::move(says).value());
  }
  return things;
}

}  // namespace

ThingsRead read_zigbee2mqtt(std::string_view path, std::string_view payload) {
  if (path == "bridge/devices") {
    const auto read = read_json(payload, k_thing_bytes_max);
    if (!read) return Failure{read.error()};
    return read_list(read.value());
  }
  if (path.starts_with("bridge/") || path.ends_with("/set") || path.ends_with("/get")) return std::vector<ThingSays>{};
  for (const std::string_view end : {"/availability", "/action"}) {
    if (!path.ends_with(end)) continue;
    auto says = thing_named(path.substr(0, path.size() - end.size()));
    if (!says) return Failure{says.error()};
    const auto read = read_json(payload, k_thing_bytes_max);
    const Json* state = read ? read.value().member("state") : nullptr;
    const std::string word = state != nullptr && state->text() != nullptr ? *state->text() : std::string(payload);
    if (end == "/action") {
      add_action(says.value(), word);
    } else if (word == "online" || word == "offline") {
      says.value().online = word == "online";
    } else {
      return Failure{std::string("neither online nor offline")};
    }
    return std::vector{std::move(says).value()};
  }
  const auto read = read_json(payload, k_thing_bytes_max);
  if (!read) return Failure{read.error()};
  if (read.value().object() == nullptr) return Failure{std::string("no object")};
  auto says = thing_named(path);
  if (!says) return Failure{says.error()};
  add_members(says.value(), read.value());
  return std::vector{std::move(says).value()};
}

}  // namespace lamplight
