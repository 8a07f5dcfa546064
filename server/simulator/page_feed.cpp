// Sockets do not block: what a browser does not take waits in a bounded buffer of its own.
#include "server/simulator/page_feed.h"

#include <Poco/Exception.h>
#include <Poco/Net/StreamSocket.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <set>

#include "model/limits.h"
#include "server/thread.h"

namespace lamplight::simulator {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t k_streams_max = 100;        // tabs of a classroom; each costs a socket
constexpr std::size_t k_unsent_max = std::size_t{256} * 1024;  // some dozen homes that a browser did not take
constexpr auto k_retry = 50ms;                    // of what a socket did not take

constexpr std::string_view k_head =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\n"
    "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 1000\n\n";
constexpr std::string_view k_tick = "event: tick\ndata: {}\n\n";

struct Stream {
  Poco::Net::StreamSocket socket;
  ResidentId resident;
  std::string unsent;
  bool broken = false;

  void put(std::string_view bytes) {
    if (unsent.size() + bytes.size() > k_unsent_max) broken = true;
    if (!broken) unsent += bytes;
  }

  void flush() {
    try {
      while (!broken && !unsent.empty()) {
        const int sent = socket.sendBytes(unsent.data(), static_cast<int>(unsent.size()));
        if (sent <= 0) return;
        unsent.erase(0, static_cast<std::size_t>(sent));
      }
    } catch (const Poco::TimeoutException&) {  // it takes no more just now
    } catch (const Poco::Exception&) {
      broken = true;
    }
  }
};

}  // namespace

struct PageFeed::Inside {
  explicit Inside(Ask ask_for) : ask(std::move(ask_for)) {}

  void run(const std::stop_token& stop);
  void write_news(const std::set<ResidentId>& news);

  const Ask ask;
  std::mutex mutex;
  std::condition_variable_any woken;
  std::list<Stream> adopted;      // guarded by mutex
  std::set<ResidentId> changed;   // guarded by mutex
  std::size_t streams_known = 0;  // guarded by mutex
  std::list<Stream> streams;      // only the thread "page-feed"
  std::optional<server::Thread> thread;
};

PageFeed::PageFeed(Ask ask) : inside_(std::make_unique<Inside>(std::move(ask))) {
  inside_->thread.emplace("page-feed", [inside = inside_.get()](const std::stop_token& stop) { inside->run(stop); });
}

PageFeed::~PageFeed() {
  inside_->thread.reset();
}

bool PageFeed::adopt(const Poco::Net::StreamSocket& socket, const ResidentId& resident) {
  Stream stream{socket, resident, std::string(k_head), false};
  stream.socket.setBlocking(false);
  const std::lock_guard lock(inside_->mutex);
  if (inside_->streams_known >= k_streams_max) return false;
  ++inside_->streams_known;
  inside_->adopted.push_back(std::move(stream));
  inside_->woken.notify_one();
  return true;
}

void PageFeed::changed(const std::vector<ResidentId>& residents) {
  {
    const std::lock_guard lock(inside_->mutex);
    inside_->changed.insert(residents.begin(), residents.end());
  }
  inside_->woken.notify_one();
}

void PageFeed::Inside::write_news(const std::set<ResidentId>& news) {
  for (const ResidentId& resident : news) {
    const auto is_hers = [&](const Stream& stream) { return stream.resident == resident; };
    if (std::none_of(streams.begin(), streams.end(), is_hers)) continue;
    const std::string event = "event: home\ndata: " + ask(resident) + "\n\n";
    for (Stream& stream : streams) {
      if (is_hers(stream)) stream.put(event);
    }
  }
}

void PageFeed::Inside::run(const std::stop_token& stop) {
  auto tick_at = std::chrono::steady_clock::now() + limits::live_tick;
  while (!stop.stop_requested()) {
    std::set<ResidentId> news;
    {
      const bool unsent =
          std::any_of(streams.begin(), streams.end(), [](const Stream& s) { return !s.unsent.empty(); });
      const auto something = [this] { return !adopted.empty() || !changed.empty(); };
      std::unique_lock lock(mutex);
      woken.wait_until(lock, stop, unsent ? std::chrono::steady_clock::now() + k_retry : tick_at, something);
      news.swap(changed);
      for (const Stream& stream : adopted) news.insert(stream.resident);
      streams.splice(streams.end(), adopted);
    }
    if (std::chrono::steady_clock::now() >= tick_at) {
      tick_at = std::chrono::steady_clock::now() + limits::live_tick;
      // A tick brings the home too: her pulse and her room change without anybody's doing.
      for (Stream& stream : streams) {
        stream.put(k_tick);
        news.insert(stream.resident);
      }
    }
    write_news(news);
    for (Stream& stream : streams) stream.flush();
    std::erase_if(streams, [](const Stream& stream) { return stream.broken; });
    const std::lock_guard lock(mutex);
    streams_known = streams.size() + adopted.size();
  }
}

}  // namespace lamplight::simulator
