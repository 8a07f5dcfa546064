// The three packets that it takes (OASIS MQTT 3.1.1, sections 3.1 to 3.4).
#include "tests/support/raw_mqtt.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

namespace lamplight::tests {
namespace {

void add_text(std::string& bytes, std::string_view text) {
  bytes.push_back(static_cast<char>(text.size() >> 8));
  bytes.push_back(static_cast<char>(text.size() & 0xff));
  bytes.append(text);
}

std::string packet(char type_and_flags, const std::string& rest) {
  std::string bytes(1, type_and_flags);
  std::size_t length = rest.size();
  do {
    const auto digit = static_cast<unsigned char>(length % 128);
    length /= 128;
    bytes.push_back(static_cast<char>(length > 0 ? digit | 0x80 : digit));
  } while (length > 0);
  return bytes + rest;
}

}  // namespace

std::string connect_packet(const std::string& client_id, const std::string& user, const std::string& password) {
  std::string rest;
  add_text(rest, "MQTT");
  // Level 4; user, password, clean session; keep alive 120 s.
  rest += {'\x04', user.empty() ? '\x02' : '\xc2', '\x00', '\x78'};
  add_text(rest, client_id);
  if (!user.empty()) {
    add_text(rest, user);
    add_text(rest, password);
  }
  return packet('\x10', rest);
}

std::string publish_packet(std::string_view topic, std::string_view payload, std::uint16_t id) {
  std::string rest;
  add_text(rest, topic);
  rest.push_back(static_cast<char>(id >> 8));
  rest.push_back(static_cast<char>(id & 0xff));
  rest.append(payload);
  return packet('\x32', rest);
}

RawMqtt::RawMqtt(int port, const std::string& client_id, const std::string& user, const std::string& password)
    : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("the broker takes no more connections");
  }
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  send_all(connect_packet(client_id, user, password));
  char answer[4] = {};
  if (recv(socket_, answer, sizeof answer, MSG_WAITALL) != 4 || answer[3] != 0)
    throw std::runtime_error("the broker refused");
}

RawMqtt::RawMqtt(RawMqtt&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      next_id_(other.next_id_),
      unread_(std::move(other.unread_)),
      acknowledged_(other.acknowledged_) {}

RawMqtt::~RawMqtt() {
  if (socket_ >= 0) close(socket_);
}

void RawMqtt::publish(std::string_view topic, std::string_view payload) {
  send_all(publish_packet(topic, payload, next_id_));
  next_id_ = next_id_ == 0xffff ? std::uint16_t{1} : static_cast<std::uint16_t>(next_id_ + 1);
}

void RawMqtt::publish_cut_off(std::string_view topic, std::string_view payload, std::size_t bytes) {
  send_all(publish_packet(topic, payload, next_id_).substr(0, bytes));
  close(std::exchange(socket_, -1));
}

std::size_t RawMqtt::publish_bytes(std::string_view topic, std::string_view payload) {
  return publish_packet(topic, payload, 1).size();
}

int RawMqtt::acknowledged() {
  char bytes[4'096];
  for (ssize_t length = 0; (length = recv(socket_, bytes, sizeof bytes, MSG_DONTWAIT)) > 0;) {
    unread_.append(bytes, static_cast<std::size_t>(length));
  }
  acknowledged_ += static_cast<int>(unread_.size() / 4);  // nothing but PUBACKs comes, of four bytes each
  unread_.erase(0, unread_.size() / 4 * 4);
  return acknowledged_;
}

void RawMqtt::send_all(const std::string& bytes) const {
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t length = send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (length <= 0) throw std::runtime_error("the broker cut the connection");
    sent += static_cast<std::size_t>(length);
  }
}

}  // namespace lamplight::tests
