// What a dispatcher reads of a signal: where, what was said, what is odd about it. Pure; used by intake.
#pragma once

#include <string>

#include "model/people.h"
#include "model/signal.h"

namespace lamplight {

// Comma-separated names.
[[nodiscard]] std::string flags_text(const Signal& signal);

// `resident` may be null.
[[nodiscard]] std::string words_of(const Signal& signal, const ResidentCard* resident);

}  // namespace lamplight
