// Any bytes at all to one of the readers: LAMPLIGHT_READER, its name in tests/fuzz/readers.
//
// Built by the preset `fuzz` (Clang, libFuzzer), once for each reader, and run by ./lamplight test fuzz.
#include <cstddef>
#include <cstdint>

#include "model/check.h"
#include "tests/fuzz/readers.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto read = [] {
    for (const lamplight::tests::Reader& reader : lamplight::tests::readers()) {
      if (reader.name == LAMPLIGHT_READER) return reader.read;
    }
    lamplight::invariant_broken("a reader of that name", __FILE__, __LINE__);
  }();
  read({reinterpret_cast<const char*>(data), size});
  return 0;
}
