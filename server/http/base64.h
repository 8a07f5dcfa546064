// Bytes as JSON can carry them. Used by the views.
#pragma once

#include <string>

namespace lamplight::server::http {

// RFC 4648, padded, one line.
[[nodiscard]] std::string base64(const std::string& bytes);

}  // namespace lamplight::server::http
