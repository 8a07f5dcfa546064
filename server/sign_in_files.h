// What the broker reads of who may sign in: a file of password hashes, and the list of void certificates.
//
// Says besides whose connection is to end: the broker looks at a certificate once, when a device connects.
// Written whole, from the database, by server/sign_in_keeper while the server runs and by lamplight-migrate before
// the broker is started. One thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "db/sign_ins.h"
#include "server/device_authority.h"
#include "server/settings.h"

namespace lamplight::server {

struct SignInChange {
  bool changed = false;                 // one of the files
  bool waits = false;                   // what is void is not all listed yet: to be written once more in two seconds
  std::vector<std::string> newly_void;  // serial numbers of certificates whose holders may still be connected
};

class SignInFiles {
 public:
  // Throws std::runtime_error where the settings name an authority that can't be read.
  explicit SignInFiles(const SignInSettings& settings);

  // Null where the settings name none: then devices have passwords only.
  [[nodiscard]] const DeviceAuthority* authority() const { return authority_.get(); }

  // Makes both files what the database says. Throws std::runtime_error where they can't be written.
  [[nodiscard]] Result<SignInChange, StoreError> write(db::SignIns& sign_ins, Instant now);

 private:
  bool write_passwords(const std::vector<db::SignIn>& all) const;
  void write_revoked(const std::vector<db::VoidCertificate>& voids, Instant now, SignInChange& change);

  const SignInSettings settings_;
  std::unique_ptr<DeviceAuthority> authority_;
  std::optional<std::set<std::string>> listed_;  // serial numbers of the list that was written last
  Instant listed_at_{};
};

}  // namespace lamplight::server
