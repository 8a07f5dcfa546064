// What the handlers of residents share with the import of many.
#pragma once

#include "db/resident_records.h"
#include "server/http/api.h"

namespace lamplight::server::http {

// Every district, skill and worker that the record names must be there; the sentence begins with the member.
[[nodiscard]] Outcome<Done> check_references(Api& api, const db::ResidentRecord& record);

}  // namespace lamplight::server::http
