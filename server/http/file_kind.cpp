// First bytes of the kinds that are taken.
#include "server/http/file_kind.h"

#include <algorithm>

namespace lamplight::server::http {

using namespace std::string_view_literals;

std::optional<std::string_view> file_type_of(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return "image/jpeg";
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return "image/png";
  if (bytes.starts_with("RIFF"sv) && bytes.substr(std::min<std::size_t>(8, bytes.size())).starts_with("WEBP"sv)) {
    return "image/webp";
  }
  if (bytes.starts_with("%PDF-"sv)) return "application/pdf";
  return std::nullopt;
}

}  // namespace lamplight::server::http
