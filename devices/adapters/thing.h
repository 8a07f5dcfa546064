// What a thing behind a household's bridge says, in our words.
//
// The bridge is a device of ours: it signs in at the broker and speaks below its own topics, in the words
// of somebody else (`lamplight/v1/{district}/{bridge}/zigbee2mqtt/…`). Each adapter of this folder reads one
// such language and knows nothing of registers; server/bridges gives the thing its name and its voice.
// Pure; bounded and strict as devices/strict_json is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/alarm_kind.h"
#include "model/result.h"

namespace lamplight {

struct ThingValue {
  std::string name;  // a measurement of ours, without a place
  double value = 0;
  bool operator==(const ThingValue&) const = default;
};

enum class ThingCry : std::uint8_t { once, begins, ends };  // a press; a state that comes and goes

struct ThingAlarm {
  AlarmKind kind = AlarmKind::unknown;
  ThingCry cry = ThingCry::once;
  bool operator==(const ThingAlarm&) const = default;
};

struct ThingSays {
  std::string thing;  // the bridge's own name for it
  std::string about;  // maker, model and purpose, where it says so
  std::vector<ThingValue> values;
  std::vector<ThingAlarm> alarms;
  std::optional<bool> online;
  std::optional<int> battery_pct;
  bool operator==(const ThingSays&) const = default;
};

// The things that one message speaks of; none where it is about the bridge itself. Else why it can't be read.
using ThingsRead = Result<std::vector<ThingSays>, std::string>;

// The languages, by the first part of the path below the bridge's own topic.
enum class Language : std::uint8_t { zigbee2mqtt, theengs, tasmota, shelly, esphome, homeassistant };

[[nodiscard]] std::string_view name_of(Language language);
[[nodiscard]] std::optional<Language> language_named(std::string_view name);

// `path` is what follows the language's name: for `…/zigbee2mqtt/kitchen/sos` it is `kitchen/sos`.
[[nodiscard]] ThingsRead read_things(Language language, std::string_view path, std::string_view payload);

[[nodiscard]] ThingsRead read_zigbee2mqtt(std::string_view path, std::string_view payload);
[[nodiscard]] ThingsRead read_theengs(std::string_view path, std::string_view payload);
[[nodiscard]] ThingsRead read_tasmota(std::string_view path, std::string_view payload);
[[nodiscard]] ThingsRead read_shelly(std::string_view path, std::string_view payload);
[[nodiscard]] ThingsRead read_esphome(std::string_view path, std::string_view payload);
[[nodiscard]] ThingsRead read_homeassistant(std::string_view path, std::string_view payload);

// Longer messages are no thing's: a list of a hundred Zigbee devices has 200 KiB.
inline constexpr std::size_t k_thing_bytes_max = std::size_t{256} * 1024;
inline constexpr std::size_t k_thing_name_bytes_max = 128;

}  // namespace lamplight
