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

// Whether every id that the row names is there; else the problem.
[[nodiscard]] Outcome<Done> check_references(Api& api, const db::RegisterShape& shape, const db::RegisterRow& row);
// A district is under no district that is under it.
[[nodiscard]] Outcome<Done> check_tree(Api& api, const db::RegisterShape& shape, const db::RegisterRow& row);
// A shift ends after it begins; a break has both its ends, within the shift.
[[nodiscard]] Outcome<Done> check_shift(const db::RegisterShape& shape, const db::RegisterRow& row);
// Names that only our own programs have at the broker.
[[nodiscard]] bool is_reserved_device(std::string_view id);
Handled import_rows(Api& api, const Call& call, db::Register which);

template <Handled (*handle)(Api&, const Call&, db::Register), db::Register which>
Handled of(Api& api, const Call& call) {
  return handle(api, call, which);
}

}  // namespace lamplight::server::http
