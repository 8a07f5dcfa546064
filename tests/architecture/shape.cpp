// Names and sizes. Braces are matched on the blanked code; no parser, good enough for this tree.
#include <array>
#include <optional>

#include "tests/architecture/rules.h"

namespace lamplight::architecture {
namespace {

constexpr int k_file_lines = 400;     // style.md 13: files stay under this
constexpr int k_function_lines = 70;  // … and functions under this
constexpr int k_interface_calls = 7;  // style.md 10

enum class BlockKind { scope, type, function, other };

struct Block {
  BlockKind kind;
  std::string head;      // what stands before the brace
  std::size_t from = 0;  // offset of the head's first word
  std::size_t to = 0;    // offset of the closing brace
  int brackets = 0;      // that are open before the brace: it stands inside a call
};

bool has_word(const std::string& text, std::string_view word) {
  return !places_of(text, word).empty();
}

bool inside_a_block(const std::vector<Block>& open) {
  return !open.empty() && (open.back().kind == BlockKind::function || open.back().kind == BlockKind::other);
}

BlockKind kind_of(const std::string& head, const std::vector<Block>& open) {
  if (inside_a_block(open)) return BlockKind::other;
  if (head.find('(') != std::string::npos) return BlockKind::function;
  if (has_word(head, "namespace") || has_word(head, "extern")) return BlockKind::scope;
  for (const char* word : {"class", "struct", "union", "enum"}) {
    if (has_word(head, word)) return BlockKind::type;
  }
  return BlockKind::other;
}

// The code without preprocessor lines, whose braces need not match.
std::string without_directives(std::string code) {
  bool directive = false;
  for (std::size_t line = 0; line < code.size();) {
    std::size_t end = std::min(code.find('\n', line), code.size());
    const std::size_t mark = code.find_first_not_of(" \t", line);
    directive = directive || (mark < end && code[mark] == '#');
    const bool goes_on = directive && end > line && code[end - 1] == '\\';
    if (directive) code.replace(line, end - line, end - line, ' ');
    directive = goes_on;
    line = end + 1;
  }
  return code;
}

// All blocks outside of functions, and the functions, in the order of their ends.
std::vector<Block> blocks_of(const Source& source) {
  const std::string code = without_directives(source.code);
  std::vector<Block> done;
  std::vector<Block> open;
  std::size_t head_from = 0;
  int brackets = 0;  // a `;` inside of them does not end a head
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '(') ++brackets;
    if (c == ')') --brackets;
    if (c == '{') {
      const std::size_t first = std::min(code.find_first_not_of(" \t\n", head_from), i);
      const std::string head = code.substr(first, i - first);
      const bool goes_on = head.empty() || head.front() == ',';  // after a braced member of a constructor's list
      if (goes_on && !done.empty() && done.back().kind == BlockKind::function && !inside_a_block(open)) {
        open.push_back(done.back());
      } else {
        const BlockKind kind = brackets > 0 ? BlockKind::other : kind_of(head, open);
        open.push_back({kind, head, first, i, brackets});
      }
      brackets = 0;
      head_from = i + 1;
    } else if (c == '}' && !open.empty()) {
      open.back().to = i;
      brackets = open.back().brackets;
      done.push_back(open.back());
      open.pop_back();
      head_from = i + 1;
    } else if (c == ';' && brackets <= 0) {
      head_from = i + 1;
    }
  }
  return done;
}

// `Inside` of "struct MqttLink::Inside final : Base"; empty for one without a name.
std::string type_name(const std::string& head) {
  std::size_t after = 0;
  for (const std::string_view word : {"class", "struct", "union", "enum"}) {
    for (const std::size_t at : places_of(head, word)) after = std::max(after, at + word.size());
  }
  std::string name;
  for (std::size_t i = after; i < head.size(); ++i) {
    const char c = head[i];
    if (is_word_character(c)) {
      name += c;
    } else if (c == ':' && i + 1 < head.size() && head[i + 1] == ':') {
      name.clear();
      ++i;
    } else if (!name.empty()) {
      break;
    }
  }
  return name;
}

std::optional<std::string> empty_ending(const std::string& name) {
  for (const char* ending : {"Manager", "Service", "Helper", "Info", "Data"}) {
    if (name.ends_with(ending)) return ending;
  }
  return std::nullopt;
}

}  // namespace

Violations file_name_says_nothing(const Source& source) {
  std::string word;
  Violations found;
  const std::string path = source.path.substr(0, source.path.rfind('.')) + "/";
  for (const char c : path) {
    if (c != '_' && c != '/' && c != '.') {
      word += c;
      continue;
    }
    for (const char* banned : {"util", "utils", "common", "helper", "helpers", "misc"}) {
      if (word == banned) found.push_back({source.path, 1, "a file called " + word + " has no subject"});
    }
    word.clear();
  }
  return found;
}

Violations type_name_says_nothing(const Source& source) {
  Violations found;
  const auto judge = [&](const std::string& name, std::size_t at) {
    if (const auto ending = empty_ending(name)) {
      found.push_back({source.path, line_at(source.code, at), name + ": the field's word, not " + *ending});
    }
  };
  for (const Block& block : blocks_of(source)) {
    if (block.kind == BlockKind::type) judge(type_name(block.head), block.from);
  }
  for (const std::size_t at : places_of(source.code, "using")) {
    const std::size_t from = source.code.find_first_not_of(' ', at + 5);
    std::size_t to = from;
    while (to < source.code.size() && is_word_character(source.code[to])) ++to;
    if (next_mark(source.code, to) == '=') judge(source.code.substr(from, to - from), at);
  }
  return found;
}

Violations file_does_not_introduce_itself(const Source& source) {
  const std::string_view opening = source.path.ends_with(".sql") ? "-- " : "// ";
  if (source.text.starts_with(opening)) return {};
  return {{source.path, 1, "opens without saying what it is"}};
}

Violations file_too_long(const Source& source) {
  const int lines = lines_in(source.text);
  if (lines < k_file_lines) return {};
  return {{source.path, lines, std::to_string(lines) + " lines"}};
}

Violations function_too_long(const Source& source) {
  Violations found;
  for (const Block& block : blocks_of(source)) {
    const int first = line_at(source.code, block.from);
    const int lines = line_at(source.code, block.to) - first + 1;
    if (block.kind == BlockKind::function && lines >= k_function_lines) {
      const std::string head = block.head.substr(0, block.head.find('('));
      found.push_back({source.path, first, head + ": " + std::to_string(lines) + " lines"});
    }
  }
  return found;
}

Violations interface_too_wide(const Source& source) {
  Violations found;
  for (const Block& block : blocks_of(source)) {
    if (block.kind != BlockKind::type) continue;
    const std::string_view body = std::string_view{source.code}.substr(block.from, block.to - block.from);
    int calls = 0;
    for (const std::size_t at : places_of(body, "virtual")) {
      if (next_mark(body, at + 7) != '~') ++calls;
    }
    if (calls > k_interface_calls) {
      found.push_back({source.path, line_at(source.code, block.from),
                       type_name(block.head) + ": " + std::to_string(calls) + " virtual functions"});
    }
  }
  return found;
}

}  // namespace lamplight::architecture
