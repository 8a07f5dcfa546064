// Write down, look, decide, commit, tell.
#include "server/claim_keeper.h"

#include <algorithm>
#include <condition_variable>

#include <spdlog/spdlog.h>

#include "dispatch/claims.h"
#include "server/clock.h"
#include "server/live_feed.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

constexpr Millis k_round_max{5'000};

}  // namespace

ClaimKeeper::ClaimKeeper(db::Pool& pool, Ledger& ledger, TownWatch& town, const TravelTime& travel, const Clock& clock,
                         LiveFeed& feed, Millis silent_after)
    : claims_(pool),
      ledger_(ledger),
      town_(town),
      travel_(travel),
      clock_(clock),
      feed_(feed),
      silent_after_(silent_after),
      watching_since_(clock.now()),
      thread_("claims", [this](const std::stop_token& stop) { run(stop); }) {}

void ClaimKeeper::heard(const UserId& user, Instant now) {
  const std::lock_guard lock(mutex_);
  heard_[user.text()] = now;
}

void ClaimKeeper::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  const Millis round = std::min(k_round_max, silent_after_ / 4);
  while (!stop.stop_requested()) {
    const Instant now = clock_.now();
    if (!write_down()) watching_since_ = now;
    if (now - watching_since_ >= silent_after_ && !give_up(now)) watching_since_ = now;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, round, [] { return false; });
  }
}

bool ClaimKeeper::write_down() {
  std::map<std::string, Instant> heard;
  {
    const std::lock_guard lock(mutex_);
    heard.swap(heard_);
  }
  return claims_.heard(heard).ok();
}

bool ClaimKeeper::give_up(Instant now) {
  const auto claims = claims_.silent(now - silent_after_);
  if (!claims) return false;
  if (claims.value().empty()) return true;
  SituationQuery query;
  std::set<std::string> silent;
  for (const db::SilentClaim& claim : claims.value()) {
    query.incidents.push_back(claim.incident);
    silent.insert(claim.user);
  }
  const auto situation = ledger_.situation(query);
  if (!situation) return false;
  const Changes changes = give_up_claims(situation.value(), query.incidents, silent, town_.town(), travel_, now);
  if (changes.empty()) return true;
  const auto committed = ledger_.apply(changes, now);
  // Somebody was quicker: the next round looks again.
  if (!committed) return committed.error() == StoreError::conflict;
  spdlog::warn("claims.expired desks={} incidents={}", silent.size(), changes.updated.size());
  feed_.committed(changes, committed.value());
  return true;
}

}  // namespace lamplight::server
