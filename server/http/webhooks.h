// Webhooks: listed, added, removed, and what became of their deliveries. The secret is made here and shown once.
#pragma once

#include "server/http/api.h"

namespace lamplight::server::http {

[[nodiscard]] Handled list_webhooks(Api& api, const Call& call);
[[nodiscard]] Handled add_webhook(Api& api, const Call& call);
[[nodiscard]] Handled remove_webhook(Api& api, const Call& call);
[[nodiscard]] Handled list_deliveries(Api& api, const Call& call);

}  // namespace lamplight::server::http
