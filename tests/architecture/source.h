// One file of the tree as the rules see it: words, literals and includes told apart.
//
// Used by the architecture suite only, on its one thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lamplight::architecture {

struct Literal {
  std::size_t at = 0;  // offset of the opening quote in `code`
  int line = 0;
  std::string text;  // between the quotes, escapes as written
};

struct Include {
  int line = 0;
  std::string path;
  bool angled = false;
};

struct Source {
  std::string path;  // from the root: "db/pool.cpp"
  std::string text;  // as it is
  std::string code;  // the same length, comments, literals and include lines blanked
  std::vector<Literal> literals;
  std::vector<Include> includes;
};

// Takes a C++ or SQL file apart (by the ending of `path`).
[[nodiscard]] Source read_source(std::string path, std::string text);

// Every .h and .cpp of the layers and of tests, and the migrations, sorted by path.
[[nodiscard]] const std::vector<Source>& whole_tree();

// The text of one file of the tree; empty where there is none.
[[nodiscard]] std::string text_of_file(const std::string& path);

[[nodiscard]] int line_at(std::string_view text, std::size_t offset);
[[nodiscard]] int lines_in(std::string_view text);

// Where `word` stands in `code` and is no part of a longer name.
[[nodiscard]] std::vector<std::size_t> places_of(std::string_view code, std::string_view word);

// The first character after `from` that is not a blank; '\0' at the end.
[[nodiscard]] char next_mark(std::string_view code, std::size_t from);

[[nodiscard]] bool is_word_character(char c);

// `pattern` may hold `*`, which stands for any characters, slashes included.
[[nodiscard]] bool fits(std::string_view path, std::string_view pattern);

}  // namespace lamplight::architecture
