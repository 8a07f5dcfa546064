// A request and its answer as our own values: what handlers take and give. No Poco, no JSON.
//
// Made by server/http/connection, on the request threads.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/ids.h"
#include "model/result.h"
#include "model/time.h"
#include "server/live_hub.h"
#include "server/permission.h"

namespace lamplight::server::http {

enum class Method : std::uint8_t { get, post, patch, del };

[[nodiscard]] std::string_view name_of(Method method);

// An error as RFC 9457 says it. `code` makes the stable type: urn:lamplight:problem:{code}.
struct Problem {
  int status = 500;
  std::string code;
  std::string title;
  std::string detail;
  int retry_after_s = 0;  // 0: no such header
  std::string allow;      // of 405
  std::string incident;   // JSON of the present incident, of a refused command; else empty
  std::string present;    // JSON of the thing as it is, of a stale change; else empty
  std::string yours;      // … and as the change would have made it
};

struct Answer {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<Viewer> live;  // the connection becomes this viewer's event stream
};

template <class T>
using Outcome = Result<T, Problem>;
using Handled = Outcome<Answer>;

// What the client showed of itself.
struct Credentials {
  std::string cookie;  // lamplight_session
  std::string bearer;
  std::string csrf;
};

// The session that a request came with; of a bearer token only the caller is known.
struct SessionSeen {
  std::string token_hash;
  std::string csrf;
  std::string username;
  std::string name;
  std::string language;
};

struct Call {
  Method method = Method::get;
  std::string path;                          // after /api/v1
  std::map<std::string, std::string> query;  // decoded; of repeated names the last
  std::vector<std::string> params;           // what stands for the braces of the pattern
  std::string body;
  std::string if_match;
  std::string accept;
  std::string client;   // User-Agent
  std::string address;  // the peer's
  Credentials credentials;
  Instant now{};
  Caller caller;
  SessionSeen session;
  Subject subject;  // how the caller stands to what the path names

  [[nodiscard]] std::string_view param(std::size_t index) const { return params.at(index); }
  [[nodiscard]] std::string asked(const std::string& name) const {
    const auto found = query.find(name);
    return found == query.end() ? std::string() : found->second;
  }
  // For an id or a word of ours. What no id can be becomes one that nothing has: such columns are
  // ASCII, and the database refuses to compare them with anything else.
  [[nodiscard]] std::string asked_code(const std::string& name) const {
    const std::string text = asked(name);
    return text.empty() || is_alarm_id(text) ? text : "?";
  }
};

}  // namespace lamplight::server::http
