// Acts on deadlines: claims due timers, lets dispatch/escalation say what is next, commits, tells.
//
// Runs on the thread "timekeeper"; any number of servers may run one on the same database (I6).
// It looks at the database twenty times a second, and so is the first to notice that it is away.
#pragma once

#include "dispatch/ledger.h"
#include "dispatch/travel.h"
#include "server/figures.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;
class Courier;
class LiveFeed;
class Standby;
class TownWatch;

class Timekeeper {
 public:
  Timekeeper(Ledger& ledger, Standby& standby, TownWatch& town, const TravelTime& travel, const Clock& clock, Courier& courier,
             LiveFeed& feed, TimerFigures& figures);

 private:
  void run(const std::stop_token& stop);
  [[nodiscard]] bool act_on_due();
  [[nodiscard]] bool act_without_database();

  Ledger& ledger_;
  Standby& standby_;
  TownWatch& town_;
  const TravelTime& travel_;
  const Clock& clock_;
  Courier& courier_;
  LiveFeed& feed_;
  TimerFigures& figures_;

  Thread thread_;   // last: it uses all of the above
};

}  // namespace lamplight::server
