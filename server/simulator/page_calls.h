// What the home on the screen may ask for and do, apart from sockets.
//
// Called by server/simulator/page_server on its request threads.
#pragma once

#include <optional>
#include <string>

#include "server/simulator/homes.h"

namespace lamplight::simulator {

// A request of the page as our own values.
struct PageCall {
  std::string method;
  std::string path;
  std::string host;
  std::string origin;      // empty where the client sent none
  std::string fetch_site;  // Sec-Fetch-Site
  std::string content_type;
  std::string body;
};

struct PageAnswer {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::optional<ResidentId> stream;  // the connection becomes this home's event stream
};

// Whether a change may come from there: our own page, or a program that is no browser.
[[nodiscard]] bool from_our_page(const PageCall& call);
// "127.0.0.1:8081", "localhost", "[::1]:8081": whoever comes by another name was led here by a stranger.
[[nodiscard]] bool is_local_name(const std::string& host);

// The home as it is now, as JSON; an empty object where there is none.
[[nodiscard]] std::string home_now(Homes& homes, const ResidentId& resident);

[[nodiscard]] PageAnswer answer_page_call(const PageCall& call, Homes& homes);

}  // namespace lamplight::simulator
