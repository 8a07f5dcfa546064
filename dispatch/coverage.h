// Whether the roster of the coming days has somebody for every resident, hour and kind of emergency; where not,
// the holes, worst first, each with the cheapest way to close it.
//
// Called by server/http for GET /reports/coverage. Pure. It judges the plan by the rules that decide on the day
// (dispatch/eligibility), so that a hole is exactly what would be "nobody may go" then.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dispatch/town.h"
#include "dispatch/travel.h"
#include "model/alarm_kind.h"

namespace lamplight {

struct PlannedShift {
  WorkerId worker;
  Instant from{};
  Instant until{};
  std::optional<Instant> break_from;  // both or neither
  std::optional<Instant> break_until;
  bool operator==(const PlannedShift&) const = default;
};

struct DatedSkill {
  WorkerId worker;
  SkillCode skill;
  std::optional<Instant> expires;
  bool operator==(const DatedSkill&) const = default;
};

struct RosterPlan {
  std::vector<WorkerCard> workers;  // by id; their skills stand below
  std::vector<DatedSkill> skills;
  std::vector<PlannedShift> shifts;
};

struct CoverageWish {
  Instant from{};  // the beginning of an hour
  int hours = 7 * 24;
  Seconds target{45 * 60};  // from the decision to the door (standards.md §1)
};

// In the order of what it asks of people.
enum class ClosingMove : std::uint8_t { move_break, renew_skill, extend_shift, call_in };
[[nodiscard]] std::string_view name_of(ClosingMove move);

struct Closing {
  ClosingMove move = ClosingMove::call_in;
  WorkerId worker;
  std::string name;
  std::string skill;  // to renew
  int cost_min = 0;   // of work: what is added to the roster, and the trouble (coverage.cpp)
  bool operator==(const Closing&) const = default;
};

// The same time, kinds, reason and remedy, for all residents concerned.
struct CoverageHole {
  Instant from{};
  Instant until{};
  std::vector<AlarmKind> kinds;
  int priority = 5;                   // of the most urgent of these
  std::vector<ResidentId> residents;  // by id
  std::string why;                    // of the one who is nearest to being able: "lacks lifting"
  std::optional<Closing> closing;     // nothing: no roster of these people closes it
  bool operator==(const CoverageHole&) const = default;
};

struct Coverage {
  std::int64_t asked = 0;    // residents × hours × kinds
  std::int64_t covered = 0;  // of these, the whole hour
  std::vector<CoverageHole> holes;
};

// A worker of whom no place is known counts as being amid the homes of the districts that she serves; so does
// one who is seen somewhere now, for the plan is about other days.
[[nodiscard]] Coverage coverage(const Town& town, const RosterPlan& plan, const TravelTime& travel,
                                const CoverageWish& wish);

}  // namespace lamplight
