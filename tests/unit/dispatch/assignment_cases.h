// Made-up towns for the tests of the assignment, and what any answer must satisfy.
//
// The seed of a case is Catch's (--rng-seed) plus a counter; INFO prints it with every failure.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "dispatch/assignment.h"

namespace lamplight::testing {

struct TownCase {
  std::vector<MatchWorker> workers;
  std::vector<MatchIncident> incidents;
  double speed_mps = 8.0;
};

// How a town is made up. Few spots make many equal distances.
struct TownShape {
  int workers = 5;
  int incidents = 5;
  int spots = 0;   // > 0: everybody stands on one of so many places
  int skills = 3;  // kinds of skills there are
  int priorities = 5;
  Position corner{22.55, 113.12};
  double degrees = 0.1;  // side of the town
};

[[nodiscard]] TownCase made_up(const TownShape& shape, std::uint64_t seed);

[[nodiscard]] bool may_serve(const MatchWorker& worker, const MatchIncident& incident);
// As contracts §1 defines it, written again.
[[nodiscard]] std::int64_t travel_s_of(const MatchWorker& worker, const MatchIncident& incident, double speed_mps);

// What is compared, the more important first: served in all, served of priority 1 to 5, less travel.
struct Score {
  std::vector<std::int64_t> parts;
  auto operator<=>(const Score&) const = default;
};

// Checks that the answer is one at all (everybody once, able, travel right) and gives its score.
[[nodiscard]] Score checked(const TownCase& town, const Assignment& answer);

}  // namespace lamplight::testing
