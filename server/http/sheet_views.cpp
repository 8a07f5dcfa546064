// From cells to bodies.
#include "server/http/sheet_views.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "db/password.h"
#include "server/http/csv_text.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_rows_max = 20'000;
constexpr std::size_t k_id_digits = 12;

std::optional<Json> truth_in(const std::string& text) {
  static const std::map<std::string, bool> words{{"true", true},   {"1", true},  {"yes", true}, {"是", true},
                                                 {"false", false}, {"0", false}, {"no", false}, {"否", false}};
  const auto found = words.find(text);
  return found == words.end() ? std::nullopt : std::optional<Json>(found->second);
}

std::optional<Json> number_in(const std::string& text, bool whole) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  if (!whole) return number;
  const auto counted = static_cast<std::int64_t>(number);
  if (static_cast<double>(counted) != number) return std::nullopt;
  return counted;
}

Json texts_in(const std::string& text) {
  Json list = Json::array();
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t end = std::min(text.find(';', from), text.size());
    if (end > from) list.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return list;
}

// "lifting=2027-01-01T00:00:00Z;first_aid=…".
std::optional<Json> pairs_in(const std::string& text) {
  Json pairs = Json::object();
  for (const Json& item : texts_in(text)) {
    const auto& pair = item.get_ref<const std::string&>();
    const std::size_t equals = pair.find('=');
    if (equals == 0 || equals == std::string::npos) return std::nullopt;
    pairs[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return pairs;
}

// Nothing: not of that type.
std::optional<Json> cell_in(const std::string& text, SheetType type) {
  switch (type) {
    case SheetType::text:
      return text;
    case SheetType::number:
      return number_in(text, false);
    case SheetType::whole:
      return number_in(text, true);
    case SheetType::truth:
      return truth_in(text);
    case SheetType::texts:
      return texts_in(text);
    case SheetType::pairs:
      return pairs_in(text);
  }
  return std::nullopt;
}

std::string_view words_of(SheetType type) {
  switch (type) {
    case SheetType::number:
      return "must be a number";
    case SheetType::whole:
      return "must be a whole number";
    case SheetType::truth:
      return "must be true or false";
    case SheetType::pairs:
      return "must be written as name=value;name=value";
    case SheetType::text:
    case SheetType::texts:
      break;
  }
  return "can't be read";
}

using Header = std::vector<const SheetColumn*>;

Header header_of(const CsvRow& names, std::span<const SheetColumn> columns, std::vector<SheetFault>& faults) {
  Header header;
  std::set<std::string> seen;
  for (const std::string& name : names.cells) {
    const auto column =
        std::find_if(columns.begin(), columns.end(), [&](const SheetColumn& one) { return one.name == name; });
    header.push_back(column == columns.end() ? nullptr : &*column);
    if (column == columns.end()) faults.push_back({names.line, name, name + " is no column of this register."});
    if (!seen.insert(name).second) faults.push_back({names.line, name, name + " is there twice."});
  }
  return header;
}

void read_cells(const CsvRow& cells, const Header& header, SheetRow& row, std::vector<SheetFault>& faults) {
  if (cells.cells.size() > header.size()) faults.push_back({cells.line, "", "The row has more cells than the header."});
  for (std::size_t i = 0; i < std::min(cells.cells.size(), header.size()); ++i) {
    const std::string& text = cells.cells[i];
    if (text.empty() || header[i] == nullptr) continue;
    auto value = cell_in(text, header[i]->type);
    if (!value) {
      faults.push_back(
          {cells.line, header[i]->name, header[i]->name + " " + std::string(words_of(header[i]->type)) + "."});
    } else if (header[i]->name == "id") {
      row.id = text;
    } else {
      row.json[header[i]->name] = std::move(*value);
    }
  }
}

}  // namespace

Outcome<Sheet> sheet_of(const std::string& bytes, std::span<const SheetColumn> columns, const std::string& id_prefix,
                        SheetRows per_thing) {
  const auto text = decoded_csv(bytes);
  if (!text) return Failure{malformed("The sheet is neither UTF-8 nor GB18030.")};
  const auto rows = csv_rows(*text, k_rows_max);
  if (!rows) return Failure{malformed(rows.error())};
  if (rows.value().empty()) return Failure{malformed("The sheet is empty; its first row names the columns.")};
  Sheet sheet;
  const Header header = header_of(rows.value().front(), columns, sheet.faults);
  const std::string digest = db::digest_of_token(bytes);
  std::set<std::string> ids;
  for (std::size_t i = 1; i < rows.value().size(); ++i) {
    const CsvRow& cells = rows.value()[i];
    SheetRow row{cells.line, "", Json::object()};
    if (per_thing == SheetRows::one_each)
      row.id = id_prefix + "-" + digest.substr(0, k_id_digits) + "-" + std::to_string(i);
    read_cells(cells, header, row, sheet.faults);
    const bool is_new = ids.insert(row.id).second;
    if (row.id.empty()) {
      sheet.faults.push_back({row.line, "id", "id is required."});
    } else if (!is_name(row.id)) {
      sheet.faults.push_back({row.line, "id", "id must be of letters, digits, - and _."});
    }
    if (per_thing == SheetRows::one_each && !is_new) sheet.faults.push_back({row.line, "id", "id is there twice."});
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

SheetFault fault_of(const SheetRow& row, const std::string& sentence) {
  std::string member = sentence.substr(0, sentence.find(' '));
  if (member.starts_with("contacts")) {
    member = "contact_" + member.substr(std::min(member.find('.') + 1, member.size()));
  } else if (member.starts_with("place")) {
    const std::size_t point = member.find('.');
    member = point == std::string::npos ? "lat" : member.substr(point + 1);
  }
  return {row.line, member, sentence};
}

std::string sheet_report_view(const SheetReport& report) {
  constexpr std::size_t k_faults_max = 1'000;
  Json faults = Json::array();
  for (const SheetFault& fault : report.faults) {
    if (faults.size() == k_faults_max) break;
    faults.push_back({{"row", fault.line}, {"column", fault.column}, {"fault", fault.fault}});
  }
  return written({{"dry_run", report.dry_run},
                  {"rows", report.rows},
                  {"added", report.added},
                  {"changed", report.changed},
                  {"faults_found", report.faults.size()},
                  {"faults", std::move(faults)}});
}

std::string sheet_cell(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  std::string joined;
  if (value.is_array()) {
    for (const Json& item : value) {
      if (!joined.empty()) joined += ';';
      joined += sheet_cell(item);
    }
    return joined;
  }
  if (value.is_object()) {
    for (const auto& [name, one] : value.items()) {
      if (!joined.empty()) joined += ';';
      joined += name;
      joined += '=';
      joined += sheet_cell(one);
    }
    return joined;
  }
  return written(value);
}

}  // namespace lamplight::server::http
