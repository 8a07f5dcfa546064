// Days of UTC.
#include "db/partitions.h"

#include <algorithm>
#include <chrono>

namespace lamplight::db {
namespace {

using std::chrono::days;
using std::chrono::floor;

}  // namespace

PartitionPlan plan_partitions(const std::set<Instant>& ends, Instant keep_from, Instant until) {
  PartitionPlan plan;
  const Instant first = floor<days>(keep_from) + days{1};
  const Instant next = ends.empty() ? first : std::max(first, *ends.rbegin() + days{1});
  const Instant last = floor<days>(until) + days{1};
  for (Instant end = next; end <= last; end += days{1}) plan.make.push_back(end);
  for (const Instant end : ends) {
    if (end <= keep_from) plan.drop.push_back(end);
  }
  return plan;
}

std::string partition_name(Instant end) {
  // 2026-11-23T… without its dashes.
  std::string day = to_rfc3339(end - days{1}).substr(0, 10);
  std::erase(day, '-');
  return "p" + day;
}

}  // namespace lamplight::db
