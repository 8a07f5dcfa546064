// NEWS2 over time: what the score was known to be at each of many moments.
//
// Called by the HTTP view of a resident's score; pure, any thread. It asks devices/news2.h at each moment for what had
// been measured until then, so that a picture of the past says no more than somebody could have known.
#pragma once

#include <span>
#include <vector>

#include "devices/news2.h"

namespace lamplight {

struct News2Moment {
  Instant at{};
  int least = 0;  // 0..20
  int most = 20;
  Response response = Response::urgent;
  bool operator==(const News2Moment&) const = default;
};

// `readings` and `moments` from the oldest on. Moments at which nothing was known are left out.
[[nodiscard]] std::vector<News2Moment> news2_course(std::span<const Reading> readings, Spo2Scale scale,
                                                    std::span<const Instant> moments);

}  // namespace lamplight
