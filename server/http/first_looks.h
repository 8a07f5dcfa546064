// Which look at a list is the first in a while by the same account: those are written down, the next ones are not.
//
// Called by the router on request threads. In memory, each instance for itself.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "model/time.h"

namespace lamplight::server::http {

class FirstLooks {
 public:
  static constexpr Seconds k_while{900};

  // `what` names the list.
  [[nodiscard]] bool is_first(const std::string& who, std::string_view what, Instant now);

 private:
  std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, Instant> at_;  // guarded by mutex_
};

}  // namespace lamplight::server::http
