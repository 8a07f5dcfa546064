// What the home on the screen reads: homes and their state as JSON, and the wishes it sends. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "devices/simulate/living_home.h"

namespace lamplight::simulator {

[[nodiscard]] std::string homes_view(const std::vector<simulate::Household>& homes, bool line_is_up);
// `now` is the simulator's, so that the page can count without trusting the browser's clock.
[[nodiscard]] std::string home_view(const simulate::Household& home, const simulate::HomeView& view, bool line_is_up,
                                    Instant now);

// Bodies of the page's requests; nothing when they can't be read.
[[nodiscard]] std::optional<simulate::ScreenPress> read_press(const std::string& body);
[[nodiscard]] std::optional<bool> read_door(const std::string& body);

struct PulseWish {
  std::optional<double> heart_rate;  // nothing: measure her own again
};
[[nodiscard]] std::optional<PulseWish> read_pulse(const std::string& body);

[[nodiscard]] std::string pressed_view(const AlarmId& alarm);
[[nodiscard]] std::string fault_view(const std::string& sentence);

}  // namespace lamplight::simulator
