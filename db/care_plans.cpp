// One row a resident.
#include "db/care_plans.h"

#include "db/accounts.h"
#include "db/statements_watching.h"

namespace lamplight::db {

Result<std::optional<CarePlanRow>, StoreError> CarePlans::one(const ResidentId& resident) {
  return pool_.run<std::optional<CarePlanRow>>([&](Session& session) {
    std::optional<CarePlanRow> row;
    session.query(k_find_care_plan, {resident}, [&](const Row& found) {
      row = found.null(0) ? CarePlanRow{} : CarePlanRow{found.text(0), found.integer(1)};
    });
    return row;
  });
}

Result<bool, StoreError> CarePlans::change(const ResidentId& resident, const CarePlanRow& row, Instant now,
                                           const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool changed = false;
    session.transaction([&] {
      // Whoever adds the first plan at the same time as somebody else finds it there: a conflict.
      changed = row.version == 0 ? session.insert(k_add_care_plan, {{resident, row.plan, 1, now}}) == 1
                                 : session.change(k_change_care_plan, {row.plan, now, resident, row.version}) == 1;
      if (changed) write_audit(session, audit);
    });
    return changed;
  });
}

}  // namespace lamplight::db
