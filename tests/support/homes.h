// Many homes over two connections: presses, repeats until heard (contracts §2), remembers every ack.
//
// Publishing and asking: any thread; acks come on Paho's thread.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "devices/mqtt_link.h"
#include "model/ack.h"
#include "model/signal.h"
#include "server/clock.h"
#include "tests/support/private_broker.h"

namespace lamplight::tests {

class Homes {
 public:
  explicit Homes(const PrivateBroker& broker, const std::string& client_id = "homes");
  ~Homes();

  // Both connections are up.
  [[nodiscard]] bool ready() const;

  // One message, once. False when it could not be handed to the broker.
  bool say(const std::string& topic, const std::string& payload);
  // One press of `device` (in `district`), once; remembered as not yet heard.
  void press(const std::string& device, const std::string& id, const std::string& kind = "sos",
             const std::string& district = "d-0");
  // Presses again whatever has not been heard for `after`. Returns how many.
  std::size_t repeat_unheard(Millis after);

  [[nodiscard]] std::vector<Ack> acks(const std::string& device, const std::string& id) const;
  // Waits for an ack of that state; nothing after `wait`.
  [[nodiscard]] std::optional<Ack> heard(const std::string& device, const std::string& id, AckState state,
                                         Millis wait = Millis{10'000}) const;
  [[nodiscard]] std::size_t unheard() const;
  // (device, id) of all that has been acknowledged.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> acknowledged() const;

 private:
  struct Press {
    std::string topic;
    std::string payload;
    Instant said_at{};
    bool heard = false;
  };
  using Key = std::pair<std::string, std::string>;

  void take(Arrived&& message);

  server::Clock clock_;
  mutable std::mutex mutex_;
  mutable std::condition_variable came_;
  std::map<Key, Press> presses_;           // guarded by mutex_
  std::map<Key, std::vector<Ack>> acks_;   // guarded by mutex_
  MqttLink listening_;
  MqttLink speaking_;
};

}  // namespace lamplight::tests
