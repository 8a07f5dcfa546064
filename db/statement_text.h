// Turns a statement of db/statements.h into the text that is prepared: how many rows, how long a list.
//
// Called by db/session on the session's thread, and by the test that prepares every statement. Pure.
// Sizes are rounded, so that a connection holds few distinct prepared statements.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lamplight::db {

// `INSERT … VALUES {rows}`: this many brackets of this many `?`.
[[nodiscard]] std::string with_rows(std::string_view statement, std::size_t rows, std::size_t columns);

// `… IN {in}`: one bracket of `count` `?`.
[[nodiscard]] std::string with_list(std::string_view statement, std::size_t count);

// `… WHERE {any a = ? AND b = ?}`: `count` alternatives, each in brackets, joined by OR.
[[nodiscard]] std::string with_alternatives(std::string_view statement, std::size_t count);

// How many of `rows` waiting rows the next INSERT takes: a few rows exactly, many in powers of two.
[[nodiscard]] std::size_t rows_at_once(std::size_t rows, std::size_t rows_max);

// The length that a list of `count` values is filled up to: the next power of two.
[[nodiscard]] std::size_t padded_count(std::size_t count);

// A longer list is asked about in several statements.
inline constexpr std::size_t k_list_max = 512;
// MySQL takes 65,535 parameters a statement.
inline constexpr std::size_t k_params_max = 65'535;

}  // namespace lamplight::db
