// Reading the trail.
#include "db/audit_trail.h"

#include "db/statements_records.h"

namespace lamplight::db {

Result<std::vector<AuditRow>, StoreError> AuditTrail::list(const AuditFilter& filter, std::int64_t before,
                                                           std::size_t max) {
  return pool_.run<std::vector<AuditRow>>([&](Session& session) {
    std::vector<AuditRow> rows;
    session.query(
        k_list_audit,
        {before, filter.from, filter.to, filter.who, filter.who, filter.what, filter.what, filter.subject,
         filter.subject, static_cast<std::int64_t>(max)},
        [&](const Row& row) {
          rows.push_back({row.integer(0), {row.instant(1), row.text(2), row.text(3), row.text(4), row.text(5)}});
        });
    return rows;
  });
}

}  // namespace lamplight::db
