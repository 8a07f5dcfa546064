// Reading If-Match.
#include "server/http/matching.h"

#include "server/http/problem.h"

namespace lamplight::server::http {

std::string etag_of(std::int64_t version) {
  return "\"" + std::to_string(version) + "\"";
}

void tag(Answer& answer, const std::string& etag) {
  answer.headers.emplace_back("ETag", etag);
}

Outcome<Done> matched(const Call& call, const std::string& etag) {
  if (call.if_match.empty()) return Failure{match_required()};
  std::string_view rest = call.if_match;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    std::string_view one = rest.substr(0, comma);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (one == "*" || one == etag) return Done{};
  }
  return Failure{stale()};
}

}  // namespace lamplight::server::http
