// Codes by which relatives sign in: asked for, made and sent, proven once. And the telephones they go to.
//
// Asked for and proven by server/http on request threads, made and sent by server/code_sender on its own. Asking writes
// the same row whether there is such an account or not, so that neither the answer nor its time tells. Whoever asks
// holds the ask's secret; a code fits that ask and no other, so nobody's guesses use up anybody else's attempts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/accounts.h"
#include "db/pool.h"
#include "db/seal.h"

namespace lamplight::db {

inline constexpr Millis k_code_holds{10 * 60'000};
inline constexpr int k_code_attempts_max = 5;
inline constexpr Millis k_code_again_after{60'000};  // from one code of an account to its next
// A million codes, five attempts each: a year of asking and guessing succeeds once in fifty, ringing ten times a day.
inline constexpr int k_codes_a_day_max = 10;

struct CodeAsk {
  std::string ask_hash;         // digest of the secret that the answer carries
  std::string username;         // as typed; empty where there is a link
  std::string invitation_hash;  // digest of the link's token
};

struct ClaimedCode {
  CodeAsk ask;
  std::string code_sealed;  // of an earlier attempt; empty: none has been made
  int sends = 0;            // this one included
  UserId user;
  Instant asked_at{};
  Instant expires_at{};
};

// What goes to a telephone. Never logged.
struct CodeToSend {
  std::string phone;
  std::string language;
  std::string code;  // six digits
};

class SignInCodes {
 public:
  SignInCodes(Pool& pool, const MasterKeys& masters) : pool_(pool), masters_(masters) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  // The number that was given for this account; nothing: none.
  [[nodiscard]] Answer<std::optional<std::string>> phone(const UserId& user);

  [[nodiscard]] Answer<Done> ask(const CodeAsk& ask, const AuditEntry& audit);
  // The account that this code signs in to, from now on used; a link that it was asked by is spent, the account's other
  // sessions ended. Nothing: wrong, used, expired, tried too often, or the account may not any more. Every call counts.
  [[nodiscard]] Answer<std::optional<UserRow>> prove(const std::string& ask_hash, const std::string& code, Instant now,
                                                     const std::string& address);

  // Due asks, held for `hold` by whoever got them.
  [[nodiscard]] Answer<std::vector<ClaimedCode>> claim(Instant now, std::size_t max, Millis hold);
  // The code of this ask, the same at every attempt. Nothing: nobody may be sent one; the ask is over.
  [[nodiscard]] Answer<std::optional<CodeToSend>> code_of(const ClaimedCode& claimed, Instant now);
  [[nodiscard]] Answer<Done> end_sending(const std::string& ask_hash);
  [[nodiscard]] Answer<Done> send_later(const std::string& ask_hash, Instant due);
  // Forgets what expired before `before`.
  [[nodiscard]] Answer<Done> sweep(Instant before);

 private:
  [[nodiscard]] std::optional<CodeToSend> made(Session& session, const ClaimedCode& claimed, Instant now);

  Pool& pool_;
  const MasterKeys masters_;
};

// Empty: none any more. With it every code that went to the earlier one is void. Inside the caller's transaction.
void keep_phone(Session& session, const MasterKeys& masters, const UserId& user, const std::string& phone);

}  // namespace lamplight::db
