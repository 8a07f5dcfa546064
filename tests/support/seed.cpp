// Reading seeds from the environment.
#include "tests/support/seed.h"

#include <chrono>
#include <cstdlib>
#include <iostream>

namespace lamplight::tests {

std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr || *text == '\0' ? otherwise : std::strtoull(text, nullptr, 10);
}

std::uint64_t seed_of_this_run(const std::string& what) {
  const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
  const std::uint64_t seed = number_from_environment("LAMPLIGHT_SEED", static_cast<std::uint64_t>(now) % 1'000'000);
  std::cout << what << ": LAMPLIGHT_SEED=" << seed << std::endl;
  return seed;
}

}  // namespace lamplight::tests
