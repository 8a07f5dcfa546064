// Tells the alarm topic what the monitor has found, again and again until it is received (contracts §2).
//
// A finding is kept first and told then; its `restored` follows once the alarm itself has been received.
// Runs on the thread "findings"; acks come on Paho's thread and only wait here.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <vector>

#include "devices/finding_seal.h"
#include "devices/findings.h"
#include "devices/mqtt_link.h"
#include "server/district_share.h"
#include "server/figures.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;

class FindingTeller {
 public:
  FindingTeller(Findings& findings, const FindingSeal& seal, MqttLink& link, const DistrictShare& share,
                const Clock& clock, FindingFigures& figures);

  // A message on some `…/ack`; those of homes' own alarms are passed over. Called inside Paho's callback.
  void hear(const Arrived& message);
  // Something new has been kept. Any thread.
  void look_now();
  // Says it once before it is kept: a cry for help must not wait for the database, which the server can do
  // without. Kept later, it is repeated under the same id until it is received. Any thread.
  void tell_ahead(const Finding& finding);

 private:
  struct Told {
    Finding finding;
    bool ending = false;
    int sendings = 0;
    Instant next_at{};
  };

  void run(const std::stop_token& stop);
  void take_in_heard();
  bool forget_if_momentary(const Finding& finding);
  void look_up(Instant now);
  void tell_due(Instant now);
  [[nodiscard]] bool publish(const Finding& finding, bool ending);

  Findings& findings_;
  const FindingSeal& seal_;
  MqttLink& link_;
  const DistrictShare& share_;
  const Clock& clock_;
  FindingFigures& figures_;

  std::map<AlarmId, Told> telling_;  // only its own thread

  std::mutex mutex_;
  std::condition_variable_any woken_;
  std::vector<AlarmId> heard_;  // guarded by mutex_
  bool look_now_ = false;       // guarded by mutex_

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
