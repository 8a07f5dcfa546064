// Escalation plans one by one, as an administrator keeps them; dispatch reads them with the registers.
//
// Used by server/http on request threads. Every change carries its audit row and raises the registers' mark.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "dispatch/changes.h"
#include "model/policy.h"

namespace lamplight::db {

struct PlanRecord {
  Plan plan;
  std::string name;
  std::int64_t version = 1;
};

class PlanRecords {
 public:
  explicit PlanRecords(Pool& pool) : pool_(pool) {}

  // By id.
  [[nodiscard]] Result<std::vector<PlanRecord>, StoreError> list();
  // A taken id is a conflict.
  [[nodiscard]] Result<Done, StoreError> add(const PlanRecord& record, const AuditEntry& audit);
  // False when the stored version is another than the record's.
  [[nodiscard]] Result<bool, StoreError> change(const PlanRecord& record, const AuditEntry& audit);
  [[nodiscard]] Result<bool, StoreError> remove(const PlanId& id, std::int64_t version, const AuditEntry& audit);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
