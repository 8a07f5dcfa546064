// How a resident is, as far as a relative may know: read from the database, told by the handlers of
// /family and by the live feed alike.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/family_views.h"
#include "server/incident_reader.h"
#include "server/http/family_views.h"

namespace lamplight::server::http {

// One for each link, in their order.
[[nodiscard]] Result<std::vector<FamilyShown>, StoreError> family_status(db::FamilyViews& families,
                                                                         IncidentReader& incidents,
                                                                         const std::vector<db::FamilyLink>& links);

}  // namespace lamplight::server::http
