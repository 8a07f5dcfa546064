// Presses at a pace, each timed from the hand-over to the broker to the first `received` at the home.
//
// One publishing and one listening connection; acks are timed on Paho's thread, the rest by whoever
// calls.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "devices/mqtt_link.h"
#include "tests/support/private_broker.h"

namespace lamplight::bench {

// Steady time in milliseconds, with fractions.
[[nodiscard]] double steady_ms();
// Waits until that moment.
void wait_until_ms(double moment);

struct Phase {
  std::string name;
  double per_s = 0;      // 0: all at once
  int presses = 0;
};

class PressLoad {
 public:
  explicit PressLoad(const tests::PrivateBroker& broker);
  ~PressLoad();

  // Presses of the devices p-first…, each once, alarm id `tag`. Returns when all are acknowledged, or
  // after 60 s; milliseconds of each, in order (negative: never acknowledged).
  [[nodiscard]] std::vector<double> run(const Phase& phase, int first_device, const std::string& tag);
  // When press n of the last run was handed over.
  [[nodiscard]] double pressed_at(int n) const { return pressed_at_[static_cast<std::size_t>(n)]; }

 private:
  void take(const Arrived& message);

  std::string tag_;
  int first_device_ = 0;
  mutable std::mutex mutex_;
  std::vector<double> pressed_at_;   // written before the press, read after
  std::vector<double> heard_at_;     // guarded by mutex_
  std::atomic<int> heard_{0};
  MqttLink listening_;
  MqttLink speaking_;
};

}  // namespace lamplight::bench
