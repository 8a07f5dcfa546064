// Who is best: one integer cost in seconds, each term named.
//
// Called by intake, escalation and lifecycle for offers, and by HTTP for the dispatcher's list.
// Pure; ties break by worker id.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "dispatch/eligibility.h"
#include "dispatch/town.h"
#include "dispatch/travel.h"

namespace lamplight {

// Silence is not a no: who let an offer expire may be asked again after this.
inline constexpr Millis k_ask_again_after{5 * 60'000};

enum class CostTerm : std::uint8_t {
  travel, stale_position, language_missed, gender_missed, not_preferred, load, shift_ends_soon, asked_before,
};

[[nodiscard]] std::string_view name_of(CostTerm term);

struct Cost {
  CostTerm term;
  int seconds;
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

// All workers for one incident: the able ones, best first, then the others by id.
[[nodiscard]] std::vector<Candidate> rank(const Incident& incident, const Town& town, std::span<const Commitment> commitments,
                                          std::span<const Offer> offers, const TravelTime& travel, Instant now);

// The best `width` able workers for an automatic offer: nobody who is being asked for this incident, or
// was asked in the last `k_ask_again_after`, and without the words for all the others.
[[nodiscard]] std::vector<Candidate> best(const Incident& incident, const Town& town, std::span<const Commitment> commitments,
                                          std::span<const Offer> offers, const TravelTime& travel, Instant now,
                                          std::size_t width);

}  // namespace lamplight
