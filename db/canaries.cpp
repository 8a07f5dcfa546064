// One statement.
#include "db/canaries.h"

#include "db/statements_incidents.h"

namespace lamplight::db {

void forget_canaries(Pool& pool, Instant before) {
  (void)pool.run<std::int64_t>([&](Session& session) { return session.change(k_forget_canaries, {before}); });
}

}  // namespace lamplight::db
