// Links by which somebody sets her own password: sent by an administrator, for one use. And passwords vetted at start.
//
// Used by server/http on request threads, and once at the start of a server.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "db/seal.h"
#include "dispatch/changes.h"
#include "model/ids.h"
#include "model/role.h"

namespace lamplight::db {

struct Invited {
  UserId user;
  std::string username;
  std::string name;
  Role role = Role::family;
  bool may_have_codes = false;  // a relative without a second factor whose telephone is known
};

// Where a relative's codes go; sealed with the town's master key.
struct GivenPhone {
  std::string number;  // empty: none any more
  const MasterKeys& masters;
};

struct UnvettedAccount {
  UserId user;
  std::string username;
  std::string password_hash;
};

class Invitations {
 public:
  explicit Invitations(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  // Replaces whatever link this user was sent before; and her telephone, where one is given.
  [[nodiscard]] Answer<Done> invite(const UserId& user, const std::string& token_hash, Instant expires_at,
                                    const std::optional<GivenPhone>& phone, const AuditEntry& audit);
  // Nothing: there is no such link, it was used, or it has expired.
  [[nodiscard]] Answer<std::optional<Invited>> find(const std::string& token_hash, Instant now);
  // Sets the password, spends the link, ends all sessions of the user. False: somebody was quicker.
  [[nodiscard]] Answer<bool> accept(const std::string& token_hash, const Invited& invited,
                                    const std::string& password_hash, const AuditEntry& audit);

 private:
  Pool& pool_;
};

// Administrators whose present password has not been compared with those that everybody knows.
[[nodiscard]] std::vector<UnvettedAccount> unvetted_administrators(Session& session);
void mark_vetted(Session& session, const UnvettedAccount& account);

}  // namespace lamplight::db
