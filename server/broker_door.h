// Knocks at the broker as a device would: does it take this name and password?
//
// One CONNECT and its answer (OASIS MQTT 3.1.1, 3.1 and 3.2); Paho's clients take two seconds for it and are made for
// staying. Called on request threads.
#pragma once

#include <string>

#include "model/time.h"

namespace lamplight::server {

struct Knock {
  std::string host;
  int port = 1883;
  std::string user;
  std::string password;
};

// Knocks until it is taken or the patience is over.
[[nodiscard]] bool broker_takes(const Knock& knock, Millis patience);

}  // namespace lamplight::server
