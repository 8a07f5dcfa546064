// Writing the roster's holes.
#include "server/http/coverage_views.h"

#include <algorithm>

#include "server/http/json_views.h"

namespace lamplight::server::http {
namespace {

Json closing_json(const std::optional<Closing>& closing) {
  if (!closing) return nullptr;
  Json json{{"move", name_of(closing->move)},
            {"worker", {{"id", closing->worker.text()}, {"name", closing->name}}},
            {"cost_min", closing->cost_min}};
  json["skill"] = closing->skill.empty() ? Json(nullptr) : Json(closing->skill);
  return json;
}

Json hole_json(const CoverageHole& hole, const Town& town) {
  Json kinds = Json::array();
  for (const AlarmKind kind : hole.kinds) kinds.push_back(facts_of(kind).name);
  Json residents = Json::array();
  for (const ResidentId& id : hole.residents) {
    const ResidentCard* card = town.resident(id);
    residents.push_back({{"id", id.text()}, {"name", card == nullptr ? "" : card->name}});
  }
  return {{"from", to_rfc3339(hole.from)},
          {"until", to_rfc3339(hole.until)},
          {"kinds", std::move(kinds)},
          {"priority", hole.priority},
          {"residents", std::move(residents)},
          {"why", hole.why},
          {"closing", closing_json(hole.closing)}};
}

}  // namespace

std::string coverage_view(const Coverage& coverage, const CoverageWish& wish, const Town& town, std::size_t first,
                          std::size_t holes_max, const std::optional<std::string>& next) {
  Json items = Json::array();
  const std::size_t last = std::min(coverage.holes.size(), first + holes_max);
  for (std::size_t i = first; i < last; ++i) items.push_back(hole_json(coverage.holes[i], town));
  Json json = page_view(std::move(items), next);
  json["from"] = to_rfc3339(wish.from);
  json["until"] = to_rfc3339(wish.from + std::chrono::hours{wish.hours});
  json["target_s"] = wish.target.count();
  json["asked"] = coverage.asked;
  json["covered"] = coverage.covered;
  json["holes"] = coverage.holes.size();
  return written(json);
}

}  // namespace lamplight::server::http
