// JSON of photographs. Called by server/http/photos; pure.
#pragma once

#include <string>
#include <vector>

#include "db/photos.h"

namespace lamplight::server::http {

// What was kept of it, without the picture.
[[nodiscard]] std::string photo_view(const db::Photo& photo);
// All of an incident, each with its picture.
[[nodiscard]] std::string photo_page_view(const std::vector<db::Photo>& photos);

}  // namespace lamplight::server::http
