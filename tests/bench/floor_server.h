// The floor of the alarm path: the least program on the same libraries. QoS 1 in, one durable
// transaction that writes the same rows with the same statements, QoS 1 out. It reads nothing, decides
// nothing, checks nothing.
//
// Runs as a process of its own (`bench_alarm floor …`), as the server does.
#pragma once

#include <string>

namespace lamplight::bench {

struct FloorSettings {
  std::string socket;
  std::string database;
  std::string user;
  std::string password;
  int broker_port = 0;
  std::string broker_user;
  std::string broker_password;
};

// Serves until its input ends.
void serve_floor(const FloorSettings& settings);

}  // namespace lamplight::bench
