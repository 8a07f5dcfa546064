// Many homes over two connections: presses, repeats until heard (contracts §2), remembers every ack.
//
// Publishing and asking: any thread; acks come on Paho's thread.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <random>
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
  // Told of every ack, on Paho's thread.
  using OnHeard = std::function<void(const std::string& device, const Ack& ack)>;

  explicit Homes(const PrivateBroker& broker, const std::string& client_id = "homes", OnHeard on_heard = {});
  ~Homes();

  // Both connections are up.
  [[nodiscard]] bool ready() const;

  // One message, once. False when it could not be handed to the broker.
  bool say(const std::string& topic, const std::string& payload);
  // One press of `device` (in `district`), once; remembered as not yet heard. `at`: what its clock says.
  void press(const std::string& device, const std::string& id, const std::string& kind = "sos",
             const std::string& district = "d-0", const std::string& at = "");
  // Presses again whatever has not been heard for `after`. Returns how many.
  std::size_t repeat_unheard(Millis after);
  // Presses again what is due as contracts §2 has it: what has not been heard (2, 4, 8, 15, 15 … s, each ±25 %,
  // `haste` times as fast), and from a lost connection on, in the same steps, what has not been heard to end: until
  // it is answered, as the first question may reach the broker before the server is back there.
  std::size_t repeat_as_agreed(std::mt19937_64& random, double haste = 1.0);

  [[nodiscard]] std::vector<Ack> acks(const std::string& device, const std::string& id) const;
  // Waits for an ack of that state; nothing after `wait`.
  [[nodiscard]] std::optional<Ack> heard(const std::string& device, const std::string& id, AckState state,
                                         Millis wait = Millis{30'000}) const;
  [[nodiscard]] std::size_t unheard() const;
  // Presses whose home does not show an end yet.
  [[nodiscard]] std::size_t unended() const;
  // (device, id) of all that has been acknowledged.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> acknowledged() const;

 private:
  struct Press {
    std::string topic;
    std::string payload;
    Instant said_at{};
    int repeats = 0;
    double share = 1.0;  // of the agreed wait: ±25 %
    bool heard = false;
    bool answered = false;  // … since it last began to ask
    std::int64_t seq = 0;   // the highest heard
    bool ended = false;     // … said closed or cancelled
  };
  using Key = std::pair<std::string, std::string>;

  void take(Arrived&& message);

  OnHeard on_heard_;
  server::Clock clock_;
  mutable std::mutex mutex_;
  mutable std::condition_variable came_;
  std::map<Key, Press> presses_;          // guarded by mutex_
  std::map<Key, std::vector<Ack>> acks_;  // guarded by mutex_
  std::int64_t losses_ = 0;               // lost connections that were answered by repeats
  MqttLink listening_;
  MqttLink speaking_;
};

}  // namespace lamplight::tests
