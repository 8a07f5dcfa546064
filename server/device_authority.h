// The town's own certificate authority for devices: makes certificates out, and the list of those that are void.
//
// Its folder holds ca.crt and ca.key (the launcher makes them; in production whoever runs the town). A device's name
// stands in the certificate's common name, where the broker reads its user name. Any thread; no state of its own.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "db/sign_ins.h"

namespace lamplight::server {

struct DeviceCertificate {
  db::IssuedCertificate issued;
  std::string certificate;  // PEM
  std::string key;          // PEM; kept by nobody but the device
};

class DeviceAuthority {
 public:
  // Throws std::runtime_error with a sentence where the folder holds no certificate and key that fit.
  explicit DeviceAuthority(const std::string& folder);
  ~DeviceAuthority();
  DeviceAuthority(const DeviceAuthority&) = delete;
  DeviceAuthority& operator=(const DeviceAuthority&) = delete;

  // The authority's own, for devices to know the broker by. PEM.
  [[nodiscard]] const std::string& certificate() const { return certificate_; }

  // With a new key (P-256), for ten years. `serial` is of hexadecimal digits, and new.
  [[nodiscard]] DeviceCertificate issue(const DeviceId& device, const std::string& serial, Instant now) const;
  // All that must not be taken any more, as the broker reads it. PEM.
  [[nodiscard]] std::string revocation_list(const std::vector<db::VoidCertificate>& voids, Instant now) const;

 private:
  struct Inside;
  std::string certificate_;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight::server
