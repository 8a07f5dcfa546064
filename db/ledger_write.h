// Writes changes to MySQL. Called by db/ledger inside a transaction. Throws DbFault.
#pragma once

#include "db/session.h"
#include "dispatch/ledger.h"

namespace lamplight::db {

[[nodiscard]] Committed write_changes(Session& session, const Changes& changes, Instant now);

}  // namespace lamplight::db
