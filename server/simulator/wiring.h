// The running simulator put together: homes, their page, the people who help.
//
// Made by main; owns everything, all else borrows. Threads: homes, page-feed, field-staff, the page's
// own pool, and Paho's.
#pragma once

#include <memory>

#include "devices/simulate/care_worker.h"
#include "server/settings.h"

namespace lamplight::simulator {

class Wiring {
 public:
  // Starts everything; broker and server may come later. Throws std::runtime_error with the sentence to
  // print when a setting, a file or the port can't be used.
  Wiring(const server::Settings& settings, simulate::Pace pace);
  ~Wiring();
  Wiring(const Wiring&) = delete;
  Wiring& operator=(const Wiring&) = delete;

  [[nodiscard]] int page_port() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight::simulator
