// Codes on MySQL. What is kept of one is a digest under a key that is not in the database: six digits are soon tried.
#include "db/sign_in_codes.h"

#include "db/password.h"
#include "db/signature.h"
#include "db/statements_accounts.h"
#include "db/statements_sign_in_codes.h"

namespace lamplight::db {
namespace {

constexpr std::string_view k_purpose = "lamplight sign-in codes 1";
constexpr Millis k_day{24 * 3'600'000};

std::string digest_of(const SealKey& master, const std::string& ask_hash, const std::string& code) {
  return keyed_digest(master, k_purpose, ask_hash + ' ' + code);
}

bool code_fits(const MasterKeys& masters, const std::string& ask_hash, const std::string& code,
               const std::string& kept) {
  bool fits = false;
  for (const SealKey& master : masters.all()) fits = same_secret(digest_of(master, ask_hash, code), kept) || fits;
  return fits;
}

SealPlace phone_place(const UserId& user) {
  return {"users", "phone_sealed", user.text()};
}

SealPlace code_place(const std::string& ask_hash) {
  return {"sign_in_codes", "code_sealed", ask_hash};
}

ClaimedCode claimed_of(const Row& row) {
  return {{row.text(0), row.text(1), row.text(2)},
          row.null(4) ? std::string() : row.text(4),
          static_cast<int>(row.integer(5)) + 1,
          row.text(3).empty() ? UserId() : row.id<UserId>(3),
          row.instant(6),
          row.instant(7)};
}

// An account that may be sent a code.
struct Addressed {
  UserId user;
  std::string phone_sealed;
  std::string language;
};

std::optional<Addressed> addressed(Session& session, const ClaimedCode& claimed, Instant now) {
  std::string username = claimed.ask.username;
  if (!claimed.ask.invitation_hash.empty()) {
    username.clear();
    session.query(k_find_invited_name, {claimed.ask.invitation_hash, now},
                  [&](const Row& row) { username = row.text(0); });
  }
  std::optional<Addressed> found;
  session.query(k_lock_account_for_code, {username}, [&](const Row& row) {
    found = Addressed{row.id<UserId>(0), row.text(1), row.text(2)};
  });
  return found;
}

bool has_room(Session& session, const ClaimedCode& claimed, const UserId& user) {
  bool room = false;
  session.query(k_count_codes_of_user, {user, claimed.asked_at - k_day, !claimed.ask.invitation_hash.empty()},
                [&](const Row& row) {
                  const auto last = row.instant_or_nothing(1);
                  room = row.integer(0) < k_codes_a_day_max &&
                         (!last || claimed.asked_at - *last >= k_code_again_after);
                });
  return room;
}

}  // namespace

void keep_phone(Session& session, const MasterKeys& masters, const UserId& user, const std::string& phone) {
  session.change(k_change_phone,
                 {phone.empty() ? Param(nullptr) : Param(seal(masters, phone, phone_place(user))), user});
  session.change(k_void_codes_of_user, {user});
}

Result<std::optional<std::string>, StoreError> SignInCodes::phone(const UserId& user) {
  return pool_.run<std::optional<std::string>>([&](Session& session) {
    std::optional<std::string> phone;
    session.query(k_read_phone, {user}, [&](const Row& row) {
      if (row.null(0)) return;
      if (const auto opened = unseal(masters_, row.text(0), phone_place(user))) phone = opened.value();
    });
    return phone;
  });
}

Result<Done, StoreError> SignInCodes::ask(const CodeAsk& ask, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] {
      session.insert(k_insert_code_ask, {{ask.ask_hash, ask.username, ask.invitation_hash, audit.at,
                                          audit.at + k_code_holds, audit.at}});
      write_audit(session, audit);
    });
    return Done{};
  });
}

Result<std::optional<UserRow>, StoreError> SignInCodes::prove(const std::string& ask_hash, const std::string& code,
                                                              Instant now, const std::string& address) {
  return pool_.run<std::optional<UserRow>>([&](Session& session) {
    std::optional<UserRow> proven;
    session.transaction([&] {
      proven.reset();
      if (session.change(k_count_code_attempt, {ask_hash, now, k_code_attempts_max}) == 0) return;
      std::string user, kept, invitation;
      session.query(k_read_code, {ask_hash}, [&](const Row& row) {
        user = row.text(0);
        kept = row.text(1);
        invitation = row.text(2);
      });
      if (!code_fits(masters_, ask_hash, code, kept) || user.empty()) return;
      const auto found = user_of(session, UserId{user});
      if (!found || found->disabled || found->role != Role::family || !found->totp_sealed.empty()) return;
      if (!invitation.empty()) {
        if (session.change(k_spend_valid_invitation, {now, invitation, found->id, now}) == 0) return;
        session.change(k_end_sessions_of_user, {now, found->id, now});
        write_audit(session, {now, user, "user.invitation-accepted", "user:" + user, address});
      }
      session.change(k_use_code, {now, ask_hash});
      proven = found;
    });
    return proven;
  });
}

Result<std::vector<ClaimedCode>, StoreError> SignInCodes::claim(Instant now, std::size_t max, Millis hold) {
  return pool_.run<std::vector<ClaimedCode>>([&](Session& session) {
    std::vector<ClaimedCode> claimed;
    session.transaction([&] {
      claimed.clear();
      session.query(k_claim_codes, {now, static_cast<std::int64_t>(max)},
                    [&](const Row& row) { claimed.push_back(claimed_of(row)); });
      for (const ClaimedCode& one : claimed) session.change(k_hold_code, {now + hold, one.ask.ask_hash});
    });
    return claimed;
  });
}

std::optional<CodeToSend> SignInCodes::made(Session& session, const ClaimedCode& claimed, Instant now) {
  if (claimed.expires_at <= now) return std::nullopt;
  // Looked up again at every attempt: an account that was closed meanwhile gets nothing.
  ClaimedCode ask = claimed;
  if (!claimed.user.text().empty() && claimed.ask.invitation_hash.empty()) {
    const auto user = user_of(session, claimed.user);
    if (!user) return std::nullopt;
    ask.ask.username = user->username;
  }
  const auto account = addressed(session, ask, now);
  if (!account) return std::nullopt;
  const auto phone = unseal(masters_, account->phone_sealed, phone_place(account->user));
  if (!phone) return std::nullopt;
  if (!claimed.user.text().empty()) {
    const auto code = unseal(masters_, claimed.code_sealed, code_place(claimed.ask.ask_hash));
    if (!code) return std::nullopt;
    return CodeToSend{phone.value(), account->language, code.value()};
  }
  if (!has_room(session, claimed, account->user)) return std::nullopt;
  const std::string code = new_code();
  session.change(k_keep_code, {account->user, digest_of(masters_.current(), claimed.ask.ask_hash, code),
                               seal(masters_, code, code_place(claimed.ask.ask_hash)), claimed.ask.ask_hash});
  return CodeToSend{phone.value(), account->language, code};
}

Result<std::optional<CodeToSend>, StoreError> SignInCodes::code_of(const ClaimedCode& claimed, Instant now) {
  return pool_.run<std::optional<CodeToSend>>([&](Session& session) {
    std::optional<CodeToSend> code;
    session.transaction([&] {
      code = made(session, claimed, now);
      if (!code) session.change(k_end_code_sending, {claimed.ask.ask_hash});
    });
    return code;
  });
}

Result<Done, StoreError> SignInCodes::end_sending(const std::string& ask_hash) {
  return pool_.run<Done>([&](Session& session) {
    session.change(k_end_code_sending, {ask_hash});
    return Done{};
  });
}

Result<Done, StoreError> SignInCodes::send_later(const std::string& ask_hash, Instant due) {
  return pool_.run<Done>([&](Session& session) {
    session.change(k_send_code_later, {due, ask_hash});
    return Done{};
  });
}

Result<Done, StoreError> SignInCodes::sweep(Instant before) {
  return pool_.run<Done>([&](Session& session) {
    session.change(k_delete_old_codes, {before});
    return Done{};
  });
}

}  // namespace lamplight::db
