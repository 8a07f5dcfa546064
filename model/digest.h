// A 96-bit name for some bytes, the same on every machine: incident ids and the keys of unreadable alarms.
//
// FNV-1a over 128 bits, folded. It is not a cryptographic hash: nothing is kept secret by it, and
// what must be unique is unique by a key of the database. The parts are separated, so ("ab","c")
// and ("a","bc") differ.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace lamplight {

// 24 lower-case hexadecimal digits.
[[nodiscard]] std::string digest_of(std::initializer_list<std::string_view> parts);

}  // namespace lamplight
