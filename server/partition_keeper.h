// Makes the days' partitions of the readings ahead of time and drops those past their keeping.
//
// Runs on the thread "partitions" of the monitor: at once, then every hour; sooner after a failure.
// Several monitors may do it at a time, the store lets one.
#pragma once

#include "devices/readings.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;

class PartitionKeeper {
 public:
  PartitionKeeper(Readings& readings, const Clock& clock);

 private:
  void run(const std::stop_token& stop);

  Readings& readings_;
  const Clock& clock_;

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
