// Bytes as JSON can carry them. Used by the views.
#pragma once

#include <optional>
#include <string>

namespace lamplight::server::http {

// RFC 4648, padded, one line.
[[nodiscard]] std::string base64(const std::string& bytes);
// Nothing for anything else than that.
[[nodiscard]] std::optional<std::string> bytes_of_base64(const std::string& text);

}  // namespace lamplight::server::http
