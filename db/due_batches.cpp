// The batch, the conflicts, the single steps.
#include "db/due_batches.h"

namespace lamplight::db {
namespace {

constexpr int k_batch_attempts_max = 3;

void append(Committed& to, Committed&& from) {
  to.acks.insert(to.acks.end(), std::make_move_iterator(from.acks.begin()), std::make_move_iterator(from.acks.end()));
  to.incidents.insert(to.incidents.end(), from.incidents.begin(), from.incidents.end());
}

}  // namespace

Result<Committed, StoreError> act_in_batches(const DueSteps& steps) {
  for (int attempt = 0; attempt < k_batch_attempts_max; ++attempt) {
    auto done = steps.act_on_batch();
    if (done || done.error() != StoreError::conflict) return done;
  }
  const auto due = steps.list_due();
  if (!due) return Failure{due.error()};
  Committed together;
  bool any = due.value().empty();
  for (const IncidentId& incident : due.value()) {
    auto done = steps.act_on_one(incident);
    if (done) {
      any = true;
      append(together, std::move(done).value());
    } else if (done.error() != StoreError::conflict) {
      // What is committed must still be told.
      if (any && !together.incidents.empty()) return together;
      return Failure{done.error()};
    }
  }
  if (!any) return Failure{StoreError::conflict};
  return together;
}

}  // namespace lamplight::db
