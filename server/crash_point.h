// Named moments at which the fault tests kill the process (docs/faults.md lists them).
//
// LAMPLIGHT_CRASH_AT=name kills at that point the first time, name:N at its N-th time. Compiled out
// with -DLAMPLIGHT_CRASH_POINTS=OFF; without the variable a point costs one load.
#pragma once

namespace lamplight::server {

#ifdef LAMPLIGHT_CRASH_POINTS
void crash_point(const char* name);
#else
inline void crash_point(const char*) {}
#endif

}  // namespace lamplight::server
