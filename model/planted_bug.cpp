// One name from the environment, one counter.
#include "model/planted_bug.h"

#ifdef LAMPLIGHT_PLANTED_BUGS

#include <atomic>
#include <cstdlib>
#include <string>

namespace lamplight {

bool planted(std::string_view name, int every) {
  static const std::string chosen = [] {
    const char* text = std::getenv("LAMPLIGHT_PLANT");
    return std::string(text == nullptr ? "" : text);
  }();
  static std::atomic<int> chances{0};
  return chosen == name && ++chances % every == 0;
}

}  // namespace lamplight

#endif
