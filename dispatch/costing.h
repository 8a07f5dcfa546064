// What sending a worker costs, in seconds, each term with its name.
//
// Used by dispatch/matcher and dispatch/sharing. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/eligibility.h"
#include "dispatch/town.h"
#include "dispatch/travel.h"

namespace lamplight {

enum class CostTerm : std::uint8_t {
  travel,
  stale_position,
  inaccurate_position,
  language_missed,
  gender_missed,
  not_preferred,
  load,
  shift_ends_soon,
  asked_before,
  asked_for_another,
  displaces,
  on_break,
  no_break,
  not_there_last,
  cover,
};

[[nodiscard]] std::string_view name_of(CostTerm term);

[[nodiscard]] std::optional<CostTerm> cost_term_named(std::string_view name);

// How much of a term there is, and what that comes to under some weights. Travel, cover, old and inaccurate
// positions are seconds already; the others are counted.
[[nodiscard]] int price_s(CostTerm term, int amount, const Weights& weights);

struct Cost {
  CostTerm term;
  int seconds;
  int amount = 1;
  bool operator==(const Cost&) const = default;
};

struct Candidate {
  WorkerId worker;
  std::string name;
  int cost_s = 0;
  int eta_s = 0;
  int distance_m = 0;
  std::vector<Cost> costs;           // add up to cost_s
  std::vector<std::string> reasons;  // "6 min away", "speaks Cantonese", …
  std::vector<WhyNot> why_not;       // empty: able
  bool operator==(const Candidate&) const = default;
};

// The costs of one incident. Borrows all that it is made of.
class Costing {
 public:
  Costing(const Incident& incident, const Town& town, const TravelTime& travel, Instant now);

  // Of a worker whose position and whose goal are known. The sum alone, for the many …
  [[nodiscard]] int seconds(const WorkerCard& worker, const Ties& ties) const;
  // … its terms …
  [[nodiscard]] std::vector<Cost> terms(const WorkerCard& worker, const Ties& ties) const;
  // … and those with words, for the few that are shown or asked.
  [[nodiscard]] Candidate of(const WorkerCard& worker, const Ties& ties) const;

  // What nobody costs less than who is that far away.
  [[nodiscard]] int least_seconds(double metres) const { return travel_.least_s(metres, pace_); }

  [[nodiscard]] const ResidentCard* resident() const { return resident_; }

 private:
  template <class Add>
  void each_term(const WorkerCard& worker, const Ties& ties, const Add& add) const;
  template <class Add>
  void wishes(const WorkerCard& worker, const Add& add) const;
  template <class Add>
  void what_she_leaves(const Ties& ties, const Add& add) const;
  [[nodiscard]] int off_by_s(double accuracy_m) const;
  void explain(Candidate& candidate, const WorkerCard& worker) const;

  const Incident& incident_;
  const ResidentCard* resident_;  // null: unknown device, area incident
  const WorkerId* last_there_;     // null: nobody of late
  const Weights& weights_;
  const TravelTime& travel_;
  Pace pace_;
  Instant now_;
};

}  // namespace lamplight
