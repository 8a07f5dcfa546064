// What the checker sorts a history into: how long each fault lasted, and what became of each alarm.
#pragma once

#include <cstdint>
#include <vector>

#include "tests/fault_bench/history.h"

namespace lamplight::fault_bench {

struct Span {
  std::int64_t from = 0;
  std::int64_t to = INT64_MAX;
  bool durable = true;
  bool split = false;  // one server is cut off from what the other writes, and speaks as it knows
};

struct Life {
  std::vector<const Event*> presses;
  std::vector<const Event*> heard;
  std::vector<const Event*> stored;
};

}  // namespace lamplight::fault_bench
