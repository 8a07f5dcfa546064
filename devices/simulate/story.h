// What happens in the town: who presses when, where the power fails, which device falls silent.
//
// The story of a day follows from seed, speed and date alone, and it can be asked for at any time:
// who starts the simulator at noon finds the same afternoon as who started it in the morning.
// Rates are the field's own: about five activations a resident and month, one in sixteen of them a
// fall, half of them ordinary requests. Pure.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "devices/simulate/day.h"
#include "devices/simulate/household.h"
#include "model/signal.h"

namespace lamplight::simulate {

struct Plot {
  std::uint64_t seed = 1;
  double speed = 1;  // how many times as much happens as in a real town
};

// An alarm goes out of a home, and perhaps what follows it.
struct Raised {
  Signal alarm;                          // complete but for `at`
  std::optional<Seconds> pressed_again;  // after this time, if nobody is on her way by then
  std::optional<Seconds> taken_back;     // a `cancel` follows: it was a mistake
  std::optional<Seconds> over;           // a `restored` follows: the cause is gone
};

// A device says nothing, and needs nothing, until then.
struct FallsSilent {
  DeviceId device;
  Instant until{};
};

struct Happening {
  Instant at{};
  ResidentId resident;
  std::variant<Raised, FallsSilent> what;
};

// Everything of that day, in the order of time.
[[nodiscard]] std::vector<Happening> story_of(const Plot& plot, const std::vector<Household>& town, TownDay day);

// The ids that the story gives its alarms. Nobody else forms them so.
[[nodiscard]] bool is_story_id(const AlarmId& id);
// The id of an alarm that follows another one: its cancel, its restoration.
[[nodiscard]] AlarmId following_id(const AlarmId& first, std::string_view what);

}  // namespace lamplight::simulate
