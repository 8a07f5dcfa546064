// Cutting text between characters. For decoders; pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace lamplight {

// The longest beginning of valid UTF-8 that fits in `bytes_max` bytes and ends with a whole character.
[[nodiscard]] constexpr std::string_view cut_utf8(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // a continuation byte
  return text.substr(0, end);
}

}  // namespace lamplight
