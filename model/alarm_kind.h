// What a signal from a home can be about, and what follows from the kind alone.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lamplight {

enum class AlarmKind : std::uint8_t {
  // somebody pressed, or life is at stake
  sos, fall, smoke, gas, co, heat,
  // a person may need somebody
  water, cold, intruder, wandering, bed_exit, no_motion, medication_missed, vital,
  // the equipment
  tamper, battery_low, mains_lost, device_fault,
  // a wish that can wait
  service,
  // words about another alarm
  restored, cancel,
  // what we could not read, and kinds that we do not know: both go to a person
  unreadable, unknown,
};

// Which queue an incident lives in; signals of one class and home join one open incident.
enum class IncidentClass : std::uint8_t { emergency, service, technical };

struct KindFacts {
  AlarmKind kind;
  std::string_view name;   // as the topic and the API write it
  int priority;            // 1 most urgent .. 5
  IncidentClass queue;
  bool life_safety;        // pressed by a person or a danger to life: never folded, never cancelled by a device
  bool foldable;           // many in one district within a minute are one area incident
};

// One row a kind, in the order of the enumeration.
[[nodiscard]] const KindFacts& facts_of(AlarmKind kind);

// The kind that a device may name; nothing for `unreadable`, `unknown` and every other word.
[[nodiscard]] std::optional<AlarmKind> kind_named(std::string_view name);

[[nodiscard]] std::string_view name_of(IncidentClass queue);

}  // namespace lamplight
