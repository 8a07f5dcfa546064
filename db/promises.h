// What survives a restart of the monitor: when each device was last heard, what it had promised, and
// until when this monitor could see.
//
// Called by server/home_watch on its thread, on the readings' sessions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"

namespace lamplight::db {

struct DevicePromise {
  DeviceId device;
  Instant heard_at{};
  Seconds promise{};
  bool operator==(const DevicePromise&) const = default;
};

struct Blindness {
  Instant from{};
  Instant to{};
  std::string why;
};

class Promises {
 public:
  explicit Promises(Pool& pool) : pool_(pool) {}

  // The latest word of each device stays.
  [[nodiscard]] Result<Done, StoreError> keep(const std::vector<DevicePromise>& promises);
  [[nodiscard]] Result<std::vector<DevicePromise>, StoreError> all();

  // When that instance last said that it sees.
  [[nodiscard]] Result<std::optional<Instant>, StoreError> seen(const std::string& instance);
  [[nodiscard]] Result<Done, StoreError> see(const std::string& instance, Instant now);
  [[nodiscard]] Result<Done, StoreError> note_blindness(const std::string& instance, const Blindness& blindness);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
