// A ledger on shared tables that fails as a real database does: away, a lost version, or a connection
// that dies at COMMIT with nobody knowing what was written.
#pragma once

#include <memory>
#include <random>

#include "db/memory_ledger.h"
#include "tests/simulation/record.h"

namespace lamplight::simulation {

class FaultyLedger final : public Ledger {
 public:
  // `acted` receives what was committed by act_on_due, whether or not the caller comes to know.
  FaultyLedger(std::shared_ptr<db::MemoryTables> tables, std::mt19937_64& random, std::vector<ActedLine>& acted)
      : ledger_(std::move(tables)), random_(random), acted_(acted) {}

  // Of each call, in thousandths.
  void fail(int per_mille) { per_mille_ = per_mille; }

  [[nodiscard]] Result<Situation, StoreError> situation(const SituationQuery& query) override;
  [[nodiscard]] Result<Committed, StoreError> apply(const Changes& changes, Instant now) override;
  [[nodiscard]] Result<Committed, StoreError> act_on_due(Instant now, std::size_t max, const Decide& decide) override;
  [[nodiscard]] Result<std::optional<Instant>, StoreError> next_due() override;

 private:
  [[nodiscard]] bool strikes() { return static_cast<int>(random_() % 1000) < per_mille_; }

  db::MemoryLedger ledger_;
  std::mt19937_64& random_;
  std::vector<ActedLine>& acted_;
  int per_mille_ = 0;
};

}  // namespace lamplight::simulation
