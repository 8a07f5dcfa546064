// Cells to JSON and back.
#include "server/http/register_views.h"

#include <algorithm>

#include "model/check.h"
#include "server/http/json_views.h"
#include "server/http/sheet_views.h"

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

Json ends_json(const db::Ends& ends) {
  Json json = Json::object();
  for (const auto& [item, end] : ends) json[item] = to_rfc3339(end);
  return json;
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
  for (std::size_t i = 0; i < shape.lists.size(); ++i) {
    const db::ListColumn& list = shape.lists[i];
    json[std::string(list.name)] = view(row.lists.at(i));
    if (!list.until.empty()) json[std::string(list.until)] = ends_json(row.until.at(i));
  }
  join_place(json);
  json["version"] = row.version;
  return json;
}

bool is_allowed(std::string_view word, std::string_view one_of) {
  if (one_of.empty() || word.empty()) return true;
  for (std::size_t from = 0; from < one_of.size();) {
    const std::size_t blank = std::min(one_of.find(' ', from), one_of.size());
    if (one_of.substr(from, blank - from) == word) return true;
    from = blank + 1;
  }
  return false;
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

// What the body says of ends goes for all of the list; an item that is taken out has none.
void apply_ends(Body& body, const db::ListColumn& list, const std::vector<std::string>& items, db::Ends& ends) {
  const auto is_gone = [&](const auto& end) { return std::find(items.begin(), items.end(), end.first) == items.end(); };
  const std::string name(list.until);
  if (!body.names(name)) {
    std::erase_if(ends, is_gone);
    return;
  }
  ends = body.maybe_instants(name).value_or(db::Ends{});
  for (const auto& end : ends) {
    if (is_gone(end)) body.refuse(name + " names " + end.first + ", which is not among " + std::string(list.name) + ".");
  }
}

Json ladder_json(const LadderRow& row) {
  return {{"id", row.id}, {"queue", name_of(row.queue)}, {"priority", row.priority}, {"steps", steps_json(row.steps)}};
}

Json weights_json(const Weights& weights) {
  Json json{{"id", "weights"}};
  for (const WeightFacts& facts : weight_facts()) json[std::string(facts.name)] = weights.*facts.value;
  return json;
}

Json kind_json(const std::optional<AlarmKind>& kind) {
  return kind ? Json(facts_of(*kind).name) : Json(nullptr);
}

Json evidence_json(const std::vector<EvidenceRule>& rules) {
  Json list = Json::array();
  for (const EvidenceRule& rule : rules) {
    list.push_back({{"kind", kind_json(rule.kind)},
                    {"beside", kind_json(rule.beside)},
                    {"says", rule.says},
                    {"needs", view(rule.needs)}});
  }
  return {{"id", "evidence"}, {"rules", std::move(list)}};
}

Json needs_json(const KindNeedsRow& row) {
  return {{"id", row.id}, {"kind", facts_of(row.kind).name}, {"needs", view(row.needs)}};
}

}  // namespace

Json steps_json(const Ladder& ladder) {
  Json steps = Json::array();
  for (const PolicyStep& step : ladder) {
    steps.push_back({{"action", name_of(step.action)},
                     {"width", step.width},
                     {"wait_ms", step.wait.count()},
                     {"loudness", name_of(loudness_of(step))}});
  }
  return steps;
}

std::string register_row_view(const db::RegisterShape& shape, const db::RegisterRow& row) {
  return written(row_json(shape, row));
}

std::string register_page_view(const db::RegisterShape& shape, const std::vector<db::RegisterRow>& rows,
                               const std::optional<std::string>& next) {
  Json items = Json::array();
  for (const db::RegisterRow& row : rows) items.push_back(row_json(shape, row));
  return written(page_view(std::move(items), next));
}

std::vector<std::string> register_header(const db::RegisterShape& shape) {
  std::vector<std::string> header{"id"};
  for (const db::Column& column : shape.columns) header.emplace_back(column.name);
  for (const db::ListColumn& list : shape.lists) {
    header.emplace_back(list.name);
    if (!list.until.empty()) header.emplace_back(list.until);
  }
  return header;
}

std::vector<std::string> register_cells(const db::RegisterShape& shape, const db::RegisterRow& row) {
  std::vector<std::string> cells{row.id};
  for (std::size_t i = 0; i < shape.columns.size(); ++i)
    cells.push_back(sheet_cell(cell_json(shape.columns[i], row.cells.at(i))));
  for (std::size_t i = 0; i < shape.lists.size(); ++i) {
    cells.push_back(sheet_cell(view(row.lists.at(i))));
    if (!shape.lists[i].until.empty()) cells.push_back(sheet_cell(ends_json(row.until.at(i))));
  }
  return cells;
}

db::RegisterRow blank_row(const db::RegisterShape& shape) {
  db::RegisterRow row;
  row.lists.resize(shape.lists.size());
  row.until.resize(shape.lists.size());
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
    if (!shape.lists[i].until.empty()) apply_ends(body, shape.lists[i], row.lists.at(i), row.until.at(i));
  }
}

std::string policy_view(const LadderRow& row) {
  return written(ladder_json(row));
}
std::string policy_view(const KindNeedsRow& row) {
  return written(needs_json(row));
}

std::string policy_view(const std::vector<EvidenceRule>& rules) {
  return written(evidence_json(rules));
}

std::string policy_view(const Weights& weights) {
  return written(weights_json(weights));
}

std::string policy_page_view(const std::vector<LadderRow>& ladders, const std::vector<KindNeedsRow>& needs,
                             const std::vector<EvidenceRule>& rules, const Weights& weights) {
  Json items = Json::array();
  for (const LadderRow& row : ladders) items.push_back(ladder_json(row));
  for (const KindNeedsRow& row : needs) items.push_back(needs_json(row));
  items.push_back(evidence_json(rules));
  items.push_back(weights_json(weights));
  return written(page_view(std::move(items), std::nullopt));
}

PolicyStep step_in(Body& step) {
  constexpr int k_wait_ms_max = 24 * 3'600'000;
  const auto action = step_action_named(step.text("action"));
  const int width = step.maybe_integer("width", 1, 20).value_or(1);
  const auto wait_ms = step.maybe_integer("wait_ms", 1'000, k_wait_ms_max);
  const auto loudness = step.maybe_text("loudness", 10);
  if (!action) step.refuse("action must be offer, contacts, dispatchers, emergency_number or ask_resident.");
  if (loudness && !loudness_named(*loudness)) step.refuse("loudness must be quiet, normal or loud.");
  if (!wait_ms) step.refuse("wait_ms is required, from 1000.");
  return {action.value_or(StepAction::dispatchers), width, Millis{wait_ms.value_or(0)},
          loudness ? loudness_named(*loudness) : std::nullopt};
}

Ladder ladder_in(Body& body, const std::string& name) {
  Ladder ladder;
  auto steps = body.maybe_objects(name, 20);
  if (!steps || steps->empty()) {
    body.refuse(name + " is required, a list of at least one step.");
    return ladder;
  }
  for (Body& step : *steps) {
    ladder.push_back(step_in(step));
    if (const auto fault = step.fault()) {
      body.refuse(fault->detail);
      return ladder;
    }
  }
  if (ladder.back().action == StepAction::ask_resident) body.refuse("The last step can't be a question.");
  return ladder;
}

}  // namespace lamplight::server::http
