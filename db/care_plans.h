// Care plans, as the API reads and changes them: the text of devices/care_plan.h, checked before.
//
// Called on request threads. A change carries its audit row in the same transaction; monitors see it within
// seconds.
#pragma once

#include <optional>
#include <string>

#include "db/pool.h"
#include "dispatch/changes.h"

namespace lamplight::db {

struct CarePlanRow {
  std::string plan = "{}";
  std::int64_t version = 0;  // 0: there is none yet, and the plan of everybody holds
};

class CarePlans {
 public:
  explicit CarePlans(Pool& pool) : pool_(pool) {}

  // Nothing where there is no such resident.
  [[nodiscard]] Result<std::optional<CarePlanRow>, StoreError> one(const ResidentId& resident);
  // The version that was read; false when that is no longer the stored one.
  [[nodiscard]] Result<bool, StoreError> change(const ResidentId& resident, const CarePlanRow& row, Instant now,
                                                const AuditEntry& audit);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
