// Claiming with SKIP LOCKED; holding is nothing but a later due time.
#include "db/outbox.h"

#include <algorithm>
#include <tuple>

#include "db/incident_rows.h"
#include "db/statements_incidents.h"

namespace lamplight::db {

Result<std::vector<Ack>, StoreError> MySqlOutbox::claim(Instant now, std::size_t max, Millis hold) {
  return pool_.run<std::vector<Ack>>([&](Session& session) {
    std::vector<Ack> acks;
    session.transaction([&] {
      session.query(k_claim_outbox, {now, static_cast<std::int64_t>(max)},
                    [&](const Row& row) { acks.push_back(ack_of(row)); });
      std::vector<Params> rows;
      for (const Ack& ack : acks) rows.push_back(params_of(ack, now + hold));
      session.insert(k_hold_outbox, rows);
    });
    return acks;
  });
}

Result<Done, StoreError> MySqlOutbox::sent(const std::vector<Ack>& acks) {
  if (acks.empty()) return Done{};
  // In the order of the key, so that two who forget the same rows can't lock each other out.
  std::vector<const Ack*> order;
  for (const Ack& ack : acks) order.push_back(&ack);
  std::sort(order.begin(), order.end(), [](const Ack* a, const Ack* b) {
    return std::tie(a->device, a->alarm, a->seq, a->state) < std::tie(b->device, b->alarm, b->seq, b->state);
  });
  return pool_.run<Done>([&](Session& session) {
    const auto forget = [&] {
      for (const Ack* ack : order) {
        session.change(k_delete_outbox, {ack->device, ack->alarm, ack->seq, name_of(ack->state)});
      }
    };
    if (order.size() == 1) {
      forget();
    } else {
      session.transaction(forget);
    }
    return Done{};
  });
}

}  // namespace lamplight::db
