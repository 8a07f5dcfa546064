// Two dialects of the same question.
#include "server/road_matrix.h"

#include <cmath>
#include <cstdio>

#include <nlohmann/json.hpp>

namespace lamplight::server {
namespace {

using nlohmann::json;

constexpr double k_way_s_max = 24 * 3600;  // no way of a care worker; whoever answers it speaks of something else

json place(const Position& position) { return {{"lat", position.lat}, {"lon", position.lon}}; }

std::string lon_lat(const Position& position) {
  char text[48];
  std::snprintf(text, sizeof text, "%.6f,%.6f", position.lon, position.lat);
  return text;
}

// null: no way by road. What is neither that nor a time is odd.
bool add_time(RoadTimes& times, const json& value) {
  if (value.is_null()) {
    times.emplace_back();
    return true;
  }
  if (!value.is_number()) return false;
  const double seconds = value.get<double>();
  if (!(seconds >= 0 && seconds <= k_way_s_max)) return false;
  times.emplace_back(static_cast<int>(std::lround(seconds)));
  return true;
}

const json* member(const json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

// A row a source, a cell a target; Valhalla's cells are objects, OSRM's are numbers.
Result<RoadTimes, std::string> read_rows(const json* rows, std::size_t sources, const char* time_member) {
  if (rows == nullptr || !rows->is_array() || rows->size() != sources) return Failure{std::string("not a row a source")};
  RoadTimes times;
  times.reserve(sources);
  for (const json& row : *rows) {
    if (!row.is_array() || row.size() != 1) return Failure{std::string("a row without its one target")};
    const json* time = &row[0];
    if (time_member != nullptr) time = row[0].is_object() ? member(row[0], time_member) : nullptr;
    if (time == nullptr || !add_time(times, *time)) return Failure{std::string("a time that is none")};
  }
  return times;
}

}  // namespace

std::optional<RouterKind> router_kind_named(std::string_view name) {
  if (name.empty()) return RouterKind::none;
  if (name == "valhalla") return RouterKind::valhalla;
  if (name == "osrm") return RouterKind::osrm;
  return std::nullopt;
}

MatrixRequest matrix_request(RouterKind kind, const std::string& mode, std::span<const Position> sources,
                             const Position& target) {
  if (kind == RouterKind::osrm) {
    std::string places;
    std::string numbers;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      places += lon_lat(sources[i]) + ";";
      numbers += (i == 0 ? "" : ";") + std::to_string(i);
    }
    return {false,
            "/table/v1/" + mode + "/" + places + lon_lat(target) + "?annotations=duration&sources=" + numbers +
                "&destinations=" + std::to_string(sources.size()),
            ""};
  }
  json body{{"costing", mode}, {"sources", json::array()}, {"targets", json::array({place(target)})}};
  for (const Position& source : sources) body["sources"].push_back(place(source));
  return {true, "/sources_to_targets", body.dump()};
}

Result<RoadTimes, std::string> read_matrix(RouterKind kind, const std::string& body, std::size_t sources) {
  const json answer = json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (!answer.is_object()) return Failure{std::string("no JSON object")};
  if (kind == RouterKind::valhalla) return read_rows(member(answer, "sources_to_targets"), sources, "time");
  const json* code = member(answer, "code");
  if (code == nullptr || *code != "Ok") return Failure{std::string("its code is not Ok")};
  return read_rows(member(answer, "durations"), sources, nullptr);
}

}  // namespace lamplight::server
