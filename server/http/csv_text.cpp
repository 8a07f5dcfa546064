// Reading and writing comma-separated text; ICU converts.
#include "server/http/csv_text.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_cell_bytes_max = 20'000;
constexpr UChar32 k_replacement = 0xFFFD;

std::optional<std::string> converted(std::string_view bytes, const char* from) {
  const icu::UnicodeString text(bytes.data(), static_cast<int>(bytes.size()), from);
  if (text.isBogus() || text.indexOf(k_replacement) >= 0) return std::nullopt;
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

bool is_formula(std::string_view cell) {
  return !cell.empty() && std::string_view("=+-@\t").find(cell.front()) != std::string_view::npos;
}

std::string as_read(std::string cell) {
  if (cell.size() > 1 && cell.front() == '\'' && is_formula(std::string_view(cell).substr(1))) cell.erase(0, 1);
  const std::size_t first = cell.find_first_not_of(" \t");
  const std::size_t last = cell.find_last_not_of(" \t");
  return first == std::string::npos ? std::string() : cell.substr(first, last - first + 1);
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  // Nothing at the end, or at a fault.
  std::optional<CsvRow> next() {
    if (at_ >= text_.size()) return std::nullopt;
    CsvRow row{line_, {}};
    for (;;) {
      row.cells.push_back(as_read(cell()));
      if (!fault_.empty() || at_ >= text_.size()) return row;
      const char end = text_[at_++];
      if (end == ',') continue;
      if (end == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
      ++line_;
      return row;
    }
  }
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  void refuse(const std::string& what) {
    if (fault_.empty()) fault_ = "Line " + std::to_string(line_) + ": " + what;
  }

  std::string cell() {
    if (at_ < text_.size() && text_[at_] == '"') return quoted();
    const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    std::string value(text_.substr(at_, end - at_));
    at_ = end;
    if (value.size() > k_cell_bytes_max) refuse("a cell is too long.");
    return value;
  }

  std::string quoted() {
    std::string value;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"') {
        value += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        value += text_[++at_];
      } else {
        ++at_;
        if (at_ < text_.size() && std::string_view(",\r\n").find(text_[at_]) == std::string_view::npos) {
          refuse("something stands behind a closing quote.");
        }
        if (value.size() > k_cell_bytes_max) refuse("a cell is too long.");
        return value;
      }
    }
    refuse("a quote is not closed.");
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::string fault_;
};

}  // namespace

std::optional<std::string> decoded_csv(std::string_view bytes) {
  if (bytes.starts_with(k_csv_mark)) return converted(bytes.substr(k_csv_mark.size()), "UTF-8");
  if (auto utf8 = converted(bytes, "UTF-8")) return utf8;
  return converted(bytes, "gb18030");
}

std::string gb18030_of(std::string_view text) {
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8({text.data(), static_cast<int>(text.size())});
  std::string bytes(static_cast<std::size_t>(wide.length()) * 4 + 4, '\0');
  const int length = wide.extract(0, wide.length(), bytes.data(), static_cast<std::uint32_t>(bytes.size()), "gb18030");
  bytes.resize(static_cast<std::size_t>(std::max(length, 0)));
  return bytes;
}

Result<std::vector<CsvRow>, std::string> csv_rows(std::string_view text, std::size_t rows_max) {
  std::vector<CsvRow> rows;
  Reader reader(text);
  while (auto row = reader.next()) {
    if (!reader.fault().empty()) return Failure{reader.fault()};
    const bool empty = std::all_of(row->cells.begin(), row->cells.end(), [](const auto& cell) { return cell.empty(); });
    if (empty) continue;
    if (rows.size() > rows_max) return Failure{"There are more than " + std::to_string(rows_max) + " rows."};
    rows.push_back(std::move(*row));
  }
  return rows;
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string cell = is_formula(cells[i]) ? "'" + cells[i] : cells[i];
    if (cell.find_first_of(",\"\r\n") != std::string::npos) {
      std::string quoted = "\"";
      for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
      cell = quoted + "\"";
    }
    line += (i == 0 ? "" : ",") + cell;
  }
  return line + "\r\n";
}

}  // namespace lamplight::server::http
