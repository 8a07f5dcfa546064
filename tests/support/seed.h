// The seed of a random test: LAMPLIGHT_SEED, or one from the clock; always printed, so that a failure
// can be had again.
#pragma once

#include <cstdint>
#include <string>

namespace lamplight::tests {

[[nodiscard]] std::uint64_t seed_of_this_run(const std::string& what);

// A number that a test may take from its environment, else `otherwise`.
[[nodiscard]] std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise);

}  // namespace lamplight::tests
