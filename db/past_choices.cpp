// One row a choice.
#include "db/past_choices.h"

#include "db/directory.h"
#include "db/statements_views.h"

namespace lamplight::db {

Result<Past, StoreError> read_past(Pool& pool, Instant from, Instant to) {
  return pool.run<Past>([&](Session& session) {
    Past past{.choices = {}, .present = read_weights(session)};
    session.query(k_select_considered, {from, to},
                  [&](const Row& row) { past.choices.push_back({read_considered(row.text(0))}); });
    return past;
  });
}

}  // namespace lamplight::db
