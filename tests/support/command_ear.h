// What reaches the homes' command topics, for tests that play the device.
#pragma once

#include <mutex>
#include <vector>

#include "devices/mqtt_link.h"
#include "tests/support/private_broker.h"

namespace lamplight::tests {

class CommandEar {
 public:
  explicit CommandEar(const PrivateBroker& broker)
      : link_(broker.link("lamplight-simulator", "command-ear", {"lamplight/v1/+/+/command"}),
              [this](Arrived&& message) {  // on Paho's thread
                const std::lock_guard lock(mutex_);
                heard_.push_back(std::move(message));
              }) {
    link_.start();
  }
  ~CommandEar() { link_.stop(); }
  [[nodiscard]] bool ready() const { return link_.connected(); }
  [[nodiscard]] std::vector<Arrived> heard() const {
    const std::lock_guard lock(mutex_);
    return heard_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Arrived> heard_;  // guarded by mutex_
  MqttLink link_;
};

}  // namespace lamplight::tests
