// Service figures, computed from the history alone (design §2 step 9). Pure.
//
// Called by server/http for GET /reports/response. The targets are those of the UK telecare quality
// framework: 97.5 % answered within 60 s and 99 % within 180 s; nine of ten visits within 45 minutes of
// the decision to send, the rest within 60.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/incident.h"

namespace lamplight {

// How long one step took, over all incidents of a group.
struct Measure {
  int count = 0;  // incidents in which it happened
  std::optional<int> median_s;
  std::optional<int> p90_s;  // nine of ten took no longer
  std::optional<int> longest_s;
  std::optional<double> within_short_pct;  // of the incidents in which it happened, or is overdue
  std::optional<double> within_long_pct;
  bool operator==(const Measure&) const = default;
};

struct ResponseFigures {
  int incidents = 0;    // opened in the period, tests left out
  int open = 0;         // of these, not ended yet
  Measure acknowledge;  // a dispatcher has taken notice: 60 s, 180 s
  Measure accept;       // a care worker has accepted, or was sent: 60 s, 180 s
  Measure answer;       // whichever of the two came first: 60 s, 180 s
  Measure arrive;       // from the alarm to the door: 45 min, 60 min
  Measure attend;       // from the decision to send to the door: 45 min, 60 min
  bool operator==(const ResponseFigures&) const = default;
};

struct ResponseReport {
  ResponseFigures all;
  ResponseFigures emergency;
  ResponseFigures service;
  ResponseFigures technical;
};

inline constexpr Seconds k_answer_short{60};
inline constexpr Seconds k_answer_long{180};
inline constexpr Seconds k_attend_short{45 * 60};
inline constexpr Seconds k_attend_long{60 * 60};

// `history` holds the whole story of each incident, lines of one incident in their order. What is open
// at `now` counts against a share once its time is over.
[[nodiscard]] ResponseReport response_report(std::span<const HistoryEntry> history, Instant now);

}  // namespace lamplight
