// What the fuzzers start from, what they once found, and the corpus of bad input, to the same readers.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/fuzz/readers.h"
#include "tests/support/source_tree.h"

using namespace lamplight::tests;

namespace {

int replay(const Reader& reader, const std::filesystem::path& folder) {
  int inputs = 0;
  if (!std::filesystem::exists(folder)) return inputs;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    INFO(entry.path());
    CHECK_NOTHROW(reader.read(text.str()));
    ++inputs;
  }
  return inputs;
}

}  // namespace

TEST_CASE("every kept input of the fuzzers is read again, and keeps what its reader promises") {
  for (const Reader& reader : readers()) {
    CAPTURE(reader.name);
    CHECK(replay(reader, source_tree() / "tests" / "fuzz" / "seeds" / reader.name) > 0);
    replay(reader, source_tree() / "tests" / "corpus" / reader.name);
  }
}
