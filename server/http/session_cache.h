// Who is behind a cookie or an API token, kept in memory for a second so that a request need not ask
// the database each time.
//
// A sign-out works at once on this instance (`forget`) and within that second on the others. While the
// database is away, those who were known go on being known for a while: the desk must not go dark. For as long as the
// standby stands in, that is until their sessions end.
// Any thread.
#pragma once

#include <functional>
#include <mutex>
#include <unordered_map>

#include "db/accounts.h"
#include "server/http/exchange.h"

namespace lamplight::server::http {

class SessionCache {
 public:
  SessionCache(db::Accounts& accounts, std::function<bool()> database_away)
      : accounts_(accounts), database_away_(std::move(database_away)) {}

  struct Known {
    Caller caller;
    SessionSeen session;
  };
  using Found = Result<std::optional<Known>, StoreError>;

  [[nodiscard]] Found by_cookie(const std::string& token, Instant now);
  [[nodiscard]] Found by_bearer(const std::string& token, Instant now);
  void forget(const std::string& token_hash);
  // After a change of users or tokens, which may touch anybody.
  void forget_all();

 private:
  struct Entry {
    Known known;
    Instant loaded_at{};
  };

  // Known a moment ago, or, while the database is away, known at all.
  [[nodiscard]] std::optional<Known> known_now(const std::string& hash, Instant now);
  [[nodiscard]] std::optional<Known> remembered(const std::string& hash, Instant now, Millis age_max);
  void remember(const std::string& hash, const Known& known, Instant now);
  [[nodiscard]] Found after_fault(const std::string& hash, Instant now, StoreError error);

  db::Accounts& accounts_;
  const std::function<bool()> database_away_;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;  // by digest of the token; guarded by mutex_
};

}  // namespace lamplight::server::http
