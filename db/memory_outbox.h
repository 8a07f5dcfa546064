// The outbox in memory: the twin of db/outbox, on the tables of a MemoryLedger. Any thread.
#pragma once

#include <memory>

#include "db/memory_tables.h"
#include "dispatch/ledger.h"

namespace lamplight::db {

class MemoryOutbox final : public Outbox {
 public:
  explicit MemoryOutbox(std::shared_ptr<MemoryTables> tables) : tables_(std::move(tables)) {}

  [[nodiscard]] Result<std::vector<Ack>, StoreError> claim(Instant now, std::size_t max, Millis hold) override;
  [[nodiscard]] Result<Done, StoreError> sent(const std::vector<Ack>& acks) override;

 private:
  std::shared_ptr<MemoryTables> tables_;
};

}  // namespace lamplight::db
