// The ledger in memory: the twin of db/ledger for simulations and tests, proven equal by tests/contract.
//
// Any thread; one mutex, held by the shared tables. `decide` runs while it is held and must not call a
// store. Several ledgers on the same tables are several servers on the same database.
#pragma once

#include <memory>

#include "db/memory_tables.h"
#include "dispatch/ledger.h"

namespace lamplight::db {

class MemoryLedger final : public Ledger {
 public:
  explicit MemoryLedger(std::shared_ptr<MemoryTables> tables) : tables_(std::move(tables)) {}

  [[nodiscard]] Result<Situation, StoreError> situation(const SituationQuery& query) override;
  [[nodiscard]] Result<Committed, StoreError> apply(const Changes& changes, Instant now) override;
  [[nodiscard]] Result<Committed, StoreError> act_on_due(Instant now, std::size_t max, const Decide& decide) override;
  [[nodiscard]] Result<std::optional<Instant>, StoreError> next_due() override;

 private:
  [[nodiscard]] Result<Committed, StoreError> act_on(const std::vector<IncidentId>& due, Instant now,
                                                     const Decide& decide);

  std::shared_ptr<MemoryTables> tables_;
};

}  // namespace lamplight::db
