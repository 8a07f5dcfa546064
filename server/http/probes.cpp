// Alive, ready, and the figures.
#include "server/http/probes.h"

#include "server/http/probe_views.h"

namespace lamplight::server::http {

std::optional<Answer> probe(const Api& api, std::string_view path) {
  Answer answer;
  answer.headers.emplace_back("Cache-Control", "no-store");
  if (path == "/healthz") {
    answer.body = alive_view();
    return answer;
  }
  if (path == "/readyz") {
    const Readiness readiness = api.parts.readiness();
    answer.status = readiness.database && readiness.broker ? 200 : 503;
    answer.body = readiness_view(readiness);
    return answer;
  }
  if (path == "/metrics") {
    answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
    answer.body = api.parts.metrics_text();
    return answer;
  }
  return std::nullopt;
}

}  // namespace lamplight::server::http
