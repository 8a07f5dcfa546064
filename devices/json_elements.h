// Taking a broken JSON array apart, so that one bad record does not cost its neighbours.
//
// Called by devices/decode_readings for packs that don't parse as a whole; pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace lamplight {

// The texts of the elements of an array, not yet read; nothing where brackets, braces and quotes
// don't pair up or something stands outside the array.
[[nodiscard]] std::optional<std::vector<std::string_view>> json_elements(std::string_view array);

}  // namespace lamplight
