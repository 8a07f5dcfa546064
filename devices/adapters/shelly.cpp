// Shelly: door and window, motion, flood, smoke, buttons, temperatures; both generations.
//
// The grammar, with the device's own topic prefix below the bridge's:
//   NAME/sensor/state open|close      NAME/sensor/battery 85       NAME/sensor/temperature 21.3
//   NAME/sensor/flood true|false      NAME/sensor/smoke true|false NAME/sensor/motion true|false
//   NAME/status {"motion":true,"bat":83}                            the first motion sensors
//   NAME/input_event/0 {"event":"L","event_cnt":3}                  a button held long is a call for help
//   NAME/online true|false
//   NAME/events/rpc {"method":"NotifyStatus","params":{"temperature:0":{"tC":21.3},"flood:0":{"alarm":true},
//                    "smoke:0":{"alarm":true},"devicepower:0":{"battery":{"percent":83}}}}   the second generation
// A short press of a button may mean anything, so only the long one is taken. Called by read_things.
#include "devices/adapters/parts.h"

namespace lamplight {
namespace {

using namespace adapters;

void add_cry(ThingSays& says, AlarmKind kind, bool on) {
  says.alarms.push_back({kind, on ? ThingCry::begins : ThingCry::ends});
}

// One topic a value; false where the word says nothing of what the topic is about.
bool add_sensor(ThingSays& says, std::string_view what, std::string_view word) {
  if (what == "battery" || what == "temperature" || what == "humidity") {
    const auto number = number_in(word);
    if (!number) return false;
    if (what == "temperature") add_value(says, "room_temperature", *number);
    if (what == "humidity") add_value(says, "humidity", *number);
    if (what == "battery" && *number >= 0 && *number <= 100) says.battery_pct = static_cast<int>(*number);
    return true;
  }
  const auto truth = truth_in(word);
  if (what == "state" && truth) add_value(says, "door", *truth ? 1 : 0);
  if (what == "motion" && truth) add_value(says, "motion", *truth ? 1 : 0);
  if (what == "flood" && truth) add_cry(says, AlarmKind::water, *truth);
  if (what == "smoke" && truth) add_cry(says, AlarmKind::smoke, *truth);
  const bool known = what == "state" || what == "motion" || what == "flood" || what == "smoke";
  return truth || !known;
}

void add_second_generation(ThingSays& says, const Json& message) {
  const Json* params = message.member("params");
  if (params == nullptr || params->object() == nullptr) return;
  for (const auto& [name, value] : *params->object()) {
    if (name.starts_with("temperature:")) add_number(says, value, "tC", "room_temperature");
    if (name.starts_with("humidity:")) add_number(says, value, "rh", "humidity");
    if (name.starts_with("flood:")) add_state(says, value, "alarm", AlarmKind::water);
    if (name.starts_with("smoke:")) add_state(says, value, "alarm", AlarmKind::smoke);
    if (name.starts_with("window:") || name.starts_with("contact:")) add_truth(says, value, "open", "door");
    if (name.starts_with("motion:") || name.starts_with("presence:")) add_truth(says, value, "motion", "motion");
    if (name.starts_with("devicepower:")) {
      if (const Json* battery = value.member("battery")) add_battery(says, *battery, "percent");
    }
  }
}

void add_message(ThingSays& says, const std::vector<std::string_view>& parts, const Json& message) {
  if (parts[1] == "status") {
    add_truth(says, message, "motion", "motion");
    add_battery(says, message, "bat");
  } else if (parts[1] == "input_event") {
    const Json* event = message.member("event");
    if (event != nullptr && event->text() != nullptr && *event->text() == "L") {
      says.alarms.push_back({AlarmKind::sos, ThingCry::once});
    }
  } else {
    add_second_generation(says, message);
  }
}

}  // namespace

ThingsRead read_shelly(std::string_view path, std::string_view payload) {
  const auto parts = parts_of(path);
  if (parts.size() < 2) return std::vector<ThingSays>{};
  const bool sensor = parts.size() == 3 && parts[1] == "sensor";
  const bool online = parts.size() == 2 && parts[1] == "online";
  const bool message = parts[1] == "status" || parts[1] == "input_event" || (parts.size() == 3 && parts[1] == "events");
  if (!sensor && !online && !message) return std::vector<ThingSays>{};
  auto says = thing_named(parts[0]);
  if (!says) return Failure{says.error()};
  if (sensor && !add_sensor(says.value(), parts[2], payload))
    return Failure{std::string("a value that is none of its topic")};
  if (online) {
    says.value().online = truth_in(payload);
    if (!says.value().online) return Failure{std::string("neither true nor false")};
  }
  if (message) {
    const auto read = read_json(payload, k_thing_bytes_max);
    if (!read) return Failure{read.error()};
    if (read.value().object() == nullptr) return Failure{std::string("no object")};
    add_message(says.value(), parts, read.value());
  }
  return std::vector{std::move(says).value()};
}

}  // namespace lamplight
