// Retention for administrators: the report of what a run would remove, the terms, and a run at once.
#pragma once

#include "server/http/api.h"

namespace lamplight::server::http {

[[nodiscard]] Handled list_retention(Api& api, const Call& call);
[[nodiscard]] Handled read_retention(Api& api, const Call& call);
[[nodiscard]] Handled change_retention(Api& api, const Call& call);
[[nodiscard]] Handled run_retention(Api& api, const Call& call);

}  // namespace lamplight::server::http
