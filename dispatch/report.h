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

// What a report has to know of an incident besides its history.
struct ReportedIncident {
  IncidentId id;
  DistrictId district;
  std::optional<ResidentId> resident;
  std::optional<Outcome> outcome;
  std::string device_model;  // of the device that called first; empty where a person telephoned or the server spoke
};

// The figures of the incidents that have something in common.
struct ReportPart {
  std::string name;  // a kind or model of device; the id of a district, worker or resident; an hour, "00" to "23"
  ResponseFigures figures;
  int false_alarms = 0;  // ended as one
};

// The month from several sides; an incident stands once in each, but for those that nobody went to, those of no
// resident and those that no device called. Most incidents first, the hours in their order.
struct ReportParts {
  std::vector<ReportPart> kinds;
  std::vector<ReportPart> districts;
  std::vector<ReportPart> workers;  // by who accepted first
  std::vector<ReportPart> hours;
  std::vector<ReportPart> devices;    // by the model of what called
  std::vector<ReportPart> residents;  // of the most frequent, k_frequent_residents at most
};

inline constexpr std::size_t k_frequent_residents = 10;

inline constexpr Seconds k_answer_short{60};
inline constexpr Seconds k_answer_long{180};
inline constexpr Seconds k_attend_short{45 * 60};
inline constexpr Seconds k_attend_long{60 * 60};

// `history` holds the whole story of each incident, lines of one incident in their order. What is open
// at `now` counts against a share once its time is over.
[[nodiscard]] ResponseReport response_report(std::span<const HistoryEntry> history, Instant now);

// `zone`: what the reader's clock is ahead of UTC, for the hours.
[[nodiscard]] ReportParts report_parts(std::span<const HistoryEntry> history,
                                       std::span<const ReportedIncident> incidents, Seconds zone, Instant now);

}  // namespace lamplight
