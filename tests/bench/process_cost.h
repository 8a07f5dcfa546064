// What a process has cost so far: processor and memory, as the kernel counts them.
#pragma once

#include <sys/types.h>

namespace lamplight::bench {

// User and system time, in seconds.
[[nodiscard]] double cpu_s(pid_t pid);
// Resident memory, in millions of bytes.
[[nodiscard]] double memory_mb(pid_t pid);

}  // namespace lamplight::bench
