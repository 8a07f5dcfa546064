// One connection to the broker: the only file that knows Paho.
//
// A callback hands the bytes to `on_message` and returns; `on_message` must not wait, and what it
// throws ends here. One link either listens or publishes: one client that does both waits for Nagle.
// Publishing and stopping: any thread but Paho's. `on_message` runs on Paho's receive thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lamplight {

struct LinkSettings {
  std::string host = "127.0.0.1";
  int port = 1883;
  std::string user;
  std::string password;
  std::string client_id;
  std::vector<std::string> subscriptions;  // QoS 1; empty: a publishing link
  bool clean_session = true;               // false: the broker keeps the subscriptions, and what arrives meanwhile
  int inflight_max = 1000;
};

// As it came from the broker.
struct Arrived {
  std::string topic;
  std::string payload;
  bool retained = false;
};

class MqttLink {
 public:
  using OnMessage = std::function<void(Arrived&&)>;

  MqttLink(LinkSettings settings, OnMessage on_message);
  ~MqttLink();
  MqttLink(const MqttLink&) = delete;
  MqttLink& operator=(const MqttLink&) = delete;

  // Starts connecting; goes on trying, also after a loss, until stopped.
  void start();
  // Connected and, for a listening link, subscribed. Never waits.
  [[nodiscard]] bool connected() const;
  // How often a connection was lost since `start`.
  [[nodiscard]] std::int64_t lost_connections() const;

  // Hands a message to the broker at QoS 1; `delivered` is called (on a Paho thread) once, true at
  // the PUBACK, false when it can't be known. False at once, without a call, when nothing was sent:
  // not connected, or the buffer is full.
  [[nodiscard]] bool publish(const std::string& topic, std::string_view payload,
                             std::function<void(bool)> delivered = {});

  // No callback comes after it. Waits two seconds at most; what has no PUBACK by then is told false.
  void stop();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight
