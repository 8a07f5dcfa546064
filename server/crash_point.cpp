// A kill -9 of oneself: nothing is flushed, nothing is said.
#include "server/crash_point.h"

#ifdef LAMPLIGHT_CRASH_POINTS

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <string>

namespace lamplight::server {
namespace {

struct Wanted {
  std::string name;
  std::atomic<long> passes_left{1};

  Wanted() {
    const char* text = std::getenv("LAMPLIGHT_CRASH_AT");
    if (text == nullptr) return;
    name = text;
    const auto colon = name.find(':');
    if (colon == std::string::npos) return;
    passes_left = std::strtol(name.c_str() + colon + 1, nullptr, 10);
    name.resize(colon);
  }
};

}  // namespace

void crash_point(const char* name) {
  static Wanted wanted;
  if (wanted.name.empty() || wanted.name != name) return;
  if (--wanted.passes_left == 0) kill(getpid(), SIGKILL);
}

}  // namespace lamplight::server

#endif
