// The export of one person.
#include "server/http/person_views.h"

#include "server/http/json_views.h"
#include "server/http/resident_views.h"

namespace lamplight::server::http {
namespace {

Json cell_json(const db::Cell& cell, db::CellType type) {
  if (std::holds_alternative<std::nullptr_t>(cell)) return nullptr;
  if (type == db::CellType::time) return to_rfc3339(instant_of_ms(std::get<std::int64_t>(cell)));
  if (type == db::CellType::truth) return std::get<std::int64_t>(cell) != 0;
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return *whole;
  if (const auto* number = std::get_if<double>(&cell)) return *number;
  return std::get<std::string>(cell);
}

Json part_json(const db::PersonPart& part) {
  Json rows = Json::array();
  for (const auto& cells : part.rows) {
    Json row = Json::object();
    for (std::size_t i = 0; i < cells.size(); ++i)
      row[std::string(part.columns[i])] = cell_json(cells[i], part.types[i]);
    rows.push_back(std::move(row));
  }
  return rows;
}

Json person_json(const Person& person) {
  Json record = Json::parse(resident_view(person.record), nullptr, false);
  record["key_safe"] = person.key_safe;
  Json json{{"exported_at", to_rfc3339(person.at)}, {"record", std::move(record)}};
  for (const db::PersonPart& part : person.parts) json[std::string(part.name)] = part_json(part);
  return json;
}

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string words_of(const Json& value) {
  if (value.is_null()) return "";
  return value.is_string() ? value.get<std::string>() : written(value);
}

std::string table_of(const Json& rows) {
  if (rows.empty()) return "<p>–</p>\n";
  std::string html = "<table><thead><tr>";
  for (const auto& [name, value] : rows.front().items()) html += "<th>" + escaped(name) + "</th>";
  html += "</tr></thead><tbody>\n";
  for (const Json& row : rows) {
    html += "<tr>";
    for (const auto& [name, value] : row.items()) html += "<td>" + escaped(words_of(value)) + "</td>";
    html += "</tr>\n";
  }
  return html + "</tbody></table>\n";
}

std::string record_of(const Json& record) {
  std::string html = "<dl>\n";
  for (const auto& [name, value] : record.items()) {
    if (value.empty() && !value.is_boolean() && !value.is_number()) continue;
    html += "<dt>" + escaped(name) + "</dt><dd>" + escaped(words_of(value)) + "</dd>\n";
  }
  return html + "</dl>\n";
}

}  // namespace

std::string person_view(const Person& person) {
  return written(person_json(person));
}

std::string person_page(const Person& person) {
  const Json json = person_json(person);
  const std::string name = escaped(person.record.name);
  std::string html = "<!doctype html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\">\n<title>" + name +
                     "</title></head><body>\n<h1>关于 " + name + " 保存的全部信息 · Everything that is kept about " +
                     name + "</h1>\n<p>" + to_rfc3339(person.at) + "</p>\n<h2>档案 · Record</h2>\n" +
                     record_of(json["record"]);
  for (const db::PersonPart& part : person.parts) {
    const std::string title(part.name);
    html += "<h2>" + title + " (" + std::to_string(part.rows.size()) + ")</h2>\n" + table_of(json[title]);
  }
  return html + "</body></html>\n";
}

}  // namespace lamplight::server::http
