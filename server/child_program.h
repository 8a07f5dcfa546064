// A program of the system's that is run to its end, with a bound to our patience. Any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/time.h"

namespace lamplight::server {

// Its exit status; nothing where it can't be started, was killed, or took too long (and is killed then).
[[nodiscard]] std::optional<int> run_program(const std::vector<std::string>& words, Millis patience);

}  // namespace lamplight::server
