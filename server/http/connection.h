// Between Poco's requests and our own: reads, bounds, answers, and hands event streams to the hub.
//
// Poco makes one handler for each request, on a thread of the server's pool.
#pragma once

#include <Poco/Net/HTTPRequestHandlerFactory.h>

#include <atomic>
#include <functional>

#include "server/http/api.h"
#include "server/http/console_files.h"

namespace lamplight::server::http {

// Counted on the request threads, read by HttpServer::figures.
struct Answered {
  std::atomic<std::int64_t> by_class[6]{};  // [2] counts 200..299
  std::atomic<std::int64_t> body_bytes{0};
};

class ConnectionFactory final : public Poco::Net::HTTPRequestHandlerFactory {
 public:
  // `crowded` says whether connections should be let go after this answer, because threads run short.
  ConnectionFactory(Api& api, const ConsoleFiles& files, Answered& answered, std::function<bool()> crowded);

  Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest& request) override;

 private:
  Api& api_;
  const ConsoleFiles& files_;
  Answered& answered_;
  std::function<bool()> crowded_;
};

}  // namespace lamplight::server::http
