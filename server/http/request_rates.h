// How often one account or API token may ask: a bucket each, filled again at a steady rate.
//
// Called on request threads once a request. In memory, each instance for itself.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "model/time.h"

namespace lamplight::server::http {

class RequestRates {
 public:
  // A bucket holds three seconds' worth: a page that opens asks for much at once.
  explicit RequestRates(int per_s) : per_s_(per_s), most_(3.0 * per_s) {}

  // Seconds to wait; nothing: it may ask.
  [[nodiscard]] std::optional<int> wait_s(const std::string& who, Instant now);

 private:
  struct Bucket {
    double left = 0;
    Instant at{};
  };

  const double per_s_;
  const double most_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;  // guarded by mutex_
};

}  // namespace lamplight::server::http
