// What the trend rule finds on recordings that are minutes long: stretched to two months of one resident.
//
// No recording has weeks of one person's vital signs. So each second of a bedside recording stands for a value every
// five minutes, and each day begins anywhere in the recording: what one value has to do with the next stays, and what
// drifts in minutes there drifts over hours here. How one day differs from another in a life is not in it, so true
// figures of false findings are higher. Four weeks are learned, the next four judged, as server/resident_watching does
// both. Pure; one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lamplight::bench {

struct StretchedTrend {
  std::string name;        // of the measurement
  double spreads = 4;      // the care plan's
  double raised_by = 0;    // for three hours of one day a week; 0: never
  std::uint64_t seed = 1;  // of where days begin
};

struct TrendFound {
  int false_findings = 0;  // begun while nothing was raised
  int raised = 0;          // spans with something to find
  int raised_found = 0;
  double days = 0;  // judged
};

// `recorded`: a value a second, at least one.
[[nodiscard]] TrendFound play_stretched(const std::vector<double>& recorded, const StretchedTrend& trend);

}  // namespace lamplight::bench
