// One UPDATE by primary key each.
#include "db/whereabouts.h"

#include "db/accounts.h"
#include "db/statements_whereabouts.h"

namespace lamplight::db {

Result<bool, StoreError> Whereabouts::moved(const WorkerId& worker, const Fix& fix, Instant at) {
  return pool_.run<bool>([&](Session& session) {
    return session.change(k_move_worker, {fix.position.lat, fix.position.lon, fix.accuracy_m, at, worker}) > 0;
  });
}

Result<bool, StoreError> Whereabouts::duty(const WorkerId& worker, bool on, const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool found = false;
    session.transaction([&] {
      found = session.change(k_set_duty, {on, audit.at, worker}) > 0;
      if (found) write_audit(session, audit);
    });
    return found;
  });
}

}  // namespace lamplight::db
