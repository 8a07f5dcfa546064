// Rows in and out.
#include "db/sign_ins.h"

#include <set>

#include "db/accounts.h"
#include "db/directory.h"
#include "db/password.h"
#include "db/statements_sign_ins.h"

namespace lamplight::db {
namespace {

// Inside a transaction of the caller's.
void put_sign_in(Session& session, const DeviceId& device, const NewSignIn& sign_in, Instant at) {
  session.insert(k_put_sign_in, {{device, sign_in.password_hash.value_or(""), at}});
  session.change(k_revoke_certificates, {at, device});
  if (!sign_in.certificate) return;
  const IssuedCertificate& issued = *sign_in.certificate;
  session.insert(k_add_certificate, {{issued.serial, device, issued.issued_at, issued.not_after}});
}

// A retired device in use again, as the row says. Inside a transaction of the caller's. False: there is none of that
// id.
bool bring_back(Session& session, const RegisterRow& row, const AuditEntry& audit) {
  const RegisterShape& shape = shape_of(Register::devices);
  Params params;
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    if (!shape.columns[i].editable) continue;
    params.push_back(std::visit([](const auto& held) { return Param(held); }, row.cells.at(i)));
  }
  params.emplace_back(audit.at);
  params.emplace_back(row.id);
  if (session.change(k_bring_back_device, params) == 0) return false;
  session.change(k_forget_device_promise, {row.id});
  session.change(k_forget_device_status, {row.id});
  raise_mark(session);
  AuditEntry noted = audit;
  noted.detail += noted.detail.empty() ? "back in use" : ", back in use";
  write_audit(session, noted);
  return true;
}

void put_into_use(Session& session, const RegisterRow& row, const NewSignIn& sign_in, const AuditEntry& audit) {
  if (!bring_back(session, row, audit)) add_row(session, Register::devices, row, std::nullopt, audit);
  put_sign_in(session, DeviceId{row.id}, sign_in, audit.at);
}

}  // namespace

Result<std::vector<SignIn>, StoreError> SignIns::list() {
  return pool_.run<std::vector<SignIn>>([](Session& session) {
    std::vector<SignIn> all;
    session.query(k_list_sign_ins, {}, [&](const Row& row) { all.push_back({row.id<DeviceId>(0), row.text(1)}); });
    return all;
  });
}

Result<std::vector<VoidCertificate>, StoreError> SignIns::void_certificates(Instant now) {
  return pool_.run<std::vector<VoidCertificate>>([now](Session& session) {
    std::vector<VoidCertificate> all;
    session.query(k_list_void_certificates, {now}, [&](const Row& row) {
      all.push_back({row.text(0), row.instant(1)});
    });
    return all;
  });
}

Result<Done, StoreError> SignIns::provision(const RegisterRow& row, const NewSignIn& sign_in, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] { put_into_use(session, row, sign_in, audit); });
    return Done{};
  });
}

Result<bool, StoreError> SignIns::replace(const DeviceId& old, const AuditEntry& old_audit, const RegisterRow& row,
                                          const NewSignIn& sign_in, const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool retired = false;
    session.transaction([&] {
      retired = session.change(k_retire_device, {audit.at, old}) > 0;
      if (!retired) return;
      write_audit(session, old_audit);
      put_into_use(session, row, sign_in, audit);
    });
    return retired;
  });
}

Result<Done, StoreError> SignIns::renew(const DeviceId& device, const NewSignIn& sign_in, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] {
      put_sign_in(session, device, sign_in, audit.at);
      raise_mark(session);  // for the other servers: they keep lists of their own
      write_audit(session, audit);
    });
    return Done{};
  });
}

Result<bool, StoreError> SignIns::retire(const DeviceId& device, const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool retired = false;
    session.transaction([&] {
      retired = session.change(k_retire_device, {audit.at, device}) > 0;
      if (!retired) return;
      session.change(k_revoke_certificates, {audit.at, device});
      raise_mark(session);
      write_audit(session, audit);
    });
    return retired;
  });
}

void add_demo_sign_ins(Session& session, const std::vector<DemoDevice>& devices,
                       const std::function<std::string(const DeviceId&)>& password_of, Instant now) {
  std::set<std::string> known;
  session.query(k_list_devices_with_sign_in, {}, [&](const Row& row) { known.insert(row.text(0)); });
  std::vector<Params> rows;
  for (const DemoDevice& device : devices) {
    const DeviceId& id = device.card.id;
    if (known.count(id.text()) == 0) rows.push_back({id, hash_for_broker(password_of(id)), now});
  }
  session.insert(k_put_sign_in, rows);
}

}  // namespace lamplight::db
