// Claims and forgets rows of the shared tables.
#include "db/memory_outbox.h"

namespace lamplight::db {

Result<std::vector<Ack>, StoreError> MemoryOutbox::claim(Instant now, std::size_t max, Millis hold) {
  const std::lock_guard lock{tables_->mutex};
  return tables_->claim_messages(now, max, now + hold);
}

Result<Done, StoreError> MemoryOutbox::sent(const std::vector<Ack>& acks) {
  const std::lock_guard lock{tables_->mutex};
  for (const Ack& ack : acks) tables_->remove_message({ack.device, ack.alarm, ack.seq, ack.state});
  return Done{};
}

}  // namespace lamplight::db
