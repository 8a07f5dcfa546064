// Who may sign in to a new town, and with which password: accounts.json, devices.json.
//
// Used by lamplight-migrate. Passwords follow from the town's column key and the name, so a first start
// that was cut off can be taken up again, and each town has its own; only their hashes are in the database.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/demo_town.h"
#include "db/seal.h"

namespace lamplight::db {

class DemoPasswords {
 public:
  explicit DemoPasswords(const SealKey& town) : key_(town) {}

  // 24 hexadecimal digits.
  [[nodiscard]] std::string of_user(const DemoUser& user) const;
  [[nodiscard]] std::string of_device(const DeviceId& device) const;

 private:
  [[nodiscard]] std::string of(std::string_view what, std::string_view name) const;

  SealKey key_;
};

// The files as contracts §1 has them, one entry a line.
[[nodiscard]] std::string accounts_json(const std::vector<DemoUser>& users, const DemoPasswords& passwords);
[[nodiscard]] std::string devices_json(const std::vector<DemoDevice>& devices, const DemoPasswords& passwords);

// The file is there whole or not at all, and for its owner only. Throws std::runtime_error.
void write_private_file(const std::string& path, std::string_view text);

}  // namespace lamplight::db
