// Users, sessions and tokens on MySQL.
#include "db/accounts.h"

#include "db/columns.h"
#include "db/incident_rows.h"
#include "db/statements_accounts.h"
#include "db/statements_incidents.h"

namespace lamplight::db {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

// A role that this program does not know gets the least there is.
Role role_in(const Row& row, unsigned column) {
  return role_named(row.text(column)).value_or(Role::family);
}

TokenRow token_of_row(const Row& row) {
  return TokenRow{row.text(0),       row.text(1),    role_in(row, 2), split(row.text(3)),
                  row.id<UserId>(4), row.instant(5), row.instant(6)};
}

UserRow user_of_row(const Row& row) {
  return UserRow{row.id<UserId>(0), row.text(1), row.text(2), role_in(row, 3),
                 row.text(4),       row.text(5), row.text(6), row.null(7) ? std::string() : row.text(7),
                 row.truth(8),      row.integer(9)};
}

Params list_of(const std::vector<std::string>& texts) {
  return Params(texts.begin(), texts.end());
}

}  // namespace

void write_audit(Session& session, const AuditEntry& entry) {
  session.insert(k_insert_audit, {params_of(entry)});
}

std::optional<UserRow> user_of(Session& session, const UserId& id) {
  std::optional<UserRow> user;
  session.query(k_find_user_by_id, {id}, [&](const Row& row) { user = user_of_row(row); });
  return user;
}

Result<std::optional<UserRow>, StoreError> Accounts::user_named(const std::string& username) {
  return pool_.run<std::optional<UserRow>>([&](Session& session) {
    std::optional<UserRow> user;
    session.query(k_find_user_by_name, {username}, [&](const Row& row) { user = user_of_row(row); });
    return user;
  });
}

Result<std::optional<UserRow>, StoreError> Accounts::user_of_id(const UserId& id) {
  return pool_.run<std::optional<UserRow>>([&](Session& session) { return user_of(session, id); });
}

Result<Done, StoreError> Accounts::open_session(const NewSession& session, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& db) {
    db.transaction([&] {
      db.insert(k_insert_session, {{session.token_hash, session.user, session.csrf, fitting(session.client, k_name_chars), session.created_at,
                                    session.created_at, session.expires_at}});
      write_audit(db, audit);
    });
    return Done{};
  });
}

Result<std::optional<SignedIn>, StoreError> Accounts::session(const std::string& token_hash, Instant now) {
  return pool_.run<std::optional<SignedIn>>([&](Session& db) {
    std::optional<SignedIn> found;
    db.query(k_find_session, {token_hash, now}, [&](const Row& row) {
      found = SignedIn{row.id<UserId>(0), row.text(5), role_in(row, 6), row.text(7),    row.text(8),
                       row.text(9),       row.text(1), row.text(2),     row.instant(3), row.instant(4),
                       !row.null(10)};
    });
    return found;
  });
}

Result<Done, StoreError> Accounts::touch_session(const std::string& token_hash, Instant now) {
  return pool_.run<Done>([&](Session& db) {
    db.change(k_touch_session, {now, token_hash});
    return Done{};
  });
}

Result<Done, StoreError> Accounts::end_session(const std::string& token_hash, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& db) {
    db.transaction([&] {
      db.change(k_end_session, {audit.at, token_hash, audit.at});
      write_audit(db, audit);
    });
    return Done{};
  });
}

Result<Done, StoreError> Accounts::sweep_sessions(Instant before) {
  return pool_.run<Done>([&](Session& db) {
    db.change(k_delete_old_sessions, {before});
    return Done{};
  });
}

Result<std::optional<Instant>, StoreError> Accounts::used_elsewhere(const UserId& user, const std::string& token_hash,
                                                                    const std::string& spared) {
  return pool_.run<std::optional<Instant>>([&](Session& db) {
    std::optional<Instant> at;
    db.query(k_find_use_elsewhere, {user, token_hash, spared + "%"},
             [&](const Row& row) { at = row.instant_or_nothing(0); });
    return at;
  });
}

Result<std::vector<std::string>, StoreError> Accounts::still_valid(const std::vector<std::string>& token_hashes,
                                                                   Instant now) {
  return pool_.run<std::vector<std::string>>([&](Session& db) {
    std::vector<std::string> valid;
    if (token_hashes.empty()) return valid;
    const auto keep = [&](const Row& row) { valid.push_back(row.text(0)); };
    db.query_in(k_list_sessions_alive, {now}, list_of(token_hashes), {}, keep);
    db.query_in(k_list_tokens_alive, {now}, list_of(token_hashes), {}, keep);
    return valid;
  });
}

Result<std::optional<TokenRow>, StoreError> Accounts::token(const std::string& token_hash, Instant now) {
  return pool_.run<std::optional<TokenRow>>([&](Session& db) {
    std::optional<TokenRow> found;
    db.query(k_find_token, {token_hash, now}, [&](const Row& row) { found = token_of_row(row); });
    return found;
  });
}

Result<std::optional<TokenRow>, StoreError> Accounts::token_of(const std::string& id) {
  return pool_.run<std::optional<TokenRow>>([&](Session& db) {
    std::optional<TokenRow> found;
    db.query(k_read_token, {id}, [&](const Row& row) { found = token_of_row(row); });
    return found;
  });
}

Result<std::vector<TokenRow>, StoreError> Accounts::tokens(const std::string& after_id, std::size_t max) {
  return pool_.run<std::vector<TokenRow>>([&](Session& db) {
    std::vector<TokenRow> tokens;
    db.query(k_list_tokens, {after_id, static_cast<std::int64_t>(max)},
             [&](const Row& row) { tokens.push_back(token_of_row(row)); });
    return tokens;
  });
}

Result<Done, StoreError> Accounts::add_token(const TokenRow& token, const std::string& token_hash,
                                             const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& db) {
    db.transaction([&] {
      db.insert(k_insert_token, {{token.id, token_hash, token.name, name_of(token.role), joined(token.scopes),
                                  token.created_by, token.created_at, token.expires_at}});
      write_audit(db, audit);
    });
    return Done{};
  });
}

Result<bool, StoreError> Accounts::remove_token(const std::string& id, const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& db) {
    bool removed = false;
    db.transaction([&] {
      removed = db.change(k_delete_token, {id}) > 0;
      if (removed) write_audit(db, audit);
    });
    return removed;
  });
}

Result<Done, StoreError> Accounts::record(const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& db) {
    write_audit(db, audit);
    return Done{};
  });
}

}  // namespace lamplight::db
