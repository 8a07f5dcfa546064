// The composition root of lamplight-server: owns every part, joins them, starts and stops them in order.
//
// Made and ended on the main thread.
#pragma once

#include <memory>

#include "server/settings.h"

namespace lamplight::server {

class Wiring {
 public:
  // Connects to the database, checks its schema and starts everything; alarms are listened to last.
  // Throws std::runtime_error with the sentence to print.
  explicit Wiring(const Settings& settings);
  ~Wiring();
  Wiring(const Wiring&) = delete;
  Wiring& operator=(const Wiring&) = delete;

  [[nodiscard]] int http_port() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace lamplight::server
