// Words for a dispatcher who may read either language: evidence is one text and has both.
// Used by the rules of devices/; pure.
#pragma once

#include <string>
#include <string_view>

namespace lamplight {

[[nodiscard]] inline std::string in_both(std::string_view english, std::string_view chinese) {
  return std::string(english) + " / " + std::string(chinese);
}

}  // namespace lamplight
