// One question to a road router over HTTP.
//
// Called on the thread "roads" (server/road_travel), which nobody waits for longer than its deadline.
#pragma once

#include <string>

#include "server/road_matrix.h"

namespace lamplight::server {

struct RouterSettings {
  std::string kind;              // "valhalla" or "osrm"; empty: none, the straight line is all there is
  std::string url;               // http://host:port, and a path where it has one
  std::string mode;              // empty: "bicycle" with Valhalla, "bike" with OSRM
  int deadline_ms = 200;         // what a decision waits at most
};

// Throws std::runtime_error with a sentence where the settings do not fit together.
void check_router(const RouterSettings& settings);

// The failure is a sentence for the log. Waits for at most a few times the deadline.
[[nodiscard]] Result<RoadTimes, std::string> ask_router(const RouterSettings& settings,
                                                        std::span<const Position> sources, const Position& target);

}  // namespace lamplight::server
