// Poco's HTTPServer with a thread pool of its own, bounds on everything, and the Api behind it.
#include "server/http/http_server.h"

#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/ThreadPool.h>

#include <utility>

#include "server/http/api.h"
#include "server/http/connection.h"
#include "server/listening_socket.h"

namespace lamplight::server {
namespace {

constexpr int k_threads = 64;                // idle connections hold one each; event streams none
constexpr int k_threads_crowded = 48;        // from here on answers close their connection
constexpr int k_connections_waiting = 2048;  // a thousand phones that come back at once, and then some
constexpr int k_keep_alive_s = 5;
constexpr int k_keep_alive_requests = 1'000;
constexpr int k_request_timeout_s = 10;  // for a client that stops in the middle of its words

Poco::Net::HTTPServerParams::Ptr params() {
  Poco::Net::HTTPServerParams::Ptr params = new Poco::Net::HTTPServerParams;
  params->setMaxThreads(k_threads);
  params->setMaxQueued(k_connections_waiting);
  params->setKeepAlive(true);
  params->setKeepAliveTimeout(Poco::Timespan(k_keep_alive_s, 0));
  params->setMaxKeepAliveRequests(k_keep_alive_requests);
  params->setTimeout(Poco::Timespan(k_request_timeout_s, 0));
  params->setSoftwareVersion("Lamplight");
  return params;
}

}  // namespace

struct HttpServer::Inside {
  explicit Inside(HttpParts parts)
      : api(std::move(parts)),
        files(api.parts.settings.console_folder),
        server(Poco::makeShared<http::ConnectionFactory>(api, files, answered, [this] { return crowded(); }), threads,
               listening_socket(api.parts.settings.host, api.parts.settings.port, "The HTTP port", "option --http"),
               params()) {}

  // Poco counts connections, also those that are idle between two requests.
  [[nodiscard]] bool crowded() const { return server.currentThreads() >= k_threads_crowded; }

  http::Api api;
  http::ConsoleFiles files;
  http::Answered answered;
  Poco::ThreadPool threads{"http", 8, k_threads, 60};
  Poco::Net::HTTPServer server;
  bool running = false;
};

HttpServer::HttpServer(HttpParts parts) : inside_(std::make_unique<Inside>(std::move(parts))) {}

HttpServer::~HttpServer() {
  drain_and_stop();
}

void HttpServer::start() {
  inside_->server.start();
  inside_->running = true;
}

void HttpServer::drain_and_stop() {
  if (!std::exchange(inside_->running, false)) return;
  // stop() accepts nothing new; a request that is being answered may finish, an idle connection is cut.
  inside_->server.stop();
  inside_->server.stopAll(false);
  try {
    inside_->threads.joinAll();
  } catch (const Poco::Exception&) {
    // A connection thread that does not end is cut with the process; nothing of ours waits for it.
  }
}

int HttpServer::port() const {
  return inside_->server.port();
}

int HttpServer::threads_max() {
  return k_threads;
}
int HttpServer::connections_waiting_max() {
  return k_connections_waiting;
}

HttpFigures HttpServer::figures() const {
  const auto& by_class = inside_->answered.by_class;
  HttpFigures figures{by_class[2], by_class[3], by_class[4], by_class[5], inside_->answered.body_bytes};
  figures.threads_busy = inside_->server.currentThreads();
  figures.connections_waiting = inside_->server.queuedConnections();
  figures.connections_refused = inside_->server.refusedConnections();
  return figures;
}

}  // namespace lamplight::server
