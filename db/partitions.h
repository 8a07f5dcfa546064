// Which daily partitions the readings need and which may go. Pure.
//
// Used by db/readings and its twin. A partition is known by its end, midnight UTC; the one called
// p_later takes whatever no day takes yet.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/time.h"

namespace lamplight::db {

struct PartitionPlan {
  std::vector<Instant> make;  // ends, rising
  std::vector<Instant> drop;  // ends, rising
  bool operator==(const PartitionPlan&) const = default;
};

// `ends` are those of the daily partitions there are. Days are made from the day of `keep_from` (or the
// last one there is) to the day of `until`; those that end at `keep_from` or before go.
[[nodiscard]] PartitionPlan plan_partitions(const std::set<Instant>& ends, Instant keep_from, Instant until);

// `p20261123` for the partition that ends at the midnight after that day.
[[nodiscard]] std::string partition_name(Instant end);

}  // namespace lamplight::db
