// Tells homes what has become true: acks, after COMMIT, over a publishing link of its own.
//
// `send` is called by whoever committed, on that thread; the courier's thread forgets what the broker
// has taken and sweeps up what another committer left behind.
#pragma once

#include <condition_variable>
#include <mutex>
#include <vector>

#include "devices/mqtt_link.h"
#include "dispatch/ledger.h"
#include "server/figures.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;

class Courier {
 public:
  Courier(Outbox& outbox, MqttLink& link, const Clock& clock, CourierFigures& figures);

  // `stored` are in the outbox and go from there once the broker has them; `answers` are not kept.
  void send(const std::vector<Ack>& stored, const std::vector<Ack>& answers);

 private:
  void publish(const Ack& ack, bool stored);
  void run(const std::stop_token& stop);
  void forget_told();
  void sweep();

  Outbox& outbox_;
  MqttLink& link_;
  const Clock& clock_;
  CourierFigures& figures_;

  std::mutex mutex_;
  std::condition_variable_any some_told_;
  std::vector<Ack> told_;       // guarded by mutex_

  Thread thread_;               // last: it uses all of the above
};

}  // namespace lamplight::server
