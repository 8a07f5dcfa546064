// The phones of all care workers: one event stream each, all on one thread, each offer timed.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/thread.h"
#include "tests/support/town_seed.h"

namespace lamplight::bench {

class OfferWatch {
 public:
  OfferWatch(int port, const std::vector<tests::SeededSession>& sessions);
  ~OfferWatch();

  // When the first offer of that incident was seen on any stream (steady milliseconds); negative: never.
  [[nodiscard]] double seen_at(const std::string& incident) const;

 private:
  void run(const std::stop_token& stop);
  void read(int socket);

  int epoll_ = -1;
  std::vector<int> sockets_;
  std::unordered_map<int, std::string> unread_;             // only the thread's
  mutable std::mutex mutex_;
  std::unordered_map<std::string, double> seen_;            // guarded by mutex_
  server::Thread thread_;
};

}  // namespace lamplight::bench
