// The console's built files, read into memory at start: page, scripts, styles, fonts.
//
// Called on request threads. A path without a file and without a dot is a place inside the console and
// gets its page, since the console finds its way by itself.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "server/http/exchange.h"

namespace lamplight::server::http {

class ConsoleFiles {
 public:
  // An empty or missing folder: one plain page that says so.
  explicit ConsoleFiles(const std::string& folder);

  // `path` as requested, decoded; 404 with a problem for a file that is not there.
  [[nodiscard]] Answer answer(std::string_view path, std::string_view if_none_match) const;

 private:
  struct File {
    std::string content_type;
    std::string bytes;
    std::string etag;
    bool lasting = false;  // its name holds a hash of its content
  };
  std::map<std::string, File, std::less<>> files_;  // by path, with the leading slash
};

// The type a browser must be told; `.mjs` is JavaScript, or modules do not load.
[[nodiscard]] std::string_view content_type_of(std::string_view path);

}  // namespace lamplight::server::http
