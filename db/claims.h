// Which desks were heard of when, and what the silent ones have claimed. Used by server/claim_keeper.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "db/pool.h"

namespace lamplight::db {

struct SilentClaim {
  IncidentId incident;
  std::string user;
};

class Claims {
 public:
  explicit Claims(Pool& pool) : pool_(pool) {}

  // The later of what is stored and what is said stays.
  [[nodiscard]] Result<Done, StoreError> heard(const std::map<std::string, Instant>& desks);
  // Open incidents of desks that were last heard of before `since`.
  [[nodiscard]] Result<std::vector<SilentClaim>, StoreError> silent(Instant since);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
