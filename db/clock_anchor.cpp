// One question.
#include "db/clock_anchor.h"

#include "db/statements_session.h"

namespace lamplight::db {

Result<Instant, StoreError> database_time(Pool& pool) {
  return pool.run<Instant>([](Session& session) {
    Instant now{};
    session.query(k_select_database_time, {}, [&](const Row& row) { now = row.instant(0); });
    return now;
  });
}

}  // namespace lamplight::db
