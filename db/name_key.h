// What a search for a name compares: the name itself, its sound in Latin letters, and its initials.
//
// 陈美玲 is found by 陈, 美玲, "chen", "meiling", "chen meiling", "cml". ICU's Han-Latin knows the readings.
// Used by the records of db/ on any thread.
#pragma once

#include <string>
#include <string_view>

namespace lamplight::db {

// At most 600 characters, as the columns name_key hold them: "陈美玲 chenmeiling cml".
[[nodiscard]] std::string name_key(std::string_view name);
// What was typed, as keys are written: small letters, no accents, no blanks.
[[nodiscard]] std::string needle_of(std::string_view typed);
// The pattern of LIKE for it, its wildcards taken as they stand.
[[nodiscard]] std::string like_needle(std::string_view typed);

}  // namespace lamplight::db
