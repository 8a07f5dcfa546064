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
                                                                         const std::vector<db::FamilyLink>& links,
                                                                         Instant now);

// What the relative of this link is shown, as server/permission has it.
[[nodiscard]] Fields fields_of_relative(const db::FamilyLink& link);
[[nodiscard]] FamilyTiers tiers_of(const db::FamilyLink& link);

}  // namespace lamplight::server::http
