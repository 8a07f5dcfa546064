// Whatever reads bytes from outside, each with what it promises of every input, however mad.
//
// Called by tests/fuzz/fuzz.cpp (libFuzzer, one program a reader) and, on all kept inputs, by
// tests/unit/devices/fuzz_seeds_test. A broken promise stops the process (model/check).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lamplight::tests {

struct Reader {
  std::string name;  // also of its folder of seeds
  void (*read)(std::string_view input);
};

// Those of adapters take the path in the first line and the payload behind it.
[[nodiscard]] const std::vector<Reader>& readers();

}  // namespace lamplight::tests
