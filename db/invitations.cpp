// Links on MySQL.
#include "db/invitations.h"

#include "db/accounts.h"
#include "db/password.h"
#include "db/sign_in_codes.h"
#include "db/statements_accounts.h"
#include "db/statements_records.h"
#include "db/statements_sessions.h"

namespace lamplight::db {

Result<Done, StoreError> Invitations::invite(const UserId& user, const std::string& token_hash, Instant expires_at,
                                             const std::optional<GivenPhone>& phone, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] {
      if (phone) {
        keep_phone(session, phone->masters, user, phone->number);
        const char* what = phone->number.empty() ? "user.phone-removed" : "user.phone-set";
        write_audit(session, {audit.at, audit.who, what, audit.subject, ""});
      }
      session.change(k_spend_invitations_of_user, {audit.at, user});
      session.insert(k_insert_invitation, {{token_hash, user, audit.who, audit.at, expires_at}});
      write_audit(session, audit);
    });
    return Done{};
  });
}

Result<std::optional<Invited>, StoreError> Invitations::find(const std::string& token_hash, Instant now) {
  return pool_.run<std::optional<Invited>>([&](Session& session) {
    std::optional<Invited> invited;
    session.query(k_find_invitation, {token_hash, now},
                  [&](const Row& row) {
                    const Role role = role_named(row.text(3)).value_or(Role::family);
                    invited = Invited{row.id<UserId>(0), row.text(1), row.text(2), role, row.truth(4)};
                  });
    return invited;
  });
}

Result<bool, StoreError> Invitations::accept(const std::string& token_hash, const Invited& invited,
                                             const std::string& password_hash, const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool first = false;
    session.transaction([&] {
      first = session.change(k_spend_invitation, {audit.at, token_hash}) > 0;
      if (!first) return;
      session.change(k_change_password, {password_hash, invited.user});
      session.change(k_end_sessions_of_user, {audit.at, invited.user, audit.at});
      write_audit(session, audit);
    });
    return first;
  });
}

std::vector<UnvettedAccount> unvetted_administrators(Session& session) {
  std::vector<UnvettedAccount> accounts;
  session.query(k_list_unvetted_administrators, {}, [&](const Row& row) {
    if (digest_of_token(row.text(2)) == row.text(3)) return;
    accounts.push_back({row.id<UserId>(0), row.text(1), row.text(2)});
  });
  return accounts;
}

void mark_vetted(Session& session, const UnvettedAccount& account) {
  session.change(k_mark_vetted, {digest_of_token(account.password_hash), account.user});
}

}  // namespace lamplight::db
