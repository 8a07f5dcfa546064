// A ledger on shared tables that fails as a real database does: away, a lost version, or a connection
// that dies at COMMIT with nobody knowing what was written. It may be told to spoil what it is given.
#pragma once

#include <memory>
#include <random>

#include "db/memory_ledger.h"
#include "dispatch/town.h"
#include "tests/simulation/record.h"
#include "tests/simulation/sabotage.h"

namespace lamplight::simulation {

// How a store call fails.
enum class Failing { before, conflict, unknown_not_written, unknown_written };

class FaultyLedger final : public Ledger {
 public:
  // `record` receives what was committed, whether or not the caller comes to know. `town` says who was
  // asked; both outlive the ledger.
  FaultyLedger(std::shared_ptr<db::MemoryTables> tables, std::mt19937_64& random, Record& record, const Town& town)
      : tables_(tables), ledger_(std::move(tables)), random_(random), record_(record), town_(town) {}

  // Of each call, in thousandths.
  void fail(int per_mille) { per_mille_ = per_mille; }
  // Only the n-th call that decides something, counted over all ledgers of the record, and this way.
  void fail_at(std::size_t call, Failing how) {
    fail_at_ = call;
    how_ = how;
  }
  void plant(Bug bug) { bug_ = bug; }
  // What the clock of its server shows, whatever that server says the time is.
  void look_at_clock(Instant clock) { clock_ = clock; }

  [[nodiscard]] Result<Situation, StoreError> situation(const SituationQuery& query) override;
  [[nodiscard]] Result<Committed, StoreError> apply(const Changes& changes, Instant now) override;
  [[nodiscard]] Result<Committed, StoreError> act_on_due(Instant now, std::size_t max, const Decide& decide) override;
  [[nodiscard]] Result<std::optional<Instant>, StoreError> next_due() override;

 private:
  [[nodiscard]] bool strikes() { return static_cast<int>(random_() % 1000) < per_mille_; }
  [[nodiscard]] bool is_the_one() { return ++record_.store_calls == fail_at_; }
  [[nodiscard]] Result<Committed, StoreError> commit(const Changes& changes, Instant now);
  void note_offers(const Changes& changes, const Situation& before, Instant now);

  std::shared_ptr<db::MemoryTables> tables_;
  db::MemoryLedger ledger_;
  std::mt19937_64& random_;
  Record& record_;
  const Town& town_;
  int per_mille_ = 0;
  std::size_t fail_at_ = 0;
  Failing how_ = Failing::before;
  Bug bug_ = Bug::none;
  Instant clock_{};
};

}  // namespace lamplight::simulation
