// What a home's devices measure and when they speak: packs of readings and heartbeats by timetable.
//
// Everything follows from seed, device and time: a simulator that is started again goes on in the same
// rhythm, with the same values. Pure.
#pragma once

#include <optional>
#include <vector>

#include "devices/simulate/day.h"
#include "devices/simulate/household.h"
#include "devices/simulate/vitals.h"
#include "model/reading.h"

namespace lamplight::simulate {

// How often a device speaks; nothing: it never sends readings.
[[nodiscard]] std::optional<Seconds> pack_interval(Gadget gadget);
[[nodiscard]] Seconds heartbeat_interval(Gadget gadget);

// The next time after `after` at which a device with this interval speaks; devices are spread over
// the interval by their names, so that a town does not speak all at once.
[[nodiscard]] Instant next_slot(std::uint64_t seed, const DeviceId& device, Seconds interval, Instant after);

// One resident's one day, planned once and asked often.
struct Living {
  ResidentId resident;
  Body body;
  TownDay day{};
  std::vector<Stay> stays;
  bool unwell = false;
};

[[nodiscard]] Living living_of(std::uint64_t seed, const ResidentId& resident, TownDay day);

// What the device has measured after `from` up to and including `to`, both within about a pack's
// interval and of `living.day`. May be empty: a motion sensor has nothing to say while she is out.
[[nodiscard]] std::vector<Reading> measured(std::uint64_t seed, const HomeDevice& device, const Living& living,
                                            Instant from, Instant to);

[[nodiscard]] DeviceStatus heartbeat(std::uint64_t seed, const HomeDevice& device, Instant now, bool mains);

}  // namespace lamplight::simulate
