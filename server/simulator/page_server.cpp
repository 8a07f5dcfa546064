// Poco's HTTP server with a pool of its own; idle connections hold no thread because none stay open.
#include "server/simulator/page_server.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/ThreadPool.h>
#include <spdlog/spdlog.h>

#include <array>
#include <fstream>
#include <istream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "server/listening_socket.h"
#include "server/simulator/page_calls.h"

namespace lamplight::simulator {
namespace {

constexpr int k_threads = 8;
constexpr int k_connections_waiting = 200;
constexpr int k_request_timeout_s = 3;  // for a client that stops in the middle of its words
constexpr std::size_t k_body_bytes_max = std::size_t{4} * 1024;

constexpr const char* k_content_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

struct PageFile {
  const char* path;
  const char* name;
  const char* content_type;
};

constexpr std::array k_files{
    PageFile{"/", "index.html", "text/html; charset=utf-8"},
    PageFile{"/home.css", "home.css", "text/css; charset=utf-8"},
    PageFile{"/home.js", "home.js", "text/javascript; charset=utf-8"},
    PageFile{"/words.js", "words.js", "text/javascript; charset=utf-8"},
    PageFile{"/lamp.svg", "lamp.svg", "image/svg+xml"},
};

std::map<std::string, PageAnswer> read_files(const std::string& folder) {
  std::map<std::string, PageAnswer> files;
  for (const PageFile& file : k_files) {
    std::ifstream stream(folder + "/" + file.name, std::ios::binary);
    if (!stream)
      throw std::runtime_error("The page of the homes is not where it should be: " + folder + "/" + file.name);
    files[file.path] = {200, file.content_type, {std::istreambuf_iterator<char>(stream), {}}, {}};
  }
  return files;
}

Poco::Net::HTTPServerParams::Ptr params() {
  Poco::Net::HTTPServerParams::Ptr params = new Poco::Net::HTTPServerParams;
  params->setMaxThreads(k_threads);
  params->setMaxQueued(k_connections_waiting);
  params->setKeepAlive(false);
  params->setTimeout(Poco::Timespan(k_request_timeout_s, 0));
  params->setSoftwareVersion("Lamplight");
  return params;
}

struct Parts {
  std::map<std::string, PageAnswer> files;
  Homes& homes;
  PageFeed& feed;
};

class PageRequest final : public Poco::Net::HTTPRequestHandler {
 public:
  explicit PageRequest(Parts& parts) : parts_(parts) {}

  void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
    try {
      send(request, response, answer(request));
    } catch (const Poco::Exception&) {
      return;  // the browser went away
    } catch (const std::exception& fault) {
      spdlog::error("simulator.page_broken {}", fault.what());
    }
  }

 private:
  PageAnswer answer(Poco::Net::HTTPServerRequest& request) {
    PageCall call;
    call.method = request.getMethod() == "HEAD" ? "GET" : request.getMethod();
    call.path = request.getURI().substr(0, request.getURI().find('?'));
    if (call.path == "/healthz") return {200, "text/plain; charset=utf-8", "ok\n", {}};
    call.host = request.get("Host", "");
    if (!is_local_name(call.host)) return {421, "text/plain; charset=utf-8", "not by this name\n", {}};
    if (const auto file = parts_.files.find(call.path); file != parts_.files.end() && call.method == "GET") {
      return file->second;
    }
    call.origin = request.get("Origin", "");
    call.fetch_site = request.get("Sec-Fetch-Site", "");
    call.content_type = request.get("Content-Type", "");
    if (call.method != "GET") {
      call.body.resize(k_body_bytes_max + 1);
      request.stream().read(call.body.data(), static_cast<std::streamsize>(call.body.size()));
      call.body.resize(static_cast<std::size_t>(request.stream().gcount()));
      if (call.body.size() > k_body_bytes_max) return {413, "text/plain; charset=utf-8", "too long\n", {}};
    }
    return answer_page_call(call, parts_.homes);
  }

  void send(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response, const PageAnswer& answer) {
    response.setKeepAlive(false);
    if (answer.stream) {
      auto& detachable = dynamic_cast<Poco::Net::HTTPServerRequestImpl&>(request);
      if (!parts_.feed.adopt(detachable.detachSocket(), *answer.stream)) spdlog::warn("simulator.page_crowded");
      return;
    }
    response.setStatusAndReason(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(answer.status));
    response.set("Content-Security-Policy", k_content_policy);
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "same-origin");
    response.set("Cross-Origin-Opener-Policy", "same-origin");
    response.set("Cache-Control", "no-store");
    response.setContentType(answer.content_type);
    response.setContentLength64(static_cast<Poco::Int64>(answer.body.size()));
    if (request.getMethod() == "HEAD") {
      response.send();
    } else {
      response.sendBuffer(answer.body.data(), answer.body.size());
    }
  }

  Parts& parts_;
};

class PageRequests final : public Poco::Net::HTTPRequestHandlerFactory {
 public:
  explicit PageRequests(Parts& parts) : parts_(parts) {}
  Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
    return new PageRequest(parts_);  // NOLINT: Poco owns it
  }

 private:
  Parts& parts_;
};

}  // namespace

struct PageServer::Inside {
  explicit Inside(Parts with) : parts(std::move(with)) {}

  Parts parts;
  Poco::ThreadPool threads{"page", 2, k_threads, 60};
  std::unique_ptr<Poco::Net::HTTPServer> server;
};

PageServer::PageServer(int port, const std::string& folder, Homes& homes, PageFeed& feed)
    : inside_(std::make_unique<Inside>(Parts{read_files(folder), homes, feed})) {
  const Poco::Net::ServerSocket socket =
      server::listening_socket("127.0.0.1", port, "The simulator's port", "option --simulator");
  inside_->server = std::make_unique<Poco::Net::HTTPServer>(Poco::makeShared<PageRequests>(inside_->parts),
                                                            inside_->threads, socket, params());
  inside_->server->start();
}

PageServer::~PageServer() {
  inside_->server->stopAll(true);
  try {
    inside_->threads.joinAll();
  } catch (const Poco::Exception&) {
    // A request that does not end is cut with the process; nothing of ours waits for it.
  }
}

int PageServer::port() const {
  return inside_->server->port();
}

}  // namespace lamplight::simulator
