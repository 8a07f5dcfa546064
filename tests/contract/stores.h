// The stores that the contract is about: MySQL, and its twin in memory.
//
// A contract test is written once and runs on both (TEMPLATE_TEST_CASE). `another` is a second server on
// the same store, `reopen` is the same server started again.
#pragma once

#include <memory>

#include "db/ledger.h"
#include "db/memory_ledger.h"
#include "db/memory_outbox.h"
#include "db/outbox.h"

namespace lamplight::tests {

class MySqlStores {
 public:
  MySqlStores();
  [[nodiscard]] Ledger& ledger() { return *ledger_; }
  [[nodiscard]] Ledger& another() { return *another_; }
  [[nodiscard]] Outbox& outbox() { return *outbox_; }
  void reopen();

 private:
  void open();

  db::Address address_;
  std::unique_ptr<db::Pool> pool_;
  std::unique_ptr<db::Pool> other_pool_;
  std::unique_ptr<Ledger> ledger_;
  std::unique_ptr<Ledger> another_;
  std::unique_ptr<Outbox> outbox_;
};

class MemoryStores {
 public:
  MemoryStores() { reopen(); }
  [[nodiscard]] Ledger& ledger() { return *ledger_; }
  [[nodiscard]] Ledger& another() { return *another_; }
  [[nodiscard]] Outbox& outbox() { return *outbox_; }
  void reopen();

 private:
  std::shared_ptr<db::MemoryTables> tables_ = std::make_shared<db::MemoryTables>();
  std::unique_ptr<Ledger> ledger_;
  std::unique_ptr<Ledger> another_;
  std::unique_ptr<Outbox> outbox_;
};

// A migrated schema with nothing in it; the same one each time.
[[nodiscard]] db::Address empty_schema();

}  // namespace lamplight::tests
