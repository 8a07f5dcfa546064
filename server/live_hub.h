// The event streams of all who are signed in: the concrete LiveFeed.
//
// `committed` comes from whichever thread has committed and returns at once. The thread live-writer
// alone writes to sockets; the thread live-reader alone reads the database for the streams (snapshots,
// whole incidents, changes made by other instances). A client that falls too far behind is cut and
// gets a new snapshot when it comes back.
#pragma once

#include <memory>
#include <string>

#include "db/pool.h"
#include "server/clock.h"
#include "server/incident_reader.h"
#include "server/live_feed.h"
#include "server/permission.h"
#include "server/town_watch.h"

namespace Poco::Net {
class StreamSocket;
}

namespace lamplight::server {

// Whose stream it is; the token's digest ends the stream when its session ends.
struct Viewer {
  Caller caller;
  std::string token_hash;
};

class LiveHub final : public LiveFeed {
 public:
  LiveHub(db::Pool& pool, IncidentReader& incidents, TownWatch& town, const Clock& clock);
  ~LiveHub() override;
  LiveHub(const LiveHub&) = delete;
  LiveHub& operator=(const LiveHub&) = delete;

  void committed(const Changes& changes, const Committed& committed) override;

  // Takes over a connection on which nothing has been answered yet. Any thread.
  void adopt(const Poco::Net::StreamSocket& socket, Viewer viewer);
  // An outage of the database has ended: everybody gets a new snapshot. Any thread.
  void begin_anew();
  // Ends the streams of a session at once (sign-out). Any thread.
  void cut(const std::string& token_hash);

  struct Figures {
    std::int64_t streams = 0;
    std::int64_t streams_total = 0;
    std::int64_t bytes_total = 0;
    std::int64_t events_total = 0;
    std::int64_t slow_cut_total = 0;
  };
  [[nodiscard]] Figures figures() const;

  // Writes what is ready, closes all streams, joins the threads. Once.
  void stop();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight::server
