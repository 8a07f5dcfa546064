// The nearest of each district, and the sum with and without each of them.
#include "dispatch/cover.h"

#include <algorithm>
#include <cmath>

namespace lamplight {
namespace {

// Enough of the nearest of a district that some are left when many are busy …
constexpr std::size_t k_nearest_max = 32;
// … of which the first few decide: with q at most one half, the ninth comes into question once in 256.
constexpr std::size_t k_deciding_max = 8;
constexpr double k_busy_share_max = 0.5;

bool serves(const WorkerCard& worker, const DistrictId& district) {
  return worker.districts.empty() ||
         std::find(worker.districts.begin(), worker.districts.end(), district) != worker.districts.end();
}

}  // namespace

Cover::Cover(const Workforce& workers, Demand demand, const TravelTime& travel)
    : busy_share_(std::clamp(demand.busy_share, 0.0, k_busy_share_max)) {
  double per_hour = 0;
  for (const DistrictDemand& one : demand.districts) per_hour += one.per_hour;
  if (per_hour <= 0) return;
  const double chance = 1 - std::exp(-per_hour * k_away_h);
  for (const DistrictDemand& one : demand.districts) {
    District district{.weight = one.per_hour / per_hour * chance, .nearest = {}};
    for (const WorkerCard& worker : workers) {
      if (!worker.on_duty || !worker.position || !serves(worker, one.district)) continue;
      district.nearest.push_back({travel.travel_s(*worker.position, one.centre, one.pace), worker.id});
    }
    const std::size_t kept = std::min(k_nearest_max, district.nearest.size());
    std::partial_sort(district.nearest.begin(), district.nearest.begin() + static_cast<std::ptrdiff_t>(kept),
                      district.nearest.end());
    district.nearest.resize(kept);
    districts_.push_back(std::move(district));
  }
}

double Cover::expected_s(std::span<const int> travel_s) const {
  double sum = 0;
  double all_before_busy = 1;
  for (const int one : travel_s) {
    sum += (1 - busy_share_) * all_before_busy * std::min(one, k_help_from_outside_s);
    all_before_busy *= busy_share_;
  }
  return sum + all_before_busy * k_help_from_outside_s;
}

std::unordered_map<WorkerId, int> Cover::losses(const std::set<WorkerId>& busy) const {
  std::unordered_map<WorkerId, double> sums;
  for (const District& district : districts_) {
    std::vector<const Near*> free;
    for (const Near& near : district.nearest) {
      if (!busy.contains(near.worker)) free.push_back(&near);
      if (free.size() > k_deciding_max) break;
    }
    std::vector<int> with;
    for (const Near* near : free) with.push_back(near->travel_s);
    const double expected_with = expected_s(with);
    for (std::size_t i = 0; i < free.size(); ++i) {
      std::vector<int> without(with);
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
      sums[free[i]->worker] += district.weight * (expected_s(without) - expected_with);
    }
  }
  std::unordered_map<WorkerId, int> losses;
  for (const auto& [worker, seconds] : sums) losses.emplace(worker, static_cast<int>(std::llround(seconds)));
  return losses;
}

}  // namespace lamplight
