// Writing out the placeholders that stand for many.
#include "db/statement_text.h"

#include <algorithm>
#include <bit>

#include "model/check.h"

namespace lamplight::db {
namespace {

// `one` again and again.
std::string repeated(std::string_view one, std::string_view between, std::size_t count) {
  std::string text;
  text.reserve((one.size() + between.size()) * count);
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) text += between;
    text += one;
  }
  return text;
}

std::string replaced(std::string_view statement, std::size_t from, std::size_t length, const std::string& by) {
  LAMPLIGHT_CHECK(from != std::string_view::npos);
  std::string text{statement.substr(0, from)};
  text += by;
  text += statement.substr(from + length);
  return text;
}

}  // namespace

std::string with_rows(std::string_view statement, std::size_t rows, std::size_t columns) {
  constexpr std::string_view k_mark = "{rows}";
  const std::string row = "(" + repeated("?", ", ", columns) + ")";
  return replaced(statement, statement.find(k_mark), k_mark.size(), repeated(row, ", ", rows));
}

std::string with_list(std::string_view statement, std::size_t count) {
  constexpr std::string_view k_mark = "{in}";
  return replaced(statement, statement.find(k_mark), k_mark.size(), "(" + repeated("?", ", ", count) + ")");
}

std::string with_alternatives(std::string_view statement, std::size_t count) {
  constexpr std::string_view k_mark = "{any ";
  const std::size_t from = statement.find(k_mark);
  LAMPLIGHT_CHECK(from != std::string_view::npos);
  const std::size_t to = statement.find('}', from);
  LAMPLIGHT_CHECK(to != std::string_view::npos);
  const std::string_view one = statement.substr(from + k_mark.size(), to - from - k_mark.size());
  const std::string bracketed = "(" + std::string{one} + ")";
  return replaced(statement, from, to + 1 - from, "(" + repeated(bracketed, " OR ", count) + ")");
}

std::size_t rows_at_once(std::size_t rows, std::size_t rows_max) {
  constexpr std::size_t k_exact_max = 8;     // an alarm writes a handful of rows a table: one statement each
  constexpr std::size_t k_batch_max = 1'000;  // limits::readings_batch_max, the batch that is always full
  const std::size_t most = std::min({rows, rows_max, k_batch_max});
  if (most == k_batch_max || most <= k_exact_max) return most;
  return std::bit_floor(most);
}

std::size_t padded_count(std::size_t count) {
  return std::bit_ceil(count);
}

}  // namespace lamplight::db
