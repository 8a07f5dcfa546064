// What a device needs to speak, for whoever puts it up: its sign-in, its topics, a QR code, settings to copy.
//
// Called by server/http/provisioning; pure. The secrets in it are shown once and kept nowhere.
#pragma once

#include <optional>
#include <string>

#include "db/register_records.h"
#include "server/settings.h"

namespace lamplight::server::http {

struct DeviceSecrets {
  std::optional<std::string> password;
  // PEM, all three or none.
  std::string certificate;
  std::string key;
  std::string authority;
};

struct ProvisionedDevice {
  std::string device;  // JSON of its row in the register
  std::string id;
  std::string district;
  DeviceSecrets secrets;
  SignInSettings broker;         // where it finds the broker
  std::optional<bool> accepted;  // whether the broker has been seen to take its password; nothing without one
};

[[nodiscard]] std::string provisioned_view(const ProvisionedDevice& provisioned);

}  // namespace lamplight::server::http
