// Cells to JSON and back.
#include "server/http/register_views.h"

#include "model/check.h"
#include "server/http/json_views.h"

namespace lamplight::server::http {
namespace {

Json words_json(const std::string& text) {
  Json words = Json::array();
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    if (comma > from) words.push_back(text.substr(from, comma - from));
    from = comma + 1;
  }
  return words;
}

Json cell_json(const db::Column& column, const db::Cell& cell) {
  if (std::holds_alternative<std::nullptr_t>(cell)) return nullptr;
  switch (column.type) {
    case db::CellType::text:
      return std::get<std::string>(cell);
    case db::CellType::words:
      return words_json(std::get<std::string>(cell));
    case db::CellType::number:
      return std::get<double>(cell);
    case db::CellType::whole:
      return std::get<std::int64_t>(cell);
    case db::CellType::truth:
      return std::get<std::int64_t>(cell) != 0;
    case db::CellType::time:
      return to_rfc3339(instant_of_ms(std::get<std::int64_t>(cell)));
  }
  LAMPLIGHT_CHECK(false && "a type outside the enumeration");
}

// A place is two columns in the table and one member outside.
void join_place(Json& json) {
  if (!json.contains("position_at")) return;
  const Json lat = json["lat"];
  const Json lon = json["lon"];
  json.erase("lat");
  json.erase("lon");
  json["position"] = lat.is_null() || lon.is_null() ? Json(nullptr) : Json{{"lat", lat}, {"lon", lon}};
  if (json["position"].is_null()) json["position_at"] = nullptr;
}

Json row_json(const db::RegisterShape& shape, const db::RegisterRow& row) {
  Json json{{"id", row.id}};
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    json[std::string(shape.columns[i].name)] = cell_json(shape.columns[i], row.cells.at(i));
  }
  for (std::size_t i = 0; i < shape.lists.size(); ++i) json[std::string(shape.lists[i].name)] = view(row.lists.at(i));
  join_place(json);
  json["version"] = row.version;
  return json;
}

bool is_allowed(std::string_view word, std::string_view one_of) {
  if (one_of.empty() || word.empty()) return true;
  return (" " + std::string(one_of) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

std::string text_in(Body& body, const db::Column& column) {
  const std::string name(column.name);
  const std::string text = column.required ? body.text(name, static_cast<std::size_t>(column.most))
                                           : body.maybe_text(name, static_cast<std::size_t>(column.most)).value_or("");
  if (!is_allowed(text, column.one_of)) body.refuse(name + " must be one of: " + std::string(column.one_of) + ".");
  if (column.code && !text.empty() && !is_alarm_id(text)) body.refuse(name + " must be of letters, digits and -_.:");
  return text;
}

std::string words_in(Body& body, const db::Column& column) {
  std::string joined;
  for (const std::string& word : body.maybe_codes(std::string(column.name)).value_or(std::vector<std::string>{})) {
    joined += (joined.empty() ? "" : ",") + word;
  }
  if (joined.size() > static_cast<std::size_t>(column.most)) body.refuse(std::string(column.name) + " is too long.");
  return joined;
}

db::Cell cell_in(Body& body, const db::Column& column) {
  const std::string name(column.name);
  switch (column.type) {
    case db::CellType::text:
      return text_in(body, column);
    case db::CellType::words:
      return words_in(body, column);
    case db::CellType::number:
      return body.number(name, column.least, column.most);
    case db::CellType::whole:
      return std::int64_t{
          body.maybe_integer(name, static_cast<int>(column.least), static_cast<int>(column.most)).value_or(0)};
    case db::CellType::truth:
      return std::int64_t{body.truth(name) ? 1 : 0};
    case db::CellType::time:
      return ms_of(body.instant(name));
  }
  LAMPLIGHT_CHECK(false && "a type outside the enumeration");
  return nullptr;
}

Json ladder_json(const LadderRow& row) {
  Json steps = Json::array();
  for (const PolicyStep& step : row.steps) {
    steps.push_back({{"action", name_of(step.action)}, {"width", step.width}, {"wait_ms", step.wait.count()}});
  }
  return {{"id", row.id}, {"queue", name_of(row.queue)}, {"priority", row.priority}, {"steps", std::move(steps)}};
}

Json weights_json(const Weights& weights) {
  Json json{{"id", "weights"}};
  for (const WeightFacts& facts : weight_facts()) json[std::string(facts.name)] = weights.*facts.value;
  return json;
}

Json needs_json(const KindNeedsRow& row) {
  return {{"id", row.id}, {"kind", facts_of(row.kind).name}, {"needs", view(row.needs)}};
}

}  // namespace

std::string register_row_view(const db::RegisterShape& shape, const db::RegisterRow& row) {
  return written(row_json(shape, row));
}

std::string register_page_view(const db::RegisterShape& shape, const std::vector<db::RegisterRow>& rows,
                               const std::optional<std::string>& next) {
  Json items = Json::array();
  for (const db::RegisterRow& row : rows) items.push_back(row_json(shape, row));
  return written(page_view(std::move(items), next));
}

db::RegisterRow blank_row(const db::RegisterShape& shape) {
  db::RegisterRow row;
  row.lists.resize(shape.lists.size());
  for (const db::Column& column : shape.columns) {
    switch (column.type) {
      case db::CellType::text:
      case db::CellType::words:
        row.cells.emplace_back(std::string());
        break;
      case db::CellType::number:
        row.cells.emplace_back(0.0);
        break;
      case db::CellType::whole:
      case db::CellType::truth:
      case db::CellType::time:
        row.cells.emplace_back(std::int64_t{0});
        break;
    }
    if (column.nullable) row.cells.back() = nullptr;
  }
  return row;
}

void apply_body(Body& body, const db::RegisterShape& shape, db::RegisterRow& row, bool is_new) {
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    const db::Column& column = shape.columns[i];
    const std::string name(column.name);
    if (!column.editable || (!body.names(name) && !(is_new && column.required))) continue;
    const bool cleared = column.nullable && !body.has(name);
    row.cells.at(i) = cleared ? db::Cell(nullptr) : cell_in(body, column);
  }
  for (std::size_t i = 0; i < shape.lists.size(); ++i) {
    if (auto codes = body.maybe_codes(std::string(shape.lists[i].name))) row.lists.at(i) = std::move(*codes);
  }
}

std::string policy_view(const LadderRow& row) {
  return written(ladder_json(row));
}
std::string policy_view(const KindNeedsRow& row) {
  return written(needs_json(row));
}

std::string policy_view(const Weights& weights) {
  return written(weights_json(weights));
}

std::string policy_page_view(const std::vector<LadderRow>& ladders, const std::vector<KindNeedsRow>& needs,
                             const Weights& weights) {
  Json items = Json::array();
  for (const LadderRow& row : ladders) items.push_back(ladder_json(row));
  for (const KindNeedsRow& row : needs) items.push_back(needs_json(row));
  items.push_back(weights_json(weights));
  return written(page_view(std::move(items), std::nullopt));
}

Ladder ladder_in(Body& body) {
  constexpr int k_wait_ms_max = 24 * 3'600'000;
  Ladder ladder;
  auto steps = body.maybe_objects("steps", 20);
  if (!steps || steps->empty()) {
    body.refuse("steps is required, a list of at least one step.");
    return ladder;
  }
  for (Body& step : *steps) {
    const auto action = step_action_named(step.text("action"));
    const int width = step.maybe_integer("width", 1, 20).value_or(1);
    const auto wait_ms = step.maybe_integer("wait_ms", 1'000, k_wait_ms_max);
    if (!action) step.refuse("action must be offer, contacts, dispatchers or emergency_number.");
    if (!wait_ms) step.refuse("wait_ms is required, from 1000.");
    if (const auto fault = step.fault()) {
      body.refuse(fault->detail);
      return ladder;
    }
    ladder.push_back({*action, width, Millis{*wait_ms}});
  }
  return ladder;
}

}  // namespace lamplight::server::http
