// One HTTP request to somebody else's server, plain or TLS. Used by the notifiers.
//
// TLS is checked against the system's authorities and the host name. Never throws; a time-out is an error.
#pragma once

#include <map>
#include <string>

#include "model/result.h"

namespace lamplight::server {

struct WebReply {
  int status = 0;
  std::string body;  // its first 64 KiB
};

struct WebCall {
  std::string method = "GET";
  std::string url;
  std::string content_type;  // of the body
  std::string body;
  std::map<std::string, std::string> headers;
};

// A sentence without the address's query, which may hold a password.
[[nodiscard]] Result<WebReply, std::string> web_call(const WebCall& call);

// Percent-encoded for a query, everything but unreserved characters.
[[nodiscard]] std::string url_encoded(const std::string& text);

}  // namespace lamplight::server
