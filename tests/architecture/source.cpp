// Taking C++ apart just far enough: comments, literals, raw strings, digit separators, includes.
#include "tests/architecture/source.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/source_tree.h"

namespace lamplight::architecture {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

class Scanner {
 public:
  explicit Scanner(Source& source) : source_(source), text_(source.text) { source_.code = source_.text; }

  void run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (starts("//")) {
        blank_to(text_.find('\n', at_));
      } else if (starts("/*")) {
        blank_to(after(text_.find("*/", at_), 2));
      } else if (c == '#' && first_on_line()) {
        directive();
      } else if (c == '"' && raw_prefix()) {
        raw();
      } else if (c == '"' || (c == '\'' && !digit_separator())) {
        quoted(c);
      } else {
        ++at_;
      }
    }
  }

 private:
  [[nodiscard]] bool starts(std::string_view what) const { return text_.compare(at_, what.size(), what) == 0; }
  static std::size_t after(std::size_t found, std::size_t length) {
    return found == std::string::npos ? found : found + length;
  }

  void blank_to(std::size_t end) {
    end = std::min(end, text_.size());
    for (; at_ < end; ++at_) {
      if (source_.code[at_] != '\n') source_.code[at_] = ' ';
    }
  }

  [[nodiscard]] bool first_on_line() const {
    std::size_t back = at_;
    while (back > 0 && is_blank(text_[back - 1])) --back;
    return back == 0 || text_[back - 1] == '\n';
  }

  // The name or number that ends right before the mark at `at_`.
  [[nodiscard]] std::string_view token_before() const {
    std::size_t from = at_;
    while (from > 0 && (is_word_character(text_[from - 1]) || text_[from - 1] == '\'')) --from;
    return std::string_view{text_}.substr(from, at_ - from);
  }

  [[nodiscard]] bool digit_separator() const {
    const std::string_view token = token_before();
    return !token.empty() && token.front() >= '0' && token.front() <= '9';
  }

  [[nodiscard]] bool raw_prefix() const {
    const std::string_view token = token_before();
    return token == "R" || token == "u8R" || token == "uR" || token == "UR" || token == "LR";
  }

  void directive() {
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    std::size_t from = at_ + 1;
    while (from < end && is_blank(text_[from])) ++from;
    if (text_.compare(from, 7, "include") != 0) {
      ++at_;
      return;
    }
    const std::size_t open = text_.find_first_of("<\"", from);
    if (open < end) {
      const bool angled = text_[open] == '<';
      const std::size_t close = text_.find(angled ? '>' : '"', open + 1);
      if (close < end) {
        source_.includes.push_back({line_at(text_, at_), text_.substr(open + 1, close - open - 1), angled});
      }
    }
    blank_to(end);
  }

  void literal(std::size_t text_from, std::size_t text_to, std::size_t end) {
    text_to = std::min(text_to, text_.size());
    source_.literals.push_back({at_, line_at(text_, at_), text_.substr(text_from, text_to - text_from)});
    blank_to(end);
  }

  void raw() {
    const std::size_t open = text_.find('(', at_);
    if (open == std::string::npos) return blank_to(open);
    const std::string close = ")" + text_.substr(at_ + 1, open - at_ - 1) + "\"";
    const std::size_t end = text_.find(close, open);
    literal(open + 1, end, after(end, close.size()));
  }

  void quoted(char quote) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') end += text_[end] == '\\' ? 2 : 1;
    if (quote == '"') return literal(at_ + 1, end, end + 1);
    blank_to(end + 1);
  }

  Source& source_;
  const std::string& text_;
  std::size_t at_ = 0;
};

void blank_sql_comments(std::string& code) {
  for (std::size_t at = code.find("--"); at != std::string::npos; at = code.find("--", at)) {
    for (; at < code.size() && code[at] != '\n'; ++at) code[at] = ' ';
  }
}

std::vector<Source> read_tree() {
  namespace fs = std::filesystem;
  const fs::path root = tests::source_tree();
  std::vector<Source> sources;
  for (const char* folder : {"model", "devices", "dispatch", "db", "server", "tests"}) {
    for (auto entry = fs::recursive_directory_iterator{root / folder}; entry != fs::recursive_directory_iterator{};
         ++entry) {
      if (entry->is_directory() && entry->path().filename() == "node_modules") entry.disable_recursion_pending();
      const auto ending = entry->path().extension();
      if (!entry->is_regular_file() || (ending != ".h" && ending != ".cpp" && ending != ".sql")) continue;
      const std::string path = entry->path().lexically_relative(root).generic_string();
      sources.push_back(read_source(path, text_of_file(path)));
    }
  }
  std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
  return sources;
}

}  // namespace

Source read_source(std::string path, std::string text) {
  Source source;
  source.path = std::move(path);
  source.text = std::move(text);
  if (source.path.ends_with(".sql")) {
    source.code = source.text;
    blank_sql_comments(source.code);
  } else {
    Scanner{source}.run();
  }
  return source;
}

const std::vector<Source>& whole_tree() {
  static const std::vector<Source> tree = read_tree();
  return tree;
}

std::string text_of_file(const std::string& path) {
  std::ifstream in{tests::source_tree() / path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

int line_at(std::string_view text, std::size_t offset) {
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

int lines_in(std::string_view text) {
  const auto breaks = static_cast<int>(std::count(text.begin(), text.end(), '\n'));
  return text.empty() || text.back() == '\n' ? breaks : breaks + 1;
}

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::vector<std::size_t> places_of(std::string_view code, std::string_view word) {
  std::vector<std::size_t> places;
  for (std::size_t at = code.find(word); at != std::string_view::npos; at = code.find(word, at + 1)) {
    const bool begins = at == 0 || !is_word_character(code[at - 1]) || !is_word_character(word.front());
    const std::size_t end = at + word.size();
    const bool ends = end == code.size() || !is_word_character(code[end]) || !is_word_character(word.back());
    if (begins && ends) places.push_back(at);
  }
  return places;
}

char next_mark(std::string_view code, std::size_t from) {
  while (from < code.size() && (is_blank(code[from]) || code[from] == '\n')) ++from;
  return from < code.size() ? code[from] : '\0';
}

bool fits(std::string_view path, std::string_view pattern) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return path == pattern;
  if (path.substr(0, star) != pattern.substr(0, star)) return false;
  const std::string_view rest = pattern.substr(star + 1);
  for (std::size_t skip = star; skip <= path.size(); ++skip) {
    if (fits(path.substr(skip), rest)) return true;
  }
  return false;
}

}  // namespace lamplight::architecture
