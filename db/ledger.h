// The ledger on MySQL.
//
// Made by server/wiring; used by intake, timekeeper, desk and HTTP on any thread. Each call takes one
// session of the pool for alarms and one transaction.
#pragma once

#include "db/pool.h"
#include "dispatch/ledger.h"

namespace lamplight::db {

class MySqlLedger final : public Ledger {
 public:
  explicit MySqlLedger(Pool& alarms) : pool_(alarms) {}

  [[nodiscard]] Result<Situation, StoreError> situation(const SituationQuery& query) override;
  [[nodiscard]] Result<Committed, StoreError> apply(const Changes& changes, Instant now) override;
  [[nodiscard]] Result<Committed, StoreError> act_on_due(Instant now, std::size_t max, const Decide& decide) override;
  [[nodiscard]] Result<std::optional<Instant>, StoreError> next_due() override;

 private:
  using Claim = std::function<std::vector<IncidentId>(Session&)>;
  [[nodiscard]] Result<Committed, StoreError> act_on_claimed(Instant now, const Claim& claim, const Decide& decide);

  Pool& pool_;
};

}  // namespace lamplight::db
