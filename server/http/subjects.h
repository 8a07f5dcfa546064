// How a caller stands to what a path names: read from the database, judged by server/permission.
#pragma once

#include "server/http/routes.h"

namespace lamplight::server::http {

// Of roles whose rights do not depend on a relation nothing is read.
[[nodiscard]] Outcome<Subject> subject_of(Api& api, const Call& call, About about);

[[nodiscard]] FamilyTiers tiers_of(const db::FamilyLink& link);

}  // namespace lamplight::server::http
