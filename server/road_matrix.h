// How a road router is asked for the times from many places to one, and what it answers: Valhalla's
// sources_to_targets and OSRM's table.
//
// Used by server/road_line. Pure; no network here, so that answers of the real ones can stand in a test.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/geo.h"
#include "model/result.h"

namespace lamplight::server {

enum class RouterKind : std::uint8_t { none, valhalla, osrm };

[[nodiscard]] std::optional<RouterKind> router_kind_named(std::string_view name);  // "", "valhalla", "osrm"

struct MatrixRequest {
  bool post = false;
  std::string path;  // behind the router's address
  std::string body;  // JSON; empty with GET
};

// `mode`: what the workers ride, in the router's words ("bicycle", "motor_scooter", "driving", …).
[[nodiscard]] MatrixRequest matrix_request(RouterKind kind, const std::string& mode, std::span<const Position> sources,
                                           const Position& target);

// Whole seconds of each source's way; nothing where there is none by road. The failure says what is odd.
using RoadTimes = std::vector<std::optional<int>>;
[[nodiscard]] Result<RoadTimes, std::string> read_matrix(RouterKind kind, const std::string& body, std::size_t sources);

}  // namespace lamplight::server
