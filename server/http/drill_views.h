// What people read of drills. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/drills.h"
#include "dispatch/town.h"

namespace lamplight::server::http {

[[nodiscard]] std::string drill_view(const db::Drill& drill, const Town& town);
[[nodiscard]] std::string drill_page_view(const std::vector<db::Drill>& drills, const Town& town,
                                          const std::optional<std::string>& next);

}  // namespace lamplight::server::http
