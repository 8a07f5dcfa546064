// Whose a signal is, where it comes from, and under which key it joins what is open.
#include "dispatch/joining.h"

namespace lamplight {
namespace {

constexpr std::string_view k_area_prefix = "a:";

}  // namespace

const ResidentCard* resident_of(const Signal& signal, const Town& town) {
  const DeviceCard* device = town.device(signal.device);
  return device == nullptr || !device->resident ? nullptr : town.resident(*device->resident);
}

// The district of the home counts; where a topic says otherwise the signal is flagged.
DistrictId district_of(const Signal& signal, const Town& town) {
  if (const ResidentCard* resident = resident_of(signal, town)) return resident->district;
  if (const DeviceCard* device = town.device(signal.device)) return device->district;
  return signal.district;
}

// What a signal joins while it is open: for a person her home and the queue, for equipment the device
// and the fault. Cancellations and ends join like emergencies when their own alarm is not known.
std::string join_key_of(const Signal& signal, const Town& town) {
  if (signal.test) return {};
  const KindFacts& facts = facts_of(signal.kind);
  const ResidentCard* resident = resident_of(signal, town);
  if (facts.queue == IncidentClass::technical) return "d:" + signal.device.text() + ":" + signal.kind_text;
  const std::string home = resident != nullptr ? "r:" + resident->id.text() : "d:" + signal.device.text();
  return home + ":" + std::string(name_of(facts.queue));
}

std::string area_key_of(const DistrictId& district, AlarmKind kind) {
  return std::string(k_area_prefix) + district.text() + ":" + std::string(facts_of(kind).name);
}

bool is_area(const Incident& incident) {
  return incident.join_key.starts_with(k_area_prefix);
}

}  // namespace lamplight
