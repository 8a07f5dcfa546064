// Acting on due timers although one of them may be impossible: a batch first, then one by one.
//
// Shared by db/ledger (MySQL) and db/memory_ledger. Called on the timekeeper's thread.
#pragma once

#include <functional>
#include <vector>

#include "dispatch/ledger.h"

namespace lamplight::db {

// The steps a store offers, each a transaction of its own.
struct DueSteps {
  std::function<Result<Committed, StoreError>()> act_on_batch;
  std::function<Result<std::vector<IncidentId>, StoreError>()> list_due;
  std::function<Result<Committed, StoreError>(const IncidentId&)> act_on_one;
};

// Tries the batch a few times while it conflicts; then every due incident for itself, so that one which
// always fails holds up no other. `conflict` only when nothing at all could be done.
[[nodiscard]] Result<Committed, StoreError> act_in_batches(const DueSteps& steps);

}  // namespace lamplight::db
