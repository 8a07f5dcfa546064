// A care worker's own whereabouts as JSON. Pure.
#pragma once

#include <string>

#include "model/people.h"

namespace lamplight::server::http {

[[nodiscard]] std::string own_whereabouts_view(const WorkerCard& card);

}  // namespace lamplight::server::http
