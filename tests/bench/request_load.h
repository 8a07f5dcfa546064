// Requests at a pace over connections that stay open, each timed from the moment it was due: a server that falls behind
// is not spared the wait.
#pragma once

#include <string>
#include <vector>

#include "tests/support/town_seed.h"

namespace lamplight::bench {

struct Asked {
  int port = 0;
  tests::SeededSession session;
  std::vector<std::string> paths;  // asked in turn
};

// `per_s` for `seconds` over `connections`; milliseconds of each. Throws where an answer is not 200.
[[nodiscard]] std::vector<double> ask_at_pace(const Asked& asked, double per_s, double seconds, int connections);
// As fast as answers come: requests a second.
[[nodiscard]] double ask_all_out(const Asked& asked, double seconds, int connections);

}  // namespace lamplight::bench
