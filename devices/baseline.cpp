// Medians of hours.
#include "devices/baseline.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

#include "model/check.h"

namespace lamplight {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;

constexpr double k_mad_to_deviation = 1.4826;  // of a normal distribution
constexpr std::int64_t k_hours_a_day = 24;

// How far two hours of the day lie apart, around midnight too.
std::int64_t hours_apart(Instant a, Instant b) {
  const std::int64_t apart = ((floor<hours>(a) - floor<hours>(b)) / hours{1}) % k_hours_a_day;
  const std::int64_t positive = apart < 0 ? apart + k_hours_a_day : apart;
  return std::min(positive, k_hours_a_day - positive);
}

}  // namespace

double median_of(std::vector<double> values) {
  LAMPLIGHT_CHECK(!values.empty());
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

std::optional<Usual> usual_at(std::span<const HourlyMean> past, Instant now) {
  std::vector<double> means;
  std::set<std::int64_t> of_days;
  for (const HourlyMean& hour : past) {
    const auto age = now - hour.hour;
    if (hour.hour >= floor<hours>(now) - hours{1} || age > days{k_baseline_days}) continue;
    if (hours_apart(hour.hour, now) > 1) continue;
    means.push_back(hour.mean);
    of_days.insert(floor<days>(hour.hour).time_since_epoch().count());
  }
  if (of_days.size() < static_cast<std::size_t>(k_baseline_days_min)) return std::nullopt;
  Usual usual;
  usual.value = median_of(means);
  std::vector<double> distances;
  for (const double mean : means) distances.push_back(std::abs(mean - usual.value));
  usual.spread = k_mad_to_deviation * median_of(distances);
  usual.days = static_cast<int>(of_days.size());
  return usual;
}

}  // namespace lamplight
