// Rebuilds every alarm's life from a history and judges it: I1 to I6, I8, I10, I13, I14.
//
// Knows the contract and nothing of how Lamplight keeps it. I7 is measured (bench alarm, storm), I9 is the
// monitor's, I11 is held by the permission tests, I12 by the console's.
#pragma once

#include <string>
#include <vector>

#include "tests/fault_bench/history.h"

namespace lamplight::fault_bench {

struct Tolerance {
  std::int64_t deadline_late_ms = 3'000;       // I6 over a crash; the quarter of a second is a bench's figure
  std::int64_t incident_within_ms = 60'000;    // I2, after the last fault that could have held it up
  std::int64_t on_the_desk_within_ms = 2'000;  // of one server what another has committed
  std::int64_t settled_within_ms = 10'000;     // after a fault, until every server knows what the others know
};

struct Violation {
  std::string words;                  // begins with its invariant
  std::vector<std::string> timeline;  // the lines about that alarm or incident, and the faults
};

// In the order of the invariants; none: all held.
[[nodiscard]] std::vector<Violation> violations(const std::vector<Event>& events, const Tolerance& tolerance = {});

// The first violation with its timeline, and how many there are; empty when there is none.
[[nodiscard]] std::string report_of(const std::vector<Violation>& violations);

}  // namespace lamplight::fault_bench
