// Hears of desks, and gives up what silent ones have claimed (limits::claim_silent).
//
// `heard` is called by server/http for every request of a dispatcher, on its thread, and returns at once; the
// console asks for the workers every few seconds, so an open desk is never silent. The thread "claims" writes down and
// judges every 5 s. Our own outage is nobody's silence: for claim_silent after the start, and after a round that
// could not be read, nothing is given up.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "db/claims.h"
#include "dispatch/ledger.h"
#include "dispatch/travel.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;
class LiveFeed;
class TownWatch;

class ClaimKeeper {
 public:
  ClaimKeeper(db::Pool& pool, Ledger& ledger, TownWatch& town, const TravelTime& travel, const Clock& clock,
              LiveFeed& feed, Millis silent_after);

  void heard(const UserId& user, Instant now);

 private:
  void run(const std::stop_token& stop);
  [[nodiscard]] bool write_down();
  [[nodiscard]] bool give_up(Instant now);

  db::Claims claims_;
  Ledger& ledger_;
  TownWatch& town_;
  const TravelTime& travel_;
  const Clock& clock_;
  LiveFeed& feed_;
  const Millis silent_after_;
  Instant watching_since_;             // of the thread alone

  std::mutex mutex_;
  std::map<std::string, Instant> heard_;  // guarded by mutex_

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
