// Writes a town into empty tables, and keeps the demo's care workers at work.
//
// Called by lamplight-migrate and by tests that want a town, with a session for Purpose::administration.
// Everything throws DbFault.
#pragma once

#include "db/demo_sign_ins.h"
#include "db/demo_town.h"
#include "db/seal.h"
#include "db/session.h"

namespace lamplight::db {

// Somebody may sign in already: there is nothing to fill.
[[nodiscard]] bool town_is_filled(Session& session);

// One transaction. `now` dates the rows; the demo's roster runs for four weeks from there.
void write_town(Session& session, const DemoTown& town, const SealKey& master, const DemoPasswords& passwords,
                Instant now);

// What a demo needs that has no telephones in its workers' hands: those on duty have fresh positions,
// enough of them are on duty, the roster goes on. Leaves alone whoever has moved or changed of late.
void refresh_demo(Session& session, Instant now);

}  // namespace lamplight::db
