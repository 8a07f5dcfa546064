// Who may sign in, who is signed in, and the tokens of other systems.
//
// Used by server/http on request threads and by the live feed; each call is one transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "dispatch/changes.h"
#include "model/role.h"

namespace lamplight::db {

struct UserRow {
  UserId id;
  std::string username;
  std::string password_hash;
  Role role = Role::family;
  std::string person;  // a care worker's id in the register of workers
  std::string name;
  std::string language;
  std::string totp_sealed;  // empty: no second factor
  bool disabled = false;
  std::int64_t version = 1;
};

struct NewSession {
  std::string token_hash;
  UserId user;
  std::string csrf;
  std::string client;  // the User-Agent, cut
  Instant created_at{};
  Instant expires_at{};
};

// A session that holds, with what the user may be asked about.
struct SignedIn {
  UserId user;
  std::string username;
  Role role = Role::family;
  std::string person;
  std::string name;
  std::string language;
  std::string csrf;
  std::string client;
  Instant used_at{};
  Instant expires_at{};
  bool locked = false;  // shows, and acts only after a code
};

struct TokenRow {
  std::string id;
  std::string name;
  Role role = Role::dispatcher;
  std::vector<std::string> scopes;
  UserId created_by;
  Instant created_at{};
  Instant expires_at{};
};

class Accounts {
 public:
  explicit Accounts(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  [[nodiscard]] Answer<std::optional<UserRow>> user_named(const std::string& username);

  [[nodiscard]] Answer<std::optional<UserRow>> user_of_id(const UserId& id);

  [[nodiscard]] Answer<Done> open_session(const NewSession& session, const AuditEntry& audit);
  // Nothing: unknown, expired, signed out, or the user is disabled.
  [[nodiscard]] Answer<std::optional<SignedIn>> session(const std::string& token_hash, Instant now);
  [[nodiscard]] Answer<Done> touch_session(const std::string& token_hash, Instant now);
  // The row stays until it is swept: its last use still says that somebody used the account.
  [[nodiscard]] Answer<Done> end_session(const std::string& token_hash, const AuditEntry& audit);
  // Forgets sessions that ended before `before`.
  [[nodiscard]] Answer<Done> sweep_sessions(Instant before);
  // The last use of this account by another session whose client does not begin with `spared`.
  [[nodiscard]] Answer<std::optional<Instant>> used_elsewhere(const UserId& user, const std::string& token_hash,
                                                              const std::string& spared);
  // Those of `token_hashes`, of sessions and of API tokens, that still hold.
  [[nodiscard]] Answer<std::vector<std::string>> still_valid(const std::vector<std::string>& token_hashes, Instant now);

  [[nodiscard]] Answer<std::optional<TokenRow>> token(const std::string& token_hash, Instant now);
  [[nodiscard]] Answer<std::optional<TokenRow>> token_of(const std::string& id);
  [[nodiscard]] Answer<std::vector<TokenRow>> tokens(const std::string& after_id, std::size_t max);
  [[nodiscard]] Answer<Done> add_token(const TokenRow& token, const std::string& token_hash, const AuditEntry& audit);
  // False: there is none of that id.
  [[nodiscard]] Answer<bool> remove_token(const std::string& id, const AuditEntry& audit);

  // Something that changes nothing but must be known: a failed sign-in, a revealed field.
  [[nodiscard]] Answer<Done> record(const AuditEntry& audit);

 private:
  Pool& pool_;
};

// The account of that id, whatever its state.
[[nodiscard]] std::optional<UserRow> user_of(Session& session, const UserId& id);

// Writes one audit row with the statement at hand; for the stores whose change it belongs to.
void write_audit(Session& session, const AuditEntry& entry);

}  // namespace lamplight::db
