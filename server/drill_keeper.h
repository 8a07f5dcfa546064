// Carries drills on: tells a home to press, watches the desk, asks the worker, ends it, and keeps how long
// each step took.
//
// On the thread "drills", each server one; whoever is first begins a drill, and every later step may be taken
// by either, since the incident's own rules let each happen once. The alarm of a drill is a test of the home's
// own (contracts §2, `"test":true`): nobody is sent but the worker whom the drill names.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "db/drills.h"
#include "dispatch/lifecycle.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;
class Desk;
class Standby;
class TownWatch;

struct DrillStep {
  db::Drill drill;                 // as it now is
  std::optional<Command> command;  // to be given to its incident
};

// What comes next for a running drill. Pure.
[[nodiscard]] DrillStep next_step(db::Drill drill, const std::optional<db::DrillProgress>& progress, Instant now);

class DrillKeeper {
 public:
  using TellDevice = std::function<bool(const std::string& topic, const std::string& payload)>;

  DrillKeeper(db::Pool& pool, Desk& desk, const Standby& standby, const TownWatch& town, const Clock& clock,
              TellDevice tell_device);

 private:
  void run(const std::stop_token& stop);
  void look();
  void begin(const db::Drill& drill, Instant now);
  void carry_on(const db::Drill& drill, Instant now);

  db::Drills drills_;
  Desk& desk_;
  const Standby& standby_;
  const TownWatch& town_;
  const Clock& clock_;
  const TellDevice tell_device_;
  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
