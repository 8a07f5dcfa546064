// What the launcher leaves for the simulator: devices.json and accounts.json (contracts §1).
//
// Read once at the start, on the main thread. Throws std::runtime_error with the sentence to print.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/ids.h"

namespace lamplight::simulator {

// A device of the town, whose sign-in the simulator may speak for.
struct TownDevice {
  DeviceId id;
  DistrictId district;
  std::optional<ResidentId> resident;
  std::string model;  // empty where the file does not say; the register does
  std::string room;
};

// Somebody who may sign in at the HTTP API.
struct Account {
  std::string username;
  std::string password;
  std::string role;    // "care_worker", "dispatcher", …
  std::string person;  // the worker's id, for care workers
  std::string name;
};

[[nodiscard]] std::vector<TownDevice> read_devices(const std::string& path);
[[nodiscard]] std::vector<Account> read_accounts(const std::string& path);

}  // namespace lamplight::simulator
