// Second factors on MySQL.
#include "db/second_factors.h"

#include "db/accounts.h"
#include "db/statements_second_factors.h"

namespace lamplight::db {
namespace {

void put_codes(Session& session, const UserId& user, const std::vector<std::string>& hashes) {
  session.change(k_delete_recovery_codes, {user});
  std::vector<Params> rows;
  for (const std::string& hash : hashes) rows.push_back({user, hash});
  session.insert(k_insert_recovery_codes, rows);
}

}  // namespace

Result<std::optional<SecondFactorState>, StoreError> SecondFactors::state(const UserId& user) {
  return pool_.run<std::optional<SecondFactorState>>([&](Session& session) {
    std::optional<SecondFactorState> found;
    session.query(k_read_second_factor, {user}, [&](const Row& row) {
      found = SecondFactorState{row.null(0) ? std::string() : row.text(0), row.null(1) ? std::string() : row.text(1),
                                row.integer(2), row.truth(3)};
    });
    return found;
  });
}

Result<Done, StoreError> SecondFactors::begin(const UserId& user, const std::string& pending_sealed,
                                              const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] {
      session.change(k_begin_second_factor, {pending_sealed, user});
      write_audit(session, audit);
    });
    return Done{};
  });
}

Result<bool, StoreError> SecondFactors::confirm(const UserId& user, std::int64_t step,
                                                const std::vector<std::string>& code_hashes, const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool confirmed = false;
    session.transaction([&] {
      confirmed = session.change(k_confirm_second_factor, {step, user}) > 0;
      if (!confirmed) return;
      put_codes(session, user, code_hashes);
      write_audit(session, audit);
    });
    return confirmed;
  });
}

Result<bool, StoreError> SecondFactors::use_step(const UserId& user, std::int64_t step) {
  return pool_.run<bool>([&](Session& session) { return session.change(k_use_step, {step, user, step}) > 0; });
}

Result<bool, StoreError> SecondFactors::use_recovery_code(const UserId& user, const std::string& code_hash,
                                                          const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool used = false;
    session.transaction([&] {
      used = session.change(k_use_recovery_code, {audit.at, user, code_hash}) > 0;
      if (used) write_audit(session, audit);
    });
    return used;
  });
}

Result<Done, StoreError> SecondFactors::renew_codes(const UserId& user, const std::vector<std::string>& code_hashes,
                                                    const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] {
      put_codes(session, user, code_hashes);
      write_audit(session, audit);
    });
    return Done{};
  });
}

Result<Done, StoreError> SecondFactors::remove(const UserId& user, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] {
      session.change(k_remove_second_factor, {user});
      session.change(k_delete_recovery_codes, {user});
      write_audit(session, audit);
    });
    return Done{};
  });
}

}  // namespace lamplight::db
