// The table of kinds.
#include "model/alarm_kind.h"

#include "model/check.h"

namespace lamplight {
namespace {

constexpr auto k_emergency = IncidentClass::emergency;
constexpr auto k_technical = IncidentClass::technical;

constexpr std::array k_facts{
    KindFacts{AlarmKind::sos, "sos", 1, k_emergency, true, false},
    KindFacts{AlarmKind::fall, "fall", 1, k_emergency, true, false},
    KindFacts{AlarmKind::smoke, "smoke", 1, k_emergency, true, false},
    KindFacts{AlarmKind::gas, "gas", 1, k_emergency, true, false},
    KindFacts{AlarmKind::co, "co", 1, k_emergency, true, false},
    KindFacts{AlarmKind::heat, "heat", 1, k_emergency, true, false},
    KindFacts{AlarmKind::water, "water", 3, k_emergency, false, false},
    KindFacts{AlarmKind::cold, "cold", 3, k_emergency, false, false},
    KindFacts{AlarmKind::intruder, "intruder", 2, k_emergency, false, false},
    KindFacts{AlarmKind::wandering, "wandering", 2, k_emergency, false, false},
    KindFacts{AlarmKind::bed_exit, "bed_exit", 3, k_emergency, false, false},
    KindFacts{AlarmKind::no_motion, "no_motion", 3, k_emergency, false, false},
    KindFacts{AlarmKind::medication_missed, "medication_missed", 4, IncidentClass::service, false, false},
    KindFacts{AlarmKind::vital, "vital", 2, k_emergency, false, false},
    KindFacts{AlarmKind::tamper, "tamper", 4, k_technical, false, false},
    KindFacts{AlarmKind::battery_low, "battery_low", 5, k_technical, false, false},
    KindFacts{AlarmKind::mains_lost, "mains_lost", 5, k_technical, false, true},
    KindFacts{AlarmKind::device_fault, "device_fault", 5, k_technical, false, true},
    KindFacts{AlarmKind::service, "service", 4, IncidentClass::service, false, false},
    KindFacts{AlarmKind::restored, "restored", 5, k_technical, false, false},
    KindFacts{AlarmKind::cancel, "cancel", 3, k_emergency, false, false},
    KindFacts{AlarmKind::unreadable, "unreadable", 2, k_emergency, true, false},
    KindFacts{AlarmKind::unknown, "unknown", 2, k_emergency, true, false},
};

}  // namespace

const KindFacts& facts_of(AlarmKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  LAMPLIGHT_CHECK(index < k_facts.size() && k_facts[index].kind == kind);
  return k_facts[index];
}

std::optional<AlarmKind> kind_named(std::string_view name) {
  for (const KindFacts& facts : k_facts) {
    if (facts.name == name && facts.kind != AlarmKind::unreadable && facts.kind != AlarmKind::unknown) return facts.kind;
  }
  return std::nullopt;
}

std::string_view name_of(IncidentClass queue) {
  switch (queue) {
    case IncidentClass::emergency: return "emergency";
    case IncidentClass::service: return "service";
    case IncidentClass::technical: return "technical";
  }
  LAMPLIGHT_CHECK(false && "a class outside the enumeration");
}

}  // namespace lamplight
