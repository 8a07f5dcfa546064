// The console's built files, read into memory at start: page, scripts, styles, fonts. What the build has compressed
// lies beside each under the same name with `.br` or `.gz`, and goes to whoever takes it.
//
// Called on request threads. A path without a file and without a dot is a place inside the console and
// gets its page, since the console finds its way by itself.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/exchange.h"

namespace lamplight::server::http {

class ConsoleFiles {
 public:
  // An empty or missing folder: one plain page that says so.
  explicit ConsoleFiles(const std::string& folder);

  // `path` as requested, decoded; 404 with a problem for a file that is not there.
  // `accept_encoding` is the browser's header of that name.
  [[nodiscard]] Answer answer(std::string_view path, std::string_view if_none_match,
                              std::string_view accept_encoding = {}) const;

 private:
  struct Form {
    std::string coding;  // as Content-Encoding says it; empty: as it is
    std::string bytes;
    std::string etag;
  };
  struct File {
    std::string content_type;
    Form plain;
    std::vector<Form> coded;  // the smallest first
    bool lasting = false;     // its name holds a hash of its content
  };
  [[nodiscard]] static const Form& form_for(const File& file, std::string_view accept_encoding);

  std::map<std::string, File, std::less<>> files_;  // by path, with the leading slash
};

// Whether a browser that sends this Accept-Encoding (RFC 9110, 12.5.3) takes that coding. `*` is not heeded: the plain
// form is never wrong.
[[nodiscard]] bool takes_coding(std::string_view accept_encoding, std::string_view coding);

// The type a browser must be told; `.mjs` is JavaScript, or modules do not load.
[[nodiscard]] std::string_view content_type_of(std::string_view path);

}  // namespace lamplight::server::http
