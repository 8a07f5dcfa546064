// The ledger in the database, of which everything committed is also kept in the mirror: so that an outage
// which begins the moment after a COMMIT finds it there.
//
// Any thread, as the ledger behind it.
#pragma once

#include "dispatch/ledger.h"
#include "server/incident_mirror.h"

namespace lamplight::server {

class MirroredLedger final : public Ledger {
 public:
  MirroredLedger(Ledger& database, IncidentMirror& mirror) : database_(database), mirror_(mirror) {}

  [[nodiscard]] Result<Situation, StoreError> situation(const SituationQuery& query) override;
  [[nodiscard]] Result<Committed, StoreError> apply(const Changes& changes, Instant now) override;
  [[nodiscard]] Result<Committed, StoreError> act_on_due(Instant now, std::size_t max, const Decide& decide) override;
  [[nodiscard]] Result<std::optional<Instant>, StoreError> next_due() override;

 private:
  Ledger& database_;
  IncidentMirror& mirror_;
};

}  // namespace lamplight::server
