// FNV-1a, 128 bits (offset basis and prime as published by Fowler, Noll and Vo).
#include "model/digest.h"

#include <cstdint>

namespace lamplight {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr Wide k_offset = (static_cast<Wide>(0x6c62272e07bb0142ULL) << 64) | 0x62b821756295c58dULL;
constexpr Wide k_prime = (static_cast<Wide>(0x0000000001000000ULL) << 64) | 0x000000000000013bULL;

}  // namespace

std::string digest_of(std::initializer_list<std::string_view> parts) {
  Wide hash = k_offset;
  const auto mix = [&hash](unsigned char byte) {
    hash ^= byte;
    hash *= k_prime;
  };
  for (const std::string_view part : parts) {
    for (const char c : part) mix(static_cast<unsigned char>(c));
    // The length, then a byte that UTF-8 never uses, end a part.
    for (std::size_t n = part.size(); n != 0; n >>= 8) mix(static_cast<unsigned char>(n & 0xff));
    mix(0xff);
  }
  hash ^= hash >> 96;
  static constexpr char k_digits[] = "0123456789abcdef";
  std::string text(24, '0');
  for (char& c : text) {
    c = k_digits[static_cast<unsigned>(hash & 0xf)];
    hash >>= 4;
  }
  return text;
}

}  // namespace lamplight
