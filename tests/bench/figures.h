// Figures of a benchmark: percentiles, and one JSON object a line beside the floor of the same run.
#pragma once

#include <string>
#include <vector>

namespace lamplight::bench {

// The value below which `share` (0..1) of the samples lie; NaN without samples.
[[nodiscard]] double percentile(std::vector<double> samples, double share);

// {"bench":…,"metric":…,"value":…,"unit":…,"floor":…,"ratio":…} on standard output.
void print_figure(const std::string& bench, const std::string& metric, double value, const std::string& unit, double floor);
// The same without a floor to compare with (null).
void print_figure(const std::string& bench, const std::string& metric, double value, const std::string& unit);

}  // namespace lamplight::bench
