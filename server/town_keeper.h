// Keeps the town in memory and the clock true: renews the registers and workers, anchors the clock to
// the database's time, and forgets what the canary has pressed.
//
// Its constructor loads the town once (throws when it can't); then it runs on the thread "town".
#pragma once

#include "db/pool.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;
class TownWatch;

class TownKeeper {
 public:
  TownKeeper(TownWatch& town, db::Pool& pool, Clock& clock);

 private:
  void run(const std::stop_token& stop);
  // False where the database's time can't be read.
  bool anchor_clock();

  TownWatch& town_;
  db::Pool& pool_;
  Clock& clock_;
  bool jumped_ = false;  // said already

  Thread thread_;   // last: it uses all of the above
};

}  // namespace lamplight::server
