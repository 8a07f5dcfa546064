// UTF-8 by its definition (RFC 3629), and a few names.
#include "db/columns.h"

namespace lamplight::db {
namespace {

constexpr std::string_view k_replacement = "\xEF\xBF\xBD";

bool continues(unsigned char c) {
  return (c & 0xC0) == 0x80;
}

// The length of the well-formed character at the start of `text`; 0 where there is none.
std::size_t character_at(std::string_view text) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                             : first >= 0xE0 && first <= 0xEF ? 3
                             : first >= 0xF0 && first <= 0xF4 ? 4
                                                              : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!continues(byte(i))) return 0;
  }
  // Overlong forms, surrogates, and what lies beyond U+10FFFF.
  const unsigned char second = byte(1);
  if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
  if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
  return length;
}

}  // namespace

std::string fitting(std::string_view text, std::size_t chars_max) {
  std::string fit;
  fit.reserve(text.size());
  for (std::size_t chars = 0; chars < chars_max && !text.empty(); ++chars) {
    const std::size_t length = character_at(text);
    fit += length == 0 ? k_replacement : text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return fit;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    parts.emplace_back(text.substr(0, comma));
    text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
  }
  return parts;
}

std::optional<AlarmKind> stored_kind(std::string_view name) {
  for (const AlarmKind kind : {AlarmKind::unreadable, AlarmKind::unknown}) {
    if (facts_of(kind).name == name) return kind;
  }
  return kind_named(name);
}

std::optional<IncidentClass> stored_class(std::string_view name) {
  for (const IncidentClass queue : {IncidentClass::emergency, IncidentClass::service, IncidentClass::technical}) {
    if (name_of(queue) == name) return queue;
  }
  return std::nullopt;
}

}  // namespace lamplight::db
