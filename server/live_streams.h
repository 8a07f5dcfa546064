// All event streams and the one thread that writes to them (live-writer).
//
// The thread owns the sockets alone: everybody else posts news and goes on. Sockets do not block; what a
// client does not take waits in its queue up to a bound, then the client is cut and comes back for a new
// snapshot. Overflow rule of the inbox: none is needed, each post is made by a commit or a connection.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "server/clock.h"
#include "server/http/incident_views.h"
#include "server/incident_reader.h"
#include "server/live_hub.h"

namespace lamplight::server {

using StreamId = std::uint64_t;
// One event, written once, shared by all streams that carry it.
using Event = std::shared_ptr<const std::string>;

[[nodiscard]] Event event_of(std::string_view name, const std::string& json);

// What binds a worker to an incident on her screen: the round of a pending offer, or 0 where she holds it.
struct ScreenTie {
  int round = 0;
  std::int64_t version = 0;  // of the incident when it was shown
};

struct AskedWorker {
  WorkerId worker;
  int round = 0;
  Event event;
};

// --- what can be posted ---

// The first event of these streams, all of one audience; `ties` where that is a worker.
struct SnapshotNews {
  std::vector<StreamId> streams;
  Event event;
  std::vector<std::pair<IncidentId, ScreenTie>> ties;
};

// An incident as the database has it now. Events may be null where nobody of that kind listens.
struct IncidentNews {
  IncidentId incident;
  std::int64_t version = 0;
  Event for_desk;
  std::optional<WorkerId> holder;
  Event for_holder;
  std::vector<AskedWorker> asked;
};

// Offers just committed by this instance, before anything is read back: the fast way to a worker.
struct OfferNews {
  std::vector<http::OfferShown> offers;
};

struct FamilyNews {
  UserId user;
  Event event;
};

// An outage of the database has ended: what was shown provisionally begins anew for everybody.
struct AnewNews {};

struct CutNews {
  std::string token_hash;
};

using News = std::variant<SnapshotNews, IncidentNews, OfferNews, FamilyNews, AnewNews, CutNews>;

class LiveStreams {
 public:
  // What the writer asks of the reader; both are called on the writer's thread and return at once.
  struct Asks {
    std::function<void(StreamId, const Viewer&)> snapshot;
    std::function<void(std::vector<IncidentId>)> look_again;
    std::function<void(std::vector<std::string>)> check_tokens;
    std::function<void(std::vector<std::pair<StreamId, Viewer>>)> check_links;  // of families
  };

  LiveStreams(TownWatch& town, const IncidentReader& incidents, const Clock& clock);
  ~LiveStreams();
  LiveStreams(const LiveStreams&) = delete;
  LiveStreams& operator=(const LiveStreams&) = delete;

  void start(Asks asks);
  void adopt(const Poco::Net::StreamSocket& socket, Viewer viewer);
  void post(News news);
  void stop();

  // Whether anybody of that kind listens; may be a moment old.
  [[nodiscard]] bool desk_listens() const;
  [[nodiscard]] bool workers_listen() const;
  [[nodiscard]] bool family_listens() const;
  [[nodiscard]] LiveHub::Figures figures() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight::server
