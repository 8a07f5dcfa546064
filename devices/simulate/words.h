// What a home shows or says about an answer, in the resident's language. Pure.
#pragma once

#include <string>

#include "model/ack.h"

namespace lamplight::simulate {

enum class Language : std::uint8_t { english, chinese };

// "Chen Mei is coming, 6 minutes". `again` for a `received` that comes after somebody was on her way.
[[nodiscard]] std::string words_of(const Ack& ack, Language language, bool again = false);

}  // namespace lamplight::simulate
