// How values are written into columns: lists, words cut to their column, names of enumerations.
//
// Used by every store of db/, the in-memory twins included. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/alarm_kind.h"
#include "model/ids.h"

namespace lamplight::db {

// Widths, in characters, of the columns that hold words of people, devices or decisions (db/migrations).
inline constexpr std::size_t k_kind_chars = 64;
inline constexpr std::size_t k_evidence_chars = 2'000;
inline constexpr std::size_t k_detail_chars = 4'200;
inline constexpr std::size_t k_who_chars = 100;
inline constexpr std::size_t k_subject_chars = 140;
inline constexpr std::size_t k_reasons_chars = 1'000;
inline constexpr std::size_t k_considered_chars = 2'000;
inline constexpr std::size_t k_name_chars = 200;
inline constexpr std::size_t k_reason_chars = 400;
inline constexpr std::size_t k_answer_chars = 1000;
inline constexpr std::size_t k_topic_chars = 300;
inline constexpr std::size_t k_firmware_chars = 64;

// The text, cut to `chars_max` characters, every byte that is no UTF-8 replaced by U+FFFD: strict mode
// would refuse the row, and with it the alarm.
[[nodiscard]] std::string fitting(std::string_view text, std::size_t chars_max);

// Lists of codes in one column, separated by commas, which no code holds.
template <class Tag>
[[nodiscard]] std::string joined(const std::vector<Id<Tag>>& ids) {
  std::string text;
  for (const Id<Tag>& id : ids) {
    if (!text.empty()) text += ',';
    text += id.text();
  }
  return text;
}
[[nodiscard]] std::vector<std::string> split(std::string_view text);

// The kinds and classes as name_of and facts_of write them, `unreadable` and `unknown` included.
[[nodiscard]] std::optional<AlarmKind> stored_kind(std::string_view name);
[[nodiscard]] std::optional<IncidentClass> stored_class(std::string_view name);

}  // namespace lamplight::db
