// Comma-separated text as Excel writes and reads it: quotes by RFC 4180, UTF-8 with a mark, or GB18030 as in China.
// Pure.
//
// A cell that begins with = + - @ is a formula to a spreadsheet; it is written with an apostrophe before it, and read
// without.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace lamplight::server::http {

struct CsvRow {
  std::size_t line = 1;  // in the file, where the row begins
  std::vector<std::string> cells;
  bool operator==(const CsvRow&) const = default;
};

// The text as UTF-8, whichever of the two it is; nothing when it is neither.
[[nodiscard]] std::optional<std::string> decoded_csv(std::string_view bytes);
// UTF-8 as the bytes of GB18030.
[[nodiscard]] std::string gb18030_of(std::string_view text);

// Rows with something in them, the header among them. The error is a sentence with its line.
[[nodiscard]] Result<std::vector<CsvRow>, std::string> csv_rows(std::string_view text, std::size_t rows_max);

[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);

inline constexpr std::string_view k_csv_mark = "\xEF\xBB\xBF";  // without it Excel takes UTF-8 for something else

}  // namespace lamplight::server::http
