// What an uploaded file is, by its first bytes: what a client calls it counts for nothing. Pure.
#pragma once

#include <optional>
#include <string_view>

namespace lamplight::server::http {

// "image/jpeg", "image/png", "image/webp" or "application/pdf"; nothing for anything else.
[[nodiscard]] std::optional<std::string_view> file_type_of(std::string_view bytes);

}  // namespace lamplight::server::http
