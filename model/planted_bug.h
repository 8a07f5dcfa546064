// Bugs planted on purpose: what shows that the fault bench would find them.
//
// Compiled in by -DLAMPLIGHT_PLANTED_BUGS=ON alone (preset `planted`, never a town's); LAMPLIGHT_PLANT=name
// then chooses the one that strikes. tests/planted lists them and wants each one found. Any thread.
#pragma once

#include <string_view>

namespace lamplight {

#ifdef LAMPLIGHT_PLANTED_BUGS
// The chosen bug strikes here: at each `every`-th chance it has.
[[nodiscard]] bool planted(std::string_view name, int every = 1);
#else
[[nodiscard]] constexpr bool planted(std::string_view /*name*/, int /*every*/ = 1) {
  return false;
}
#endif

}  // namespace lamplight
