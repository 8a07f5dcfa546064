// GET_LOCK and RELEASE_LOCK.
#include "db/advisory_lock.h"

#include <utility>

#include "db/statements_session.h"

namespace lamplight::db {

AdvisoryLock::AdvisoryLock(Session& session, const std::string& name, int wait_s)
    : session_(session), name_("lamplight." + name + ".") {
  session_.query(k_take_advisory_lock, {name_, wait_s},
                 [this](const Row& row) { taken_ = !row.null(0) && row.truth(0); });
}

AdvisoryLock::~AdvisoryLock() {
  if (!taken_ || !session_.usable()) return;
  try {
    session_.query(k_release_advisory_lock, {name_}, [](const Row&) {});
  } catch (const DbFault&) {
    taken_ = false;  // the connection is gone, and the lock with it
  }
}

}  // namespace lamplight::db
