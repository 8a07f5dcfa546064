// The canary: presses a button of its own every few seconds, through the broker and the server to COMMIT
// and back, and cries out by another way when nothing comes back (docs/operating.md).
//
// Part of lamplight-monitor, so that a server that hangs can't hide it. Runs on the thread "canary"; acks
// come on Paho's. To everything but the path a canary's press is nothing: no incident, no list, no person
// (dispatch/intake).
#pragma once

#include <sys/types.h>

#include <atomic>
#include <mutex>
#include <string>

#include "devices/mqtt_link.h"
#include "server/clock.h"
#include "server/figures.h"
#include "server/settings.h"
#include "server/thread.h"

namespace lamplight::server {

struct CanaryFigures {
  Count pressed{0};
  Count heard{0};
  Count last_round_trip_ms{0};
  Count alerts{0};
};

class Canary {
 public:
  Canary(const Settings& settings, const Clock& clock);
  ~Canary();

  [[nodiscard]] const CanaryFigures& figures() const { return figures_; }
  // How long nothing has come back.
  [[nodiscard]] Millis unseen() const;
  [[nodiscard]] bool crying() const { return crying_.load(); }

 private:
  void run(const std::stop_token& stop);
  void press();
  void hear(const Arrived& message);
  void judge();
  // Starts the alert command; its end is looked for in later rounds, so a command that hangs holds up nobody.
  void tell(const std::string& word);
  void reap(int signal);

  const CanarySettings settings_;
  const Clock& clock_;
  const std::string device_;
  CanaryFigures figures_;
  std::atomic<bool> crying_{false};
  std::atomic<std::int64_t> heard_at_ms_;
  pid_t alert_pid_ = 0;  // only the canary's thread

  mutable std::mutex mutex_;
  std::string pressed_id_;  // guarded by mutex_
  Instant pressed_at_{};    // guarded by mutex_

  MqttLink link_;
  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
