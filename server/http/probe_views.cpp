// Writing the probes' answers.
#include "server/http/probe_views.h"

#include "server/http/json_views.h"

namespace lamplight::server::http {

std::string alive_view() {
  return written({{"status", "alive"}});
}

std::string readiness_view(const Readiness& readiness) {
  const auto word = [](bool reachable) { return reachable ? "reachable" : "unreachable"; };
  return written({{"status", readiness.database && readiness.broker ? "ready" : "not ready"},
                  {"database", word(readiness.database)},
                  {"broker", word(readiness.broker)}});
}

}  // namespace lamplight::server::http
