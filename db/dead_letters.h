// What devices said and nobody could read, for administrators. Rows are written by db/readings.
//
// Used by server/http on request threads. Reads only.
#pragma once

#include <string>
#include <vector>

#include "db/pool.h"
#include "model/time.h"

namespace lamplight::db {

struct DeadLetter {
  std::int64_t id = 0;
  Instant received_at{};
  std::string topic;
  std::string reason;
  std::string raw;  // the bytes as they came
};

class DeadLetters {
 public:
  explicit DeadLetters(Pool& pool) : pool_(pool) {}

  // Latest first, below the id `before`.
  [[nodiscard]] Result<std::vector<DeadLetter>, StoreError> list(std::int64_t before, std::size_t max);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
