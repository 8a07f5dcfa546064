// Changing the escalation policy: a ladder, the skills a kind calls for, the rules about evidence, as a whole.
//
// Used by server/http on request threads; what stands now is read from the town (dispatch/town.h).
#pragma once

#include "db/pool.h"
#include "dispatch/changes.h"
#include "model/policy.h"

namespace lamplight::db {

class PolicyRecords {
 public:
  explicit PolicyRecords(Pool& pool) : pool_(pool) {}

  [[nodiscard]] Result<Policies, StoreError> read();
  // `priority` is 0 for service and technical incidents.
  [[nodiscard]] Result<Done, StoreError> put_ladder(IncidentClass queue, int priority, const Ladder& ladder,
                                                    const AuditEntry& audit);
  [[nodiscard]] Result<Done, StoreError> put_needs(AlarmKind kind, const std::vector<SkillCode>& needs,
                                                   const AuditEntry& audit);
  // All of them, in their order.
  [[nodiscard]] Result<Done, StoreError> put_evidence(const std::vector<EvidenceRule>& rules, const AuditEntry& audit);
  [[nodiscard]] Result<Done, StoreError> put_business_hours(const BusinessHours& hours, const AuditEntry& audit);
  [[nodiscard]] Result<Done, StoreError> put_weights(const Weights& weights, const AuditEntry& audit);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
