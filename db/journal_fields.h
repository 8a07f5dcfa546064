// What the journal keeps of an alarm or a command, as bytes and back.
//
// Rows of fields (db/fields.h). Used by db/journal; pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/journal.h"

namespace lamplight::db {

[[nodiscard]] std::string fields_of(const Signal& signal);
[[nodiscard]] std::string fields_of(const AwayCommand& command);
[[nodiscard]] std::string fields_of(const ByHand& wish);

// Nothing where the bytes are not such a row.
[[nodiscard]] std::optional<Signal> signal_in(std::string_view fields);
[[nodiscard]] std::optional<AwayCommand> command_in(std::string_view fields);
[[nodiscard]] std::optional<ByHand> by_hand_in(std::string_view fields);

}  // namespace lamplight::db
