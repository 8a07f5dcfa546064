// Only quotes, escapes and brackets are looked at; what stands between them is the reader's affair.
#include "devices/json_elements.h"

namespace lamplight {
namespace {

constexpr std::string_view k_blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(k_blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(k_blanks) - begin + 1);
}

// Walks over the inside of a text literal; `at` stands on the opening quote, then on the closing one.
bool skip_text(std::string_view json, std::size_t& at) {
  for (++at; at < json.size(); ++at) {
    if (json[at] == '\\') {
      ++at;
    } else if (json[at] == '"') {
      return true;
    }
  }
  return false;
}

}  // namespace

std::optional<std::vector<std::string_view>> json_elements(std::string_view array) {
  array = trimmed(array);
  if (array.size() < 2 || array.front() != '[' || array.back() != ']') return std::nullopt;
  const std::string_view inside = array.substr(1, array.size() - 2);
  std::vector<std::string_view> elements;
  std::string_view::size_type begin = 0;
  int depth = 0;
  for (std::size_t at = 0; at < inside.size(); ++at) {
    const char c = inside[at];
    if (c == '"' && !skip_text(inside, at)) return std::nullopt;
    if (c == '[' || c == '{') ++depth;
    if ((c == ']' || c == '}') && --depth < 0) return std::nullopt;
    if (c == ',' && depth == 0) {
      elements.push_back(trimmed(inside.substr(begin, at - begin)));
      begin = at + 1;
    }
  }
  if (depth != 0) return std::nullopt;
  elements.push_back(trimmed(inside.substr(begin)));
  return elements;
}

}  // namespace lamplight
