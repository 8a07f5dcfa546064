// Raw sockets and epoll: a thousand streams must not cost the run more than they would cost a thousand phones.
#include "tests/bench/offer_watch.h"

#include <arpa/inet.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

#include "tests/bench/press_load.h"

namespace lamplight::bench {
namespace {

int open_stream(int port, const tests::SeededSession& session) {
  const int handle = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("the server takes no more streams");
  }
  const std::string request = "GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nCookie: lamplight_session=" +
                              session.cookie + "\r\n\r\n";
  if (send(handle, request.data(), request.size(), 0) < 0) throw std::runtime_error("a stream broke");
  return handle;
}

}  // namespace

OfferWatch::OfferWatch(int port, const std::vector<tests::SeededSession>& sessions)
    : epoll_(epoll_create1(EPOLL_CLOEXEC)), thread_([&] {
        for (const auto& session : sessions) {
          const int handle = open_stream(port, session);
          epoll_event event{.events = EPOLLIN, .data = {.fd = handle}};
          epoll_ctl(epoll_, EPOLL_CTL_ADD, handle, &event);
          sockets_.push_back(handle);
        }
        return server::Thread("offers", [this](const std::stop_token& stop) { run(stop); });
      }()) {}

OfferWatch::~OfferWatch() {
  thread_ = server::Thread("ended", [](const std::stop_token&) {});
  for (const int handle : sockets_) close(handle);
  close(epoll_);
}

double OfferWatch::seen_at(const std::string& incident) const {
  const std::lock_guard lock(mutex_);
  const auto found = seen_.find(incident);
  return found == seen_.end() ? -1 : found->second;
}

void OfferWatch::run(const std::stop_token& stop) {
  epoll_event events[64];
  while (!stop.stop_requested()) {
    const int ready = epoll_wait(epoll_, events, 64, 100);
    for (int i = 0; i < ready; ++i) read(events[i].data.fd);
  }
}

void OfferWatch::read(int handle) {
  char bytes[16'384];
  const ssize_t length = recv(handle, bytes, sizeof bytes, MSG_DONTWAIT);
  if (length <= 0) {
    epoll_ctl(epoll_, EPOLL_CTL_DEL, handle, nullptr);
    return;
  }
  const double now = steady_ms();
  std::string& text = unread_[handle];
  text.append(bytes, static_cast<std::size_t>(length));
  for (auto end = text.find("\n\n"); end != std::string::npos; end = text.find("\n\n")) {
    const std::string event = text.substr(0, end);
    text.erase(0, end + 2);
    if (event.find("event: offer") == std::string::npos) continue;
    static const std::string k_member = "\"incident\":\"";
    const auto from = event.find(k_member);
    if (from == std::string::npos) continue;
    const auto until = event.find('"', from + k_member.size());
    const std::lock_guard lock(mutex_);
    seen_.emplace(event.substr(from + k_member.size(), until - from - k_member.size()), now);
  }
}

}  // namespace lamplight::bench
