// A thing's voice in our own words: what it says, as the messages and findings of a device of ours.
//
// Pure; called by server/bridges for each thing that a message speaks of.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "devices/adapters/thing.h"
#include "devices/finding.h"
#include "devices/mqtt_link.h"
#include "devices/topic.h"
#include "model/people.h"

namespace lamplight {

// Where a message of a bridge came from: lamplight/v1/{district}/{bridge}/{language}/{path}.
struct BridgeTopic {
  DistrictId district;
  DeviceId bridge;
  Language language = Language::zigbee2mqtt;
  std::string_view path;  // into the topic that was read
};
[[nodiscard]] std::optional<BridgeTopic> read_bridge_topic(std::string_view topic);

// The id under which a thing is registered: it follows from bridge, language and its name there.
[[nodiscard]] DeviceId device_id_of(const BridgeTopic& topic, std::string_view thing);

// Readings and heartbeats, as the thing would publish them itself; a place is its room in the register.
[[nodiscard]] std::vector<Arrived> spoken_by(const DeviceCard& card, const ThingSays& says, Instant at);

// The finding that carries an alarm of the thing to the alarm topic of `card`: a press is one of its own, a
// state one until it ends.
[[nodiscard]] Finding cry_of(const DeviceCard& card, const ThingSays& says, const ThingAlarm& alarm, Language language,
                             Instant at);
// Of a state: its rule's name, to end it by.
[[nodiscard]] std::string rule_of(AlarmKind kind);

// "motion=1, sos", for whoever registers it.
[[nodiscard]] std::string summary_of(const ThingSays& says);

}  // namespace lamplight
