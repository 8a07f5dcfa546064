// Makes every fsync of a running program fail, as a dying disk does, while the object lives.
//
// By strace, which takes a privilege; where it is not given, what needs it is skipped.
#pragma once

#include <sys/types.h>

#include "tests/support/temporary_folder.h"

namespace lamplight::tests {

class FailingSync {
 public:
  // Returns once every thread of the program is held. Throws when that can't be.
  explicit FailingSync(pid_t of);
  ~FailingSync();
  FailingSync(const FailingSync&) = delete;
  FailingSync& operator=(const FailingSync&) = delete;

  // Tried once, on a program of its own.
  [[nodiscard]] static bool possible();

 private:
  TemporaryFolder folder_;
  pid_t pid_;
};

}  // namespace lamplight::tests
