// Printing what was measured.
#include "tests/bench/figures.h"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <limits>

#include <nlohmann/json.hpp>

namespace lamplight::bench {
namespace {

double rounded(double value) { return std::isfinite(value) ? std::round(value * 1000) / 1000 : value; }

}  // namespace

double percentile(std::vector<double> samples, double share) {
  if (samples.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto index = static_cast<std::size_t>(share * static_cast<double>(samples.size() - 1) + 0.5);
  std::nth_element(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(index), samples.end());
  return samples[index];
}

void print_figure(const std::string& bench, const std::string& metric, double value, const std::string& unit, double floor) {
  nlohmann::ordered_json line{{"bench", bench}, {"metric", metric}, {"value", rounded(value)}, {"unit", unit},
                              {"floor", rounded(floor)}, {"ratio", rounded(value / floor)}};
  std::cout << line.dump() << std::endl;
}

void print_figure(const std::string& bench, const std::string& metric, double value, const std::string& unit) {
  nlohmann::ordered_json line{{"bench", bench}, {"metric", metric}, {"value", rounded(value)}, {"unit", unit},
                              {"floor", nullptr}, {"ratio", nullptr}};
  std::cout << line.dump() << std::endl;
}

}  // namespace lamplight::bench
