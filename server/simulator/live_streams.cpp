// Plain sockets in a poll set: forty phones would be forty threads otherwise.
#include "server/simulator/live_streams.h"

#include <Poco/Exception.h>
#include <Poco/Net/PollSet.h>
#include <Poco/Net/StreamSocket.h>
#include <spdlog/spdlog.h>

#include <map>

#include "model/limits.h"

namespace lamplight::simulator {
namespace {

constexpr Millis k_silence_max = 3 * limits::live_tick;
constexpr Poco::Int64 k_connect_us = 1'000'000;

struct Stream {
  Poco::Net::StreamSocket socket;
  EventReader reader;
  Instant heard_at{};
};

std::string request_text(const ServerPlace& place, const std::string& cookie) {
  return "GET /api/v1/live HTTP/1.1\r\nHost: " + place.host + ":" + std::to_string(place.port) +
         "\r\nAccept: text/event-stream\r\nUser-Agent: " + k_user_agent + "\r\nCookie: " + cookie + "\r\n\r\n";
}

}  // namespace

struct LiveStreams::Inside {
  ServerPlace place;
  const server::Clock& clock;
  std::map<std::size_t, Stream> streams;
  Poco::Net::PollSet polled;

  // What is there to read on a stream. False when it has ended.
  bool read(std::size_t key, Stream& stream, std::vector<News>& news) {
    char bytes[16 * 1024];
    try {
      const int count = stream.socket.receiveBytes(bytes, sizeof bytes);
      if (count <= 0) return false;
      stream.heard_at = clock.now();
      for (Event& event : stream.reader.read({bytes, static_cast<std::size_t>(count)})) {
        news.push_back({key, std::move(event), false});
      }
    } catch (const Poco::TimeoutException&) {
      return true;
    } catch (const Poco::Exception&) {
      return false;
    }
    if (stream.reader.faulty()) {
      news.push_back({key, {}, stream.reader.status() == 401});
      return false;
    }
    return true;
  }
};

LiveStreams::LiveStreams(ServerPlace place, const server::Clock& clock)
    : inside_(new Inside{std::move(place), clock, {}, {}}) {}

LiveStreams::~LiveStreams() = default;

bool LiveStreams::open(std::size_t key, const std::string& cookie) {
  close(key);
  Stream stream;
  try {
    const Poco::Net::SocketAddress address(inside_->place.host, static_cast<Poco::UInt16>(inside_->place.port));
    stream.socket.connect(address, Poco::Timespan(k_connect_us));
    const std::string request = request_text(inside_->place, cookie);
    stream.socket.sendBytes(request.data(), static_cast<int>(request.size()));
    stream.socket.setBlocking(false);
    stream.heard_at = inside_->clock.now();
    inside_->polled.add(stream.socket, Poco::Net::PollSet::POLL_READ | Poco::Net::PollSet::POLL_ERROR);
  } catch (const Poco::Exception&) {
    return false;
  }
  inside_->streams.emplace(key, std::move(stream));
  return true;
}

bool LiveStreams::is_open(std::size_t key) const {
  return inside_->streams.contains(key);
}

bool LiveStreams::empty() const {
  return inside_->streams.empty();
}

void LiveStreams::close(std::size_t key) {
  const auto found = inside_->streams.find(key);
  if (found == inside_->streams.end()) return;
  inside_->polled.remove(found->second.socket);
  inside_->streams.erase(found);
}

std::vector<LiveStreams::News> LiveStreams::wait(Millis patience) {
  std::vector<News> news;
  if (empty()) return news;
  std::vector<std::size_t> ended;
  const auto ready = inside_->polled.poll(Poco::Timespan(patience.count() * 1000));
  const Instant now = inside_->clock.now();
  for (auto& [key, stream] : inside_->streams) {
    const bool alive =
        ready.contains(stream.socket) ? inside_->read(key, stream, news) : stream.heard_at + k_silence_max > now;
    if (!alive) ended.push_back(key);
  }
  for (const std::size_t key : ended) close(key);
  return news;
}

}  // namespace lamplight::simulator
