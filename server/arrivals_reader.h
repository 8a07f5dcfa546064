// Reads what came off the broker, on arrival, into the two lanes (design §2 step 2).
//
// Runs on the thread "arrivals"; Paho's callback has only queued the bytes.
#pragma once

#include "devices/arrivals.h"
#include "devices/finding_seal.h"
#include "server/figures.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;

class ArrivalsReader {
 public:
  ArrivalsReader(Arrivals& arrivals, SignalLanes& lanes, const FindingSeal& seal, const Clock& clock, AlarmFigures& figures);

 private:
  void run(const std::stop_token& stop);

  Arrivals& arrivals_;
  SignalLanes& lanes_;
  const FindingSeal& seal_;
  const Clock& clock_;
  AlarmFigures& figures_;

  Thread thread_;   // last: it uses all of the above
};

}  // namespace lamplight::server
