// Who goes where when several wait: an exact minimum-cost assignment (docs/decisions/0012).
//
// Called by server/match_command for `lamplight match`. Pure; any thread. Rows are taken by
// id, so their order changes nothing, not even which of several equally good answers it is.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/geo.h"
#include "model/ids.h"
#include "model/result.h"

namespace lamplight {

struct MatchWorker {
  WorkerId id;
  Position position;
  std::vector<SkillCode> skills;
  bool on_duty = false;
};

struct MatchIncident {
  IncidentId id;
  Position position;
  std::vector<SkillCode> needs;  // whoever goes has all of them
  int priority = 5;              // 1 most urgent .. 5
};

struct Assigned {
  IncidentId incident;
  WorkerId worker;
  int travel_s = 0;
  bool operator==(const Assigned&) const = default;
};

struct Assignment {
  std::vector<Assigned> assigned;      // by incident id
  std::vector<IncidentId> unassigned;  // by id
  std::int64_t total_s = 0;
  bool operator==(const Assignment&) const = default;
};

// Slower, and the way round the earth would no longer fit into 31 bits of seconds; faster is no vehicle.
inline constexpr double k_match_speed_min_mps = 0.05;
inline constexpr double k_match_speed_max_mps = 1'000;

// Serves as many incidents as possible, more urgent ones first where not all can be, then at the least
// total travel (great circle over `speed_mps`, whole seconds). One worker an incident, one incident a
// worker, only workers on duty who have every need. The failure is a sentence that names the wrong row:
// a priority outside 1..5, a place not on the earth, an id twice, a speed out of range.
[[nodiscard]] Result<Assignment, std::string> assign(std::span<const MatchWorker> workers,
                                                     std::span<const MatchIncident> incidents, double speed_mps);

}  // namespace lamplight
