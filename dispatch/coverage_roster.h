// The roster read for dispatch/coverage: who is present when, with which skills, and what it costs to have her.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "dispatch/coverage.h"

namespace lamplight {

// A stretch of time in which nothing changes: nobody comes, goes or loses a skill.
struct Stretch {
  Instant from{};
  Instant until{};
  std::size_t crew = 0;  // who is present: a number of Roster::crews
};

class Roster {
 public:
  Roster(const Town& town, const RosterPlan& plan, const CoverageWish& wish);

  [[nodiscard]] const std::vector<Stretch>& stretches() const { return stretches_; }
  // Distinct crews, each with the cards as they are then: on duty, amid her homes, with the skills that are valid.
  [[nodiscard]] const std::vector<std::vector<WorkerCard>>& crews() const { return crews_; }
  // Everybody as if on duty at that time, with valid skills only or with all that she ever had.
  [[nodiscard]] WorkerCard as_if_present(std::size_t worker, Instant at, bool renewed) const;
  [[nodiscard]] std::size_t workers() const { return plan_.workers.size(); }

  // What it takes that she works from `from` to `until`; nothing where she does already (a skill is missing) or
  // where she would have less than her rest.
  [[nodiscard]] std::optional<std::pair<ClosingMove, int>> move_for(std::size_t worker, Instant from,
                                                                    Instant until) const;
  [[nodiscard]] bool present(std::size_t worker, Instant from, Instant until) const;
  // The first skill of hers that is not valid at that time and that `needs` asks for.
  [[nodiscard]] std::string expired(std::size_t worker, const std::vector<SkillCode>& needs, Instant at) const;

 private:
  void place(const Town& town);
  void cut_into_stretches(const CoverageWish& wish);
  [[nodiscard]] bool valid(const DatedSkill& skill, Instant at) const { return !skill.expires || *skill.expires > at; }

  const RosterPlan& plan_;
  std::vector<Position> places_;
  std::vector<std::vector<const PlannedShift*>> shifts_;  // of each worker, by time
  std::vector<std::vector<const DatedSkill*>> skills_;    // of each worker
  std::vector<Stretch> stretches_;
  std::vector<std::vector<WorkerCard>> crews_;
};

}  // namespace lamplight
