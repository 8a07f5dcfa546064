// A broken invariant stops the process, in every build: going on would act on a state nobody designed.
// Called from every layer, on any thread.
#pragma once

namespace lamplight {

[[noreturn]] void invariant_broken(const char* expression, const char* file, int line) noexcept;

}  // namespace lamplight

#define LAMPLIGHT_CHECK(expression)                                                  \
  do {                                                                               \
    if (!(expression)) ::lamplight::invariant_broken(#expression, __FILE__, __LINE__); \
  } while (false)
