// The two paths, as the build was configured.
#include "tests/support/source_tree.h"

namespace lamplight::tests {

std::filesystem::path source_tree() {
  return LAMPLIGHT_SOURCE;
}

std::filesystem::path built_programs() {
  return LAMPLIGHT_BINARIES;
}

}  // namespace lamplight::tests
