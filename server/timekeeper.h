// Acts on deadlines: claims due timers, lets dispatch/escalation say what is next, commits, tells.
//
// Runs on the thread "timekeeper"; any number of servers may run one on the same database (I6).
#pragma once

#include "dispatch/ledger.h"
#include "dispatch/travel.h"
#include "server/figures.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;
class Courier;
class LiveFeed;
class TownWatch;

class Timekeeper {
 public:
  Timekeeper(Ledger& ledger, TownWatch& town, const TravelTime& travel, const Clock& clock, Courier& courier, LiveFeed& feed,
             TimerFigures& figures);

 private:
  void run(const std::stop_token& stop);
  [[nodiscard]] bool act_on_due();

  Ledger& ledger_;
  TownWatch& town_;
  const TravelTime& travel_;
  const Clock& clock_;
  Courier& courier_;
  LiveFeed& feed_;
  TimerFigures& figures_;

  Thread thread_;   // last: it uses all of the above
};

}  // namespace lamplight::server
