// The outbox on MySQL: messages to homes that are true but perhaps not yet told.
//
// Made by server/wiring; used by the courier and its sweeper on any thread.
#pragma once

#include "db/pool.h"
#include "dispatch/ledger.h"

namespace lamplight::db {

class MySqlOutbox final : public Outbox {
 public:
  explicit MySqlOutbox(Pool& alarms) : pool_(alarms) {}

  [[nodiscard]] Result<std::vector<Ack>, StoreError> claim(Instant now, std::size_t max, Millis hold) override;
  [[nodiscard]] Result<Done, StoreError> sent(const std::vector<Ack>& acks) override;

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
