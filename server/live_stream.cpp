// Queueing and sending of one stream, without ever blocking.
#include "server/live_stream.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "model/limits.h"

namespace lamplight::server {
namespace {

constexpr Millis k_stuck_max{30'000};

constexpr std::string_view k_head =
    "HTTP/1.1 200 OK\r\n"
    "Content-Type: text/event-stream\r\n"
    "Cache-Control: no-store\r\n"
    "Connection: close\r\n"
    "X-Accel-Buffering: no\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "\r\n"
    "retry: 1000\n\n";

}  // namespace

LiveStream::LiveStream(StreamId id, const Poco::Net::StreamSocket& socket, Viewer viewer, Instant now)
    : id_(id), socket_(socket), viewer_(std::move(viewer)), moved_at_(now) {
  socket_.setNoDelay(true);
  socket_.setBlocking(false);
  enqueue(std::make_shared<const std::string>(k_head));
}

int LiveStream::descriptor() const {
  return socket_.impl()->sockfd();
}

bool LiveStream::is_desk() const {
  return viewer_.caller.role == Role::dispatcher || viewer_.caller.role == Role::administrator;
}

bool LiveStream::is_worker() const {
  return viewer_.caller.role == Role::care_worker && !viewer_.caller.person.empty();
}

bool LiveStream::is_family() const {
  return viewer_.caller.role == Role::family;
}

void LiveStream::begin(const Event& snapshot) {
  enqueue(snapshot);
  ready_ = true;
  if (snapshot_) return;  // an earlier one is still on its way, and this one counts
  bytes_behind_ -= snapshot->size();
  snapshot_ = snapshot;
}

void LiveStream::enqueue(const Event& event) {
  queue_.push_back(event);
  bytes_behind_ += event->size();
}

bool LiveStream::write(Instant now, std::atomic<std::int64_t>& bytes_sent) {
  while (!queue_.empty()) {
    const Event& first = queue_.front();
    const std::size_t left = first->size() - sent_of_first_;
    const ssize_t sent = ::send(descriptor(), first->data() + sent_of_first_, left, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) {
      if (errno == EINTR) continue;
      return errno == EAGAIN || errno == EWOULDBLOCK;
    }
    moved_at_ = now;
    bytes_sent.fetch_add(sent, std::memory_order_relaxed);
    sent_of_first_ += static_cast<std::size_t>(sent);
    if (sent_of_first_ < first->size()) continue;
    if (first == snapshot_) {
      snapshot_.reset();
    } else {
      bytes_behind_ -= first->size();
    }
    queue_.pop_front();
    sent_of_first_ = 0;
  }
  moved_at_ = now;
  return true;
}

bool LiveStream::drain_input() {
  std::array<char, 512> unwanted{};
  for (;;) {
    const ssize_t got = ::recv(descriptor(), unwanted.data(), unwanted.size(), MSG_DONTWAIT);
    if (got > 0) continue;
    if (got == 0) return false;
    if (errno == EINTR) continue;
    return errno == EAGAIN || errno == EWOULDBLOCK;
  }
}

bool LiveStream::too_slow(Instant now) const {
  return bytes_behind_ > limits::live_buffer_bytes_max || (!queue_.empty() && now - moved_at_ > k_stuck_max);
}

void LiveStream::close() {
  socket_.close();
}

}  // namespace lamplight::server
