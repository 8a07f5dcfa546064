// From the lanes to the ledger: drains alarms a batch at a time, decides, commits, and only then tells.
//
// Runs on the thread "intake". While the database is away server/standby stands in, which acknowledges
// from its journal. Where there is no journal, or it can't be written, the batch is kept and nothing is
// acknowledged (I13); the lanes fill and refuse, and the homes repeat.
#pragma once

#include <span>

#include "devices/arrivals.h"
#include "dispatch/town.h"
#include "dispatch/travel.h"
#include "model/signal.h"
#include "server/figures.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;
class Courier;
class HandsBoard;
class Standby;
class TownWatch;

class Intake {
 public:
  Intake(SignalLanes& lanes, Ledger& ledger, Standby& standby, TownWatch& town, const TravelTime& travel,
         const Clock& clock, Courier& courier, HandsBoard& hands, AlarmFigures& figures);

 private:
  enum class Fate { committed, conflict, unavailable };

  void run(const std::stop_token& stop);
  void take(std::span<Signal> batch, const std::stop_token& stop);
  [[nodiscard]] Fate attempt(std::span<const Signal> batch);
  [[nodiscard]] bool take_alone(Signal& signal, const std::stop_token& stop);
  // False when the database is back before they were taken, or nothing durable can be written.
  [[nodiscard]] bool take_without_database(std::span<const Signal> batch);
  void count(std::span<const Signal> batch, const Changes& changes);
  void wait(Millis time, const std::stop_token& stop);

  SignalLanes& lanes_;
  Ledger& ledger_;
  Standby& standby_;
  TownWatch& town_;
  const TravelTime& travel_;
  const Clock& clock_;
  Courier& courier_;
  HandsBoard& hands_;   // who is free, and the way to the screens
  AlarmFigures& figures_;

  Thread thread_;   // last: it uses all of the above
};

}  // namespace lamplight::server
