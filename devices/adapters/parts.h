// What the adapters have in common: paths in parts, members in our measurements. Pure; used by them only.
#pragma once

#include <string_view>
#include <vector>

#include "devices/adapters/thing.h"
#include "devices/strict_json.h"

namespace lamplight::adapters {

// "a/b/c" in its parts; no parts of an empty path.
[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view path);

// Adds the number of that member as our measurement, if it is there and physically possible.
void add_number(ThingSays& says, const Json& message, std::string_view member, std::string_view name, double factor = 1,
                double offset = 0);
void add_value(ThingSays& says, std::string_view name, double value);
// Adds the truth of that member; `inverted` where it means the contrary of ours.
void add_truth(ThingSays& says, const Json& message, std::string_view member, std::string_view name,
               bool inverted = false);
// A state that is an alarm while it is true.
void add_state(ThingSays& says, const Json& message, std::string_view member, AlarmKind kind);
// A battery in percent, or a mere "low".
void add_battery(ThingSays& says, const Json& message, std::string_view member);

// "ON" "open" "true" "1" "detected" and their contraries, in any case; nothing for other words.
[[nodiscard]] std::optional<bool> truth_in(std::string_view word);
[[nodiscard]] std::optional<double> number_in(std::string_view word);
[[nodiscard]] bool has_word(std::string_view text, std::string_view word);  // in any case

// The thing of that name, if it is a name that we can keep.
[[nodiscard]] Result<ThingSays, std::string> thing_named(std::string_view name);

}  // namespace lamplight::adapters
