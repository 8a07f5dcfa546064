// The HTTP API, the console's files, /healthz, /readyz and /metrics on one port (contracts §3).
//
// Made by wiring, which owns everything in HttpParts. Requests run on a thread pool of the server's
// own; event streams hold no thread (server/live_hub).
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "db/instances.h"
#include "db/pool.h"
#include "db/seal.h"
#include "server/claim_keeper.h"
#include "server/clock.h"
#include "server/desk.h"
#include "server/incident_reader.h"
#include "server/live_hub.h"
#include "server/resident_cards.h"
#include "server/settings.h"
#include "server/town_watch.h"

namespace lamplight::server {

class SignInKeeper;

struct Readiness {
  bool database = false;
  bool broker = false;
};

struct HttpParts {
  HttpSettings settings;
  Desk& desk;
  TownWatch& town;
  const Clock& clock;
  db::Pool& pool;
  IncidentReader& incidents;
  const ResidentCards& cards;   // for when the database is away
  LiveHub& live;
  const NotifySettings& notify; // the gateway's key
  ClaimKeeper& claims;          // hears of every desk
  const db::MasterKeys& seal_key;  // opens the sealed columns of residents and users
  std::function<Readiness()> readiness;
  std::function<std::string()> metrics_text;
  std::function<db::InstanceRow()> state;  // of this very program, which is there when the database is not
  // A message to a device, by the broker; false when it was not taken. Never waits.
  std::function<bool(const std::string& topic, const std::string& payload)> tell_device;
  // Sign-ins of devices at the broker; null where somebody else keeps them.
  SignInKeeper* sign_ins = nullptr;
};

// What has been answered so far, for /metrics; statuses by their class.
struct HttpFigures {
  std::int64_t answered_2xx = 0;
  std::int64_t answered_3xx = 0;
  std::int64_t answered_4xx = 0;
  std::int64_t answered_5xx = 0;
  std::int64_t body_bytes = 0;
  int threads_busy = 0;
  int connections_waiting = 0;
  int connections_refused = 0;
};

class HttpServer {
 public:
  // Listens, so that the port is ours, and answers from `start` on. Throws std::runtime_error with a sentence that
  // names the port when it is in use.
  explicit HttpServer(HttpParts parts);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  void start();
  // Accepts nothing new, lets running requests finish, then ends. Event streams are the hub's to end.
  void drain_and_stop();
  // The port listened on; settings.port 0 means any free one.
  [[nodiscard]] int port() const;
  [[nodiscard]] HttpFigures figures() const;
  [[nodiscard]] static int threads_max();
  [[nodiscard]] static int connections_waiting_max();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight::server
