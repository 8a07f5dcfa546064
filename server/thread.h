// The only place where a thread is made: named, joined, stopped by a flag.
//
// Every thread of Lamplight has a page in docs/operating.md.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <thread>

namespace lamplight::server {

class Thread {
 public:
  // Runs `body` at once on a thread of that name (at most 15 characters are shown by the system).
  Thread(const std::string& name, std::function<void(std::stop_token)> body);
  // Asks to stop and waits.
  ~Thread() = default;
  Thread(Thread&&) = default;
  Thread& operator=(Thread&&) = default;

  void request_stop() { thread_.request_stop(); }

 private:
  std::jthread thread_;
};

}  // namespace lamplight::server
