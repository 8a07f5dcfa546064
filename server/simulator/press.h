// `lamplight-simulator press`: presses one button and prints what the home hears.
//
// Called by main, on the main thread; its two links to the broker bring their own.
#pragma once

#include <ostream>

#include "devices/simulate/words.h"
#include "model/signal.h"
#include "server/clock.h"
#include "server/settings.h"

namespace lamplight::simulator {

struct PressWish {
  Signal alarm;      // device, kind and the members to send; district and id are filled in where empty
  Seconds wait{60};  // how long to listen
  simulate::Language language = simulate::Language::english;
};

// What a script sees.
enum class PressEnd : int { acknowledged = 0, refused = 1, unanswered = 2 };

// Repeats as a device does, prints each answer as a line, returns when the call has ended or the wait
// is over. Throws std::runtime_error when the device is not in the town's files.
[[nodiscard]] PressEnd press(const server::Settings& settings, PressWish wish, const server::Clock& clock,
                             std::ostream& out);

}  // namespace lamplight::simulator
