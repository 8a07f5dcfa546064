// Looking a session up: in memory, then in the table.
#include "server/http/session_cache.h"

#include "db/password.h"

namespace lamplight::server::http {
namespace {

constexpr Millis k_fresh = std::chrono::seconds{1};
constexpr Millis k_without_database = std::chrono::minutes{10};   // for a fault of a moment
constexpr Millis k_touch_every = std::chrono::seconds{10};
constexpr std::size_t k_entries_max = 20'000;  // some 10 MB; more people do not sign in to one town

SessionCache::Known known_of(const db::SignedIn& row, const std::string& hash) {
  SessionCache::Known known;
  known.caller.user = row.user;
  known.caller.role = row.role;
  known.caller.person = row.person;
  known.caller.valid_until = row.expires_at;
  known.caller.locked = row.locked;
  known.session = {hash, row.csrf, row.username, row.name, row.language};
  return known;
}

SessionCache::Known known_of(const db::TokenRow& row, const std::string& hash) {
  SessionCache::Known known;
  known.caller.user = UserId{"token:" + row.id};
  known.caller.role = row.role;
  known.caller.by_token = true;
  known.caller.scopes = row.scopes;
  known.caller.valid_until = row.expires_at;
  known.session = {hash, "", "", row.name, ""};
  return known;
}

}  // namespace

SessionCache::Found SessionCache::by_cookie(const std::string& token, Instant now) {
  const std::string hash = db::digest_of_token(token);
  if (auto known = known_now(hash, now)) return known;
  const auto row = accounts_.session(hash, now);
  if (!row) return after_fault(hash, now, row.error());
  if (!row.value()) {
    forget(hash);
    return std::optional<Known>();
  }
  if (now - row.value()->used_at >= k_touch_every) {
    // That somebody uses the account matters to the simulator only; a fault here costs nobody the request.
    (void)accounts_.touch_session(hash, now);
  }
  const Known known = known_of(*row.value(), hash);
  remember(hash, known, now);
  return std::optional(known);
}

SessionCache::Found SessionCache::by_bearer(const std::string& token, Instant now) {
  const std::string hash = db::digest_of_token(token);
  if (auto known = known_now(hash, now)) return known;
  const auto row = accounts_.token(hash, now);
  if (!row) return after_fault(hash, now, row.error());
  if (!row.value()) {
    forget(hash);
    return std::optional<Known>();
  }
  const Known known = known_of(*row.value(), hash);
  remember(hash, known, now);
  return std::optional(known);
}

void SessionCache::forget(const std::string& token_hash) {
  const std::lock_guard lock(mutex_);
  entries_.erase(token_hash);
}

void SessionCache::forget_all() {
  const std::lock_guard lock(mutex_);
  entries_.clear();
}

std::optional<SessionCache::Known> SessionCache::known_now(const std::string& hash, Instant now) {
  if (!database_away_()) return remembered(hash, now, k_fresh);
  auto known = remembered(hash, now, Millis::max());
  if (known && known->caller.valid_until && *known->caller.valid_until <= now) return std::nullopt;
  return known;
}

std::optional<SessionCache::Known> SessionCache::remembered(const std::string& hash, Instant now, Millis age_max) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(hash);
  if (found == entries_.end() || now - found->second.loaded_at > age_max) return std::nullopt;
  return found->second.known;
}

void SessionCache::remember(const std::string& hash, const Known& known, Instant now) {
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= k_entries_max) {
    std::erase_if(entries_, [&](const auto& entry) { return now - entry.second.loaded_at > k_fresh; });
    if (entries_.size() >= k_entries_max) entries_.clear();
  }
  entries_[hash] = {known, now};
}

SessionCache::Found SessionCache::after_fault(const std::string& hash, Instant now, StoreError error) {
  if (auto known = remembered(hash, now, k_without_database)) return known;
  return Failure{error};
}

}  // namespace lamplight::server::http
