// One event stream: its socket, its queue, what it has shown. Used by server/live_streams on its thread.
#pragma once

#include <Poco/Net/StreamSocket.h>

#include <deque>
#include <map>

#include "server/live_streams.h"

namespace lamplight::server {

class LiveStream {
 public:
  LiveStream(StreamId id, const Poco::Net::StreamSocket& socket, Viewer viewer, Instant now);

  [[nodiscard]] StreamId id() const { return id_; }
  [[nodiscard]] int descriptor() const;
  [[nodiscard]] const Viewer& viewer() const { return viewer_; }
  [[nodiscard]] bool is_desk() const;
  [[nodiscard]] bool is_worker() const;
  [[nodiscard]] bool is_family() const;

  // Shown its snapshot; before that, only ticks reach it.
  [[nodiscard]] bool ready() const { return ready_; }
  void begin(const Event& snapshot);

  void enqueue(const Event& event);
  // Sends what the socket takes. False: the connection is gone.
  [[nodiscard]] bool write(Instant now, std::atomic<std::int64_t>& bytes_sent);
  // Takes what the client sends, which is nothing we want. False: the connection is gone.
  [[nodiscard]] bool drain_input();
  [[nodiscard]] bool has_more() const { return !queue_.empty(); }
  // Too far behind, or not taking anything for too long.
  [[nodiscard]] bool too_slow(Instant now) const;
  void close();

  // Of a worker's stream.
  std::map<IncidentId, ScreenTie> ties;
  // Offers that were made before the snapshot was there.
  std::vector<http::OfferShown> early;
  // Whether the writer waits for the socket to take more.
  bool waits_for_room = false;

 private:
  const StreamId id_;
  Poco::Net::StreamSocket socket_;
  const Viewer viewer_;
  std::deque<Event> queue_;
  std::size_t sent_of_first_ = 0;
  std::size_t bytes_behind_ = 0;  // queued; the snapshot does not count, however large the town is
  Event snapshot_;
  bool ready_ = false;
  Instant moved_at_;  // when the queue was last empty or the socket last took something
};

}  // namespace lamplight::server
