// The end of a process whose invariant broke.
#include "model/check.h"

#include <cstdio>
#include <cstdlib>

namespace lamplight {

void invariant_broken(const char* expression, const char* file, int line) noexcept {
  std::fprintf(stderr, "lamplight: invariant broken: %s (%s:%d)\n", expression, file, line);
  std::abort();
}

}  // namespace lamplight
