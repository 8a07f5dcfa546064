// What other weights would have decided: the choices of the past, weighed anew.
//
// dispatch/sharing writes down who came into question for an offer, with every term before it is weighed.
// server/replay_command reads them back, for an administrator who wants to know what a weight would
// change before she changes it. Pure. What followed from another choice (who would have been busy
// later) is not replayed: each choice is judged on its own, as it stood.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/costing.h"

namespace lamplight {

struct Considered {
  WorkerId worker;
  std::vector<Cost> terms;  // their seconds are those of whoever weighs them
  bool operator==(const Considered&) const = default;
};

// `w-7 travel=120 load=1;w-3 travel=300`, in the order given.
[[nodiscard]] std::string written(std::span<const Considered> considered);
// The same back; what is cut off or not understood is left out.
[[nodiscard]] std::vector<Considered> read_considered(std::string_view text);

// A choice of the past: everybody who came into question.
struct PastChoice {
  std::vector<Considered> considered;
};

inline constexpr int k_miss_near_s = 15 * 60;  // what a city platform promises, and the attendance target
inline constexpr int k_miss_far_s = 45 * 60;   // (standards.md §1)

struct ReplayFigures {
  int choices = 0;
  int changed = 0;            // another worker would have been asked first
  std::int64_t way_s = 0;     // the ways of those who were best, and …
  std::int64_t other_way_s = 0;
  int misses_near = 0;        // ways beyond k_miss_near_s, and …
  int other_misses_near = 0;
  int misses_far = 0;
  int other_misses_far = 0;
  bool operator==(const ReplayFigures&) const = default;
};

// The best of each choice under `present` and under `other`; ties break by worker id, as in matching.
[[nodiscard]] ReplayFigures replay(std::span<const PastChoice> choices, const Weights& present, const Weights& other);

}  // namespace lamplight
