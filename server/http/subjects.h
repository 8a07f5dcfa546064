// How a caller stands to what a path names: read from the database, judged by server/permission.
#pragma once

#include "server/http/routes.h"

namespace lamplight::server::http {

// Of nobody, and of what has no relations, nothing is read.
[[nodiscard]] Outcome<Subject> subject_of(Api& api, const Call& call, About about);

}  // namespace lamplight::server::http
