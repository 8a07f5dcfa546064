// Who saw and did what, for administrators. Rows are written by the stores whose changes they belong to.
//
// Used by server/http on request threads. Reads only.
#pragma once

#include <string>
#include <vector>

#include "db/pool.h"
#include "dispatch/changes.h"

namespace lamplight::db {

struct AuditRow {
  std::int64_t id = 0;
  AuditEntry entry;
};

// Empty texts ask for everything.
struct AuditFilter {
  std::string who;
  std::string what;
  std::string subject;
  Instant from{};
  Instant to{};  // exclusive
};

class AuditTrail {
 public:
  explicit AuditTrail(Pool& pool) : pool_(pool) {}

  // Latest first, below the id `before`.
  [[nodiscard]] Result<std::vector<AuditRow>, StoreError> list(const AuditFilter& filter, std::int64_t before,
                                                               std::size_t max);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
