// Poco's server with the smallest pool, and three answers.
#include "server/metrics_endpoint.h"

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/ThreadPool.h>

#include "server/listening_socket.h"

namespace lamplight::server {
namespace {

constexpr int k_threads = 2;
constexpr int k_waiting_max = 16;

struct Answers {
  std::function<std::string()> metrics_text;
  std::function<bool()> ready;
};

class Handler final : public Poco::Net::HTTPRequestHandler {
 public:
  explicit Handler(const Answers& answers) : answers_(answers) {}

  void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
    const std::string path = request.getURI();
    std::string body;
    if (request.getMethod() != Poco::Net::HTTPRequest::HTTP_GET) {
      response.setStatus(Poco::Net::HTTPResponse::HTTP_METHOD_NOT_ALLOWED);
    } else if (path == "/metrics") {
      response.setContentType("text/plain; version=0.0.4; charset=utf-8");
      body = answers_.metrics_text();
    } else if (path == "/healthz") {
      body = "alive\n";
    } else if (path == "/readyz") {
      const bool ready = answers_.ready();
      body = ready ? "ready\n" : "not ready\n";
      if (!ready) response.setStatus(Poco::Net::HTTPResponse::HTTP_SERVICE_UNAVAILABLE);
    } else {
      response.setStatus(Poco::Net::HTTPResponse::HTTP_NOT_FOUND);
    }
    response.sendBuffer(body.data(), body.size());
  }

 private:
  const Answers& answers_;
};

class Factory final : public Poco::Net::HTTPRequestHandlerFactory {
 public:
  explicit Factory(const Answers& answers) : answers_(answers) {}
  Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
    return new Handler(answers_);  // Poco deletes it
  }

 private:
  const Answers& answers_;
};

Poco::Net::HTTPServerParams::Ptr params() {
  Poco::Net::HTTPServerParams::Ptr params = new Poco::Net::HTTPServerParams;
  params->setMaxThreads(k_threads);
  params->setMaxQueued(k_waiting_max);
  params->setKeepAlive(false);
  return params;
}

}  // namespace

struct MetricsEndpoint::Inside {
  Inside(const std::string& host, int port, Answers given)
      : answers(std::move(given)),
        server(Poco::makeShared<Factory>(answers), threads,
               listening_socket(host, port, "The metrics port", "[metrics] port"), params()) {
    server.start();
  }
  ~Inside() {
    server.stopAll(true);
    threads.joinAll();
  }

  const Answers answers;
  Poco::ThreadPool threads{"metrics", 1, k_threads, 60};
  Poco::Net::HTTPServer server;
};

MetricsEndpoint::MetricsEndpoint(const std::string& host, int port, std::function<std::string()> metrics_text,
                                 std::function<bool()> ready)
    : inside_(std::make_unique<Inside>(host, port, Answers{std::move(metrics_text), std::move(ready)})) {}

MetricsEndpoint::~MetricsEndpoint() = default;

int MetricsEndpoint::port() const {
  return inside_->server.port();
}

}  // namespace lamplight::server
