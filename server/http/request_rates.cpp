// Filling and emptying buckets.
#include "server/http/request_rates.h"

#include <algorithm>

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_buckets_max = 20'000;  // as many people as may be signed in

}  // namespace

std::optional<int> RequestRates::wait_s(const std::string& who, Instant now) {
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= k_buckets_max) {
    // A full bucket and none at all are the same.
    std::erase_if(buckets_, [&](const auto& entry) { return now - entry.second.at > Seconds{3}; });
    if (buckets_.size() >= k_buckets_max) buckets_.clear();
  }
  const auto [found, fresh] = buckets_.try_emplace(who, Bucket{most_, now});
  Bucket& bucket = found->second;
  const double passed_s = std::max(0.0, static_cast<double>((now - bucket.at).count()) / 1'000.0);
  bucket.left = std::min(most_, bucket.left + passed_s * per_s_);
  bucket.at = now;
  if (bucket.left < 1.0) return 1;
  bucket.left -= 1.0;
  return std::nullopt;
}

}  // namespace lamplight::server::http
