// The handlers of the registers: one template for all of them, one instance a route.
#pragma once

#include "db/register_records.h"
#include "server/http/api.h"

namespace lamplight::server::http {

Handled list_rows(Api& api, const Call& call, db::Register which);
Handled read_row(Api& api, const Call& call, db::Register which);
Handled add_row(Api& api, const Call& call, db::Register which);
Handled change_row(Api& api, const Call& call, db::Register which);
Handled remove_row(Api& api, const Call& call, db::Register which);

template <Handled (*handle)(Api&, const Call&, db::Register), db::Register which>
Handled of(Api& api, const Call& call) {
  return handle(api, call, which);
}

}  // namespace lamplight::server::http
