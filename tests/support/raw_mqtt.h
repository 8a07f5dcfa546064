// MQTT 3.1.1 over a bare socket: enough to publish at QoS 1 for many homes at once.
//
// For load (one Paho process can't carry hundreds of clients) and for lines that have to be watched; one object a
// connection, one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lamplight::tests {

// The packets, for lines of another kind. Without a user the broker has another way to know who it is.
[[nodiscard]] std::string connect_packet(const std::string& client_id, const std::string& user,
                                         const std::string& password);
[[nodiscard]] std::string publish_packet(std::string_view topic, std::string_view payload, std::uint16_t id);

class RawMqtt {
 public:
  // Connects and waits for the CONNACK. Throws std::runtime_error when it is refused.
  RawMqtt(int port, const std::string& client_id, const std::string& user, const std::string& password);
  ~RawMqtt();
  RawMqtt(RawMqtt&& other) noexcept;
  RawMqtt(const RawMqtt&) = delete;
  RawMqtt& operator=(const RawMqtt&) = delete;

  void publish(std::string_view topic, std::string_view payload);
  // The first so many bytes of it; then the line is cut.
  void publish_cut_off(std::string_view topic, std::string_view payload, std::size_t bytes);
  // How many there would be.
  [[nodiscard]] static std::size_t publish_bytes(std::string_view topic, std::string_view payload);
  // PUBACKs read so far, those that have come by now included.
  [[nodiscard]] int acknowledged();

 private:
  void send_all(const std::string& bytes) const;

  int socket_ = -1;
  std::uint16_t next_id_ = 1;
  std::string unread_;
  int acknowledged_ = 0;
};

}  // namespace lamplight::tests
