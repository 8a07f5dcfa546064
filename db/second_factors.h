// Second factors of users: set up, used once per code, recovered, taken away. Secrets are sealed by the caller.
//
// Used by server/http on request threads. What changes who can sign in carries its audit row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "dispatch/changes.h"
#include "model/ids.h"

namespace lamplight::db {

struct SecondFactorState {
  std::string sealed;          // empty: none
  std::string pending_sealed;  // being set up
  std::int64_t codes_left = 0;
  bool has_password = false;  // a relative who signs in by codes has none
};

class SecondFactors {
 public:
  explicit SecondFactors(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  [[nodiscard]] Answer<std::optional<SecondFactorState>> state(const UserId& user);
  // Keeps a secret until its first code confirms it; what held before holds on.
  [[nodiscard]] Answer<Done> begin(const UserId& user, const std::string& pending_sealed, const AuditEntry& audit);
  // From now on the pending secret counts, and these recovery codes. `step` is the one whose code confirmed it.
  [[nodiscard]] Answer<bool> confirm(const UserId& user, std::int64_t step, const std::vector<std::string>& code_hashes,
                                     const AuditEntry& audit);
  // False: a code of this step or a later one has been used already.
  [[nodiscard]] Answer<bool> use_step(const UserId& user, std::int64_t step);
  // False: there is no such recovery code, or it has been used.
  [[nodiscard]] Answer<bool> use_recovery_code(const UserId& user, const std::string& code_hash,
                                               const AuditEntry& audit);
  [[nodiscard]] Answer<Done> renew_codes(const UserId& user, const std::vector<std::string>& code_hashes,
                                         const AuditEntry& audit);
  [[nodiscard]] Answer<Done> remove(const UserId& user, const AuditEntry& audit);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
