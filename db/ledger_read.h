// Reads a situation from MySQL. Called by db/ledger, inside or outside a transaction. Throws DbFault.
#pragma once

#include "db/session.h"
#include "dispatch/situation.h"

namespace lamplight::db {

[[nodiscard]] Situation read_situation(Session& session, const SituationQuery& query);

}  // namespace lamplight::db
