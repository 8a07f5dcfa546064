// One loop over all lines; nothing in it waits for anybody but poll().
#include "tests/support/wire.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <list>
#include <stdexcept>
#include <vector>

namespace lamplight::tests {
namespace {

using Moment = std::chrono::steady_clock::time_point;

constexpr int k_look_ms = 5;
constexpr std::size_t k_all = std::string::npos;

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

void speak_at_once(int socket) {
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

bool send_all(int socket, const std::string& bytes) {
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t more = send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (more <= 0) return false;
    sent += static_cast<std::size_t>(more);
  }
  return true;
}

// Appends what has come. False when nothing ever will again.
bool receive(int socket, std::string& bytes) {
  char buffer[64 * 1024];
  const ssize_t came = recv(socket, buffer, sizeof buffer, MSG_DONTWAIT);
  if (came < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
  bytes.append(buffer, static_cast<std::size_t>(came));
  return came > 0;
}

// Length in three bytes, least first; a sequence number; the packet (MySQL's protocol, "packets").
std::size_t first_mysql_packet(const std::string& bytes) {
  if (bytes.size() < 4) return k_all;
  const auto at = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])); };
  return 4 + at(0) + (at(1) << 8) + (at(2) << 16);
}

// Length in up to four bytes of seven bits, least first (MQTT 3.1.1, 2.2.3).
std::size_t first_mqtt_packet(const std::string& bytes) {
  std::size_t length = 0;
  for (std::size_t i = 1; i < bytes.size() && i <= 4; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    length += static_cast<std::size_t>(byte & 0x7f) << (7 * (i - 1));
    if ((byte & 0x80) == 0) return 1 + i + length;
  }
  return k_all;
}

}  // namespace

struct Wire::Line {
  int home;   // who connected
  int there;  // whom it connected to
  std::string waiting = {};
  Moment released = {};  // before that nothing of `waiting` goes on
  bool is_held = false;
  bool loses_answer = false;
};

struct Wire::Lines : std::list<Line> {};

Wire::Wire(Tongue tongue, int to) : tongue_(tongue), to_(to), lines_(std::make_unique<Lines>()) {
  listening_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (bind(listening_, reinterpret_cast<const sockaddr*>(&address), size) != 0 || listen(listening_, 128) != 0 ||
      getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no wire can be laid");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::make_unique<server::Thread>("wire", [this](const std::stop_token& stop) { run(stop); });
}

Wire::~Wire() {
  thread_.reset();
  for (const Line& line : *lines_) {
    close(line.home);
    close(line.there);
  }
  close(listening_);
}

void Wire::cut_at(std::int64_t nth, Cut how) {
  cut_how_ = how;
  cut_at_ = nth == 0 ? 0 : counted_ + nth;
}

void Wire::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::vector<pollfd> all{{listening_, POLLIN, 0}};
    for (const Line& line : *lines_) {
      // What is held up isn't asked about: it would be readable all the time.
      if (!line.is_held) all.push_back({line.home, POLLIN, 0});
      all.push_back({line.there, POLLIN, 0});
    }
    poll(all.data(), all.size(), k_look_ms);
    welcome();
    for (auto line = lines_->begin(); line != lines_->end();) {
      if (carry(*line)) {
        ++line;
        continue;
      }
      close(line->home);
      close(line->there);
      line = lines_->erase(line);
    }
  }
}

void Wire::welcome() {
  for (;;) {
    const int home = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (home < 0) return;
    const int there = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(to_);
    if (connect(there, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      close(home);
      close(there);
      continue;
    }
    speak_at_once(home);
    speak_at_once(there);
    lines_->push_back({.home = home, .there = there});
  }
}

bool Wire::carry(Line& line) {
  return carry_back(line) && carry_to(line);
}

bool Wire::carry_to(Line& line) {
  if (!receive(line.home, line.waiting)) return false;
  for (;;) {
    const std::size_t length = first_packet_of(line.waiting);
    if (length == k_all || line.waiting.size() < length) return true;
    const Moment now = std::chrono::steady_clock::now();
    if (!line.is_held && held_ms_ > 0) {
      line.is_held = true;
      line.released = now + Millis{held_ms_.load()};
    }
    if (line.is_held && now < line.released) return true;
    line.is_held = false;
    const std::string packet = line.waiting.substr(0, length);
    const Fate fate = fate_of(packet);
    if (fate == Fate::cut_before) return false;
    line.loses_answer = fate == Fate::cut_after;
    line.waiting.erase(0, length);
    if (!send_all(line.there, packet)) return false;
    // A publish at QoS 1 is answered, so its answer is awaited as that of a statement is.
    if (line.loses_answer) return true;
  }
}

bool Wire::carry_back(Line& line) {
  std::string answer;
  if (!receive(line.there, answer)) return false;
  if (answer.empty()) return true;
  return !line.loses_answer && send_all(line.home, answer);
}

Wire::Fate Wire::fate_of(const std::string& packet) {
  // A statement begins a new sequence; a publish at QoS 1 has its type and that bit.
  const bool counts = tongue_ == Tongue::mysql ? packet[3] == 0 : (static_cast<unsigned char>(packet[0]) & 0xf2) == 0x32;
  if (!counts) return Fate::pass;
  const std::int64_t number = ++counted_;
  if (tongue_ == Tongue::mysql && packet.substr(5) == "COMMIT" && commits_to_lose_ > 0) {
    --commits_to_lose_;
    return Fate::cut_after;
  }
  if (cut_at_ == 0 || number < cut_at_) return Fate::pass;
  cut_at_ = 0;
  return cut_how_ == Cut::before ? Fate::cut_before : Fate::cut_after;
}

std::size_t Wire::first_packet_of(const std::string& bytes) const {
  return tongue_ == Tongue::mysql ? first_mysql_packet(bytes) : first_mqtt_packet(bytes);
}

}  // namespace lamplight::tests
