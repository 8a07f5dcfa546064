// Keeps house among the readings: makes the days' partitions ahead of time, drops those past their keeping,
// rolls hours and days up.
//
// Runs on the thread "partitions" of the monitor: partitions at once and every hour, roll-ups every minute.
// Several monitors may do it at a time: the store lets one arrange partitions, and a roll-up done twice is
// the same.
#pragma once

#include "db/rollups.h"
#include "devices/readings.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;

struct Keeping {
  Seconds readings{};  // [monitor] readings_kept_days
  Seconds hours{};     // [monitor] hours_kept_days; days are kept five times as long
};

class PartitionKeeper {
 public:
  PartitionKeeper(Readings& readings, db::RollUps& rollups, const Keeping& keeping, const Clock& clock);

 private:
  void run(const std::stop_token& stop);
  void arrange(Instant now);
  void roll_up(Instant now);

  Readings& readings_;
  db::RollUps& rollups_;
  const Keeping keeping_;
  const Clock& clock_;
  Instant arrange_next_{};

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
