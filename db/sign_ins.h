// How devices sign in at the broker: hashes of passwords, serial numbers of certificates, no secrets.
//
// Written on request threads, each change with the device's row and its audit row in one transaction; read by
// server/sign_in_files. A device that is retired signs in no more, whatever stands here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/demo_town.h"
#include "db/register_records.h"

namespace lamplight::db {

// Names at the broker that are our own programs'; no device may have one.
[[nodiscard]] constexpr bool is_program_name(std::string_view text) {
  return text.starts_with("lamplight-");
}

struct SignIn {
  DeviceId device;
  std::string password_hash;
};

struct IssuedCertificate {
  std::string serial;  // hexadecimal digits
  Instant issued_at{};
  Instant not_after{};
};

struct VoidCertificate {
  std::string serial;
  Instant since{};
};

// What a device gets at once; what is absent it can't do (any more).
struct NewSignIn {
  std::optional<std::string> password_hash;
  std::optional<IssuedCertificate> certificate;
};

class SignIns {
 public:
  explicit SignIns(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  // Of devices in use, by id.
  [[nodiscard]] Answer<std::vector<SignIn>> list();
  [[nodiscard]] Answer<std::vector<VoidCertificate>> void_certificates(Instant now);

  // The device's row (of the register of devices) and its sign-in; an id that is in use is a conflict.
  [[nodiscard]] Answer<Done> provision(const RegisterRow& row, const NewSignIn& sign_in, const AuditEntry& audit);
  // The same, and the one that it takes the place of is retired. False: that one was not in use any more.
  [[nodiscard]] Answer<bool> replace(const DeviceId& old, const AuditEntry& old_audit, const RegisterRow& row,
                                     const NewSignIn& sign_in, const AuditEntry& audit);
  // Another sign-in in place of the present one, whose certificates are void from now on.
  [[nodiscard]] Answer<Done> renew(const DeviceId& device, const NewSignIn& sign_in, const AuditEntry& audit);
  // False: it was not in use any more.
  [[nodiscard]] Answer<bool> retire(const DeviceId& device, const AuditEntry& audit);

 private:
  Pool& pool_;
};

// Of a demo town: those that have none yet. What somebody has changed since stays as it is.
void add_demo_sign_ins(Session& session, const std::vector<DemoDevice>& devices,
                       const std::function<std::string(const DeviceId&)>& password_of, Instant now);

}  // namespace lamplight::db
