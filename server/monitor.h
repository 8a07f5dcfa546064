// The composition root of lamplight-monitor: readings, heartbeats and results off the broker, into the
// database. A process of its own, so that telemetry never delays an alarm (I7).
//
// Made and ended on the main thread.
#pragma once

#include <memory>

#include "server/figures.h"
#include "server/settings.h"

namespace lamplight::server {

class Monitor {
 public:
  // Checks the database, loads the registers, then listens. Throws std::runtime_error with the sentence
  // to print. What waits in the queue at the end is written before the object is gone.
  explicit Monitor(const Settings& settings);
  ~Monitor();
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;

  [[nodiscard]] const ReadingsFigures& figures() const;
  [[nodiscard]] const FindingFigures& finding_figures() const;
  // The broker has taken the subscriptions.
  [[nodiscard]] bool listening() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace lamplight::server
