// Where care workers are, and whether they are on duty, as their phones report it.
//
// Used by server/http on request threads; each call is one transaction on one row.
#pragma once

#include "db/pool.h"
#include "dispatch/changes.h"
#include "model/geo.h"

namespace lamplight::db {

class Whereabouts {
 public:
  explicit Whereabouts(Pool& pool) : pool_(pool) {}

  // False: there is no such worker.
  [[nodiscard]] Result<bool, StoreError> moved(const WorkerId& worker, const Fix& fix, Instant at);
  [[nodiscard]] Result<bool, StoreError> duty(const WorkerId& worker, bool on, const AuditEntry& audit);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
