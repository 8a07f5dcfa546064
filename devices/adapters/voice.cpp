// From a thing's words to a device's.
#include "devices/adapters/voice.h"

#include "devices/encode.h"
#include "model/digest.h"
#include "model/reading.h"

namespace lamplight {
namespace {

// `motion:kitchen` where the register says that it hangs in the kitchen.
std::string placed(const std::string& name, const std::string& room) {
  const ReadingFacts* facts = facts_of_reading(name);
  if (facts == nullptr || !facts->place || room.empty()) return name;
  std::string whole = name + ":" + room;
  for (const char c : room) {
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    if (!letter) return name;
  }
  return facts_of_reading(whole) == nullptr ? name : whole;
}

std::string in_base_36(std::int64_t number) {
  constexpr std::string_view k_digits = "0123456789abcdefghijklmnopqrstuvwxyz";
  std::string text;
  for (; number > 0; number /= 36) text.insert(text.begin(), k_digits[static_cast<std::size_t>(number % 36)]);
  return text;
}

}  // namespace

std::optional<BridgeTopic> read_bridge_topic(std::string_view topic) {
  if (!topic.starts_with(k_topic_base)) return std::nullopt;
  topic.remove_prefix(k_topic_base.size());
  std::string_view parts[3];
  for (std::string_view& part : parts) {
    const std::size_t slash = topic.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    part = topic.substr(0, slash);
    topic.remove_prefix(slash + 1);
  }
  const auto language = language_named(parts[2]);
  if (!language || !is_name(parts[0]) || !is_name(parts[1])) return std::nullopt;
  return BridgeTopic{DistrictId{std::string(parts[0])}, DeviceId{std::string(parts[1])}, *language, topic};
}

DeviceId device_id_of(const BridgeTopic& topic, std::string_view thing) {
  // What Home Assistant's discovery names speaks elsewhere: it is offered under a name of its own.
  return DeviceId{"t-" + digest_of({topic.bridge.text(), name_of(topic.language), thing})};
}

std::vector<Arrived> spoken_by(const DeviceCard& card, const ThingSays& says, Instant at) {
  std::vector<Arrived> messages;
  std::vector<Reading> readings;
  for (const ThingValue& value : says.values) {
    Reading reading{.device = card.id, .name = placed(value.name, card.room), .at = at, .value = value.value};
    readings.push_back(std::move(reading));
  }
  if (!readings.empty()) {
    messages.push_back({write_topic({card.district, card.id, Leaf::readings}), encode_readings(readings), false});
  }
  if (says.online || says.battery_pct) {
    DeviceStatus status;
    status.online = says.online.value_or(true);
    status.battery_pct = says.battery_pct;
    messages.push_back({write_topic({card.district, card.id, Leaf::status}), encode_status(status), false});
  }
  return messages;
}

std::string rule_of(AlarmKind kind) {
  return "thing_" + std::string(facts_of(kind).name);
}

Finding cry_of(const DeviceCard& card, const ThingSays& says, const ThingAlarm& alarm, Language language, Instant at) {
  Finding finding{.subject = subject_of(card.id), .rule = rule_of(alarm.kind), .device = card.id};
  // Each press is an alarm of its own; a state is one as long as it lasts.
  if (alarm.cry == ThingCry::once) finding.rule = "press_" + in_base_36(ms_of(at));
  finding.district = card.district;
  finding.kind = alarm.kind;
  finding.started_at = at;
  finding.text = std::string(name_of(language)) + ": " + says.thing;
  if (!says.about.empty()) finding.text += " (" + says.about + ")";
  if (alarm.cry == ThingCry::once) finding.ended_at = at;
  return finding;
}

std::string summary_of(const ThingSays& says) {
  std::string text;
  const auto add = [&text](const std::string& word) { text += (text.empty() ? "" : ", ") + word; };
  for (const ThingAlarm& alarm : says.alarms) add(std::string(facts_of(alarm.kind).name));
  for (const ThingValue& value : says.values) add(value.name);
  if (says.battery_pct) add("battery");
  return text;
}

}  // namespace lamplight
