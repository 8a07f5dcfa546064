// One thread a connection.
#include "tests/bench/request_load.h"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>

#include <atomic>
#include <functional>
#include <istream>
#include <limits>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "server/thread.h"
#include "tests/bench/press_load.h"

namespace lamplight::bench {
namespace {

class Connection {
 public:
  explicit Connection(const Asked& asked) : asked_(asked), client_("127.0.0.1", static_cast<Poco::UInt16>(asked.port)) {
    client_.setKeepAlive(true);
  }

  // False: not answered with 200.
  bool ask(const std::string& path) {
    try {
      Poco::Net::HTTPRequest request("GET", path, Poco::Net::HTTPMessage::HTTP_1_1);
      request.setKeepAlive(true);
      request.set("Cookie", "lamplight_session=" + asked_.session.cookie);
      client_.sendRequest(request);
      Poco::Net::HTTPResponse response;
      std::istream& body = client_.receiveResponse(response);
      body.ignore(std::numeric_limits<std::streamsize>::max());
      return response.getStatus() == Poco::Net::HTTPResponse::HTTP_OK;
    } catch (const Poco::Exception&) {
      client_.reset();  // the server closes a connection that was idle for long
      return false;
    }
  }

 private:
  const Asked& asked_;
  Poco::Net::HTTPClientSession client_;
};

struct Tally {
  std::mutex mutex;
  std::vector<double> times;  // guarded by mutex
  std::atomic<int> failures{0};
};

const std::string& path_of(const Asked& asked, int number) {
  return asked.paths[static_cast<std::size_t>(number) % asked.paths.size()];
}

void run(int connections, const std::function<void(int)>& each) {
  std::vector<std::unique_ptr<server::Thread>> threads;
  for (int c = 0; c < connections; ++c) {
    threads.push_back(std::make_unique<server::Thread>("load", [&each, c](const std::stop_token&) { each(c); }));
  }
}

}  // namespace

std::vector<double> ask_at_pace(const Asked& asked, double per_s, double seconds, int connections) {
  Tally tally;
  const int requests = static_cast<int>(per_s * seconds);
  const double begin = steady_ms() + 50;
  run(connections, [&](int first) {
    Connection connection(asked);
    std::vector<double> times;
    for (int n = first; n < requests; n += connections) {
      const double due = begin + 1'000.0 * n / per_s;
      wait_until_ms(due);
      if (!connection.ask(path_of(asked, n)) && !connection.ask(path_of(asked, n))) ++tally.failures;
      times.push_back(steady_ms() - due);
    }
    const std::lock_guard lock(tally.mutex);
    tally.times.insert(tally.times.end(), times.begin(), times.end());
  });
  if (tally.failures > 0) throw std::runtime_error(std::to_string(tally.failures) + " requests were not answered");
  return tally.times;
}

double ask_all_out(const Asked& asked, double seconds, int connections) {
  std::atomic<int> answered{0};
  const double begin = steady_ms();
  run(connections, [&](int first) {
    Connection connection(asked);
    for (int n = first; steady_ms() < begin + seconds * 1'000; ++n) {
      if (connection.ask(path_of(asked, n))) ++answered;
    }
  });
  return answered / (steady_ms() - begin) * 1'000;
}

}  // namespace lamplight::bench
