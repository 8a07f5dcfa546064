// Things that speak and are in no register: found, unassigned.
//
// Written by server/bridges on its thread, read by the API on request threads.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"

namespace lamplight::db {

struct FoundThing {
  DeviceId device;  // the id to register it under
  DeviceId bridge;
  std::optional<ResidentId> resident;  // the bridge's, filled in when read
  DistrictId district;
  std::string language;
  std::string thing;
  std::string about;
  std::string says;
  Instant first_at{};
  Instant last_at{};
};

class FoundThings {
 public:
  explicit FoundThings(Pool& pool) : pool_(pool) {}

  [[nodiscard]] Result<Done, StoreError> keep(const std::vector<FoundThing>& things);
  [[nodiscard]] Result<std::optional<FoundThing>, StoreError> one(const DeviceId& device);
  // Those that are in no register, by id, behind `after`.
  [[nodiscard]] Result<std::vector<FoundThing>, StoreError> list(const std::string& after, std::size_t max);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
