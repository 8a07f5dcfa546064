// Writing a problem: type, title, status, detail, and the present incident of a refused command,
// or both versions of a stale change.
#include "server/http/problem_views.h"

#include "server/http/json_views.h"

namespace lamplight::server::http {

std::string problem_view(const Problem& problem) {
  Json json{{"type", "urn:lamplight:problem:" + problem.code},
            {"title", problem.title},
            {"status", problem.status},
            {"code", problem.code},
            {"detail", problem.detail}};
  if (!problem.incident.empty()) json["incident"] = Json::parse(problem.incident, nullptr, false);
  if (!problem.present.empty()) json["present"] = Json::parse(problem.present, nullptr, false);
  if (!problem.yours.empty()) json["yours"] = Json::parse(problem.yours, nullptr, false);
  return written(json);
}

}  // namespace lamplight::server::http
