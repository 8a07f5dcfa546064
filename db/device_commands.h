// What people ask of devices (contracts §2, `…/command`), with the answers that have come.
//
// Called on request threads; answers are written by db/readings, from the monitor. A command carries its
// audit row in the same transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "dispatch/changes.h"

namespace lamplight::db {

struct DeviceCommand {
  std::string id;
  DeviceId device;
  std::string what;
  std::string body;  // JSON, as the device gets it
  std::string who;
  Instant sent_at{};
  std::optional<Instant> answered_at;
  std::optional<bool> ok;
  std::string answer;  // the device's own words
};

// Where a list goes on: behind the last one shown.
struct CommandPlace {
  Instant sent_at{};
  std::string id;
};

class DeviceCommands {
 public:
  explicit DeviceCommands(Pool& pool) : pool_(pool) {}

  // StoreError::conflict: a command of that id is there already.
  [[nodiscard]] Result<Done, StoreError> add(const DeviceCommand& command, const AuditEntry& audit);
  // Latest first.
  [[nodiscard]] Result<std::vector<DeviceCommand>, StoreError> list(const DeviceId& device,
                                                                    const std::optional<CommandPlace>& after,
                                                                    std::size_t max);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
