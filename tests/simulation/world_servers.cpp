// The servers of the simulated town: intake, timekeeper, desk and courier in virtual time, with crashes
// between deciding, committing and telling.
#include <algorithm>

#include "dispatch/escalation.h"
#include "model/limits.h"
#include "tests/simulation/world.h"

namespace lamplight::simulation {

void World::kill(Server& server) {
  server.alive = false;
  server.queue.clear();
  after(between(500, 60'000), [this, &server] {
    server.alive = true;
    server.clock_error = between(-20, 20);
  });
}

// Forwards or back, as far as an anchored clock may be wrong for a moment.
void World::clock_jumps(Server& server) { server.clock_error = between(-400, 400); }

void World::take_in(Server& server) {
  if (!server.alive || server.queue.empty()) return;
  std::vector<Signal> batch;
  batch.swap(server.queue);
  if (take_in_batch(server, batch)) return;
  // Away: kept, and nothing acknowledged.
  server.queue.insert(server.queue.begin(), batch.begin(), batch.end());
  after(Millis{200}, [this, &server] { take_in(server); });
}

bool World::take_in_batch(Server& server, std::span<const Signal> batch) {
  for (int attempts = 0; attempts < limits::transaction_attempts_max; ++attempts) {
    const Instant now = clock_of(server);
    auto situation = read_for_intake(*server.ledger, intake_query(batch, town_, now));
    if (!situation) return false;
    const Changes changes = lamplight::take_in(batch, std::move(situation).value(), town_, small_.travel, now);
    if (size_.bug == Bug::tells_before_commit) tell(server, changes.acks, {});
    const auto committed = server.ledger->apply(changes, now);
    if (committed) {
      tell(server, committed.value().acks, changes.answers);
      return true;
    }
    if (committed.error() == StoreError::unavailable) return false;
  }
  return false;
}

void World::keep_time(Server& server) {
  // A server looks every 50 ms; where nothing is due soon fewer looks see the same.
  const auto& timers = tables_->timers();
  const bool soon = !timers.empty() && timers.begin()->first <= now_ + Millis{1'000};
  after(soon ? limits::timer_poll : 5 * limits::timer_poll, [this, &server] { keep_time(server); });
  if (!server.alive) return;
  const Instant now = clock_of(server);
  const Instant acting = size_.bug == Bug::acts_early ? now + Seconds{2} : now;
  server.ledger->look_at_clock(now);
  const auto next = server.ledger->next_due();
  if (!next || !next.value() || *next.value() > acting) return;
  const auto committed =
      server.ledger->act_on_due(acting, limits::timer_batch_max, [&](const Situation& situation, const auto& due) {
        return act_on_deadlines(situation, due, town_, small_.travel, acting);
      });
  if (committed) tell(server, committed.value().acks, {});
}

// A crash may come between COMMIT and the words; the outbox has them still.
void World::tell(Server& server, const std::vector<Ack>& stored, const std::vector<Ack>& answers) {
  if (!healthy() && chance(3)) return kill(server);
  for (const auto* acks : {&stored, &answers}) {
    for (const Ack& ack : *acks) deliver(ack);
  }
  if (!healthy() && chance(3)) return kill(server);
  if (healthy() || chance(90)) [[maybe_unused]] const auto sent = outbox_.sent(stored);
}

void World::sweep(Server& server) {
  after(limits::outbox_poll, [this, &server] { sweep(server); });
  if (!server.alive) return;
  const auto left = outbox_.claim(clock_of(server), limits::outbox_batch_max, Millis{3'000});
  if (left && !left.value().empty()) tell(server, left.value(), {});
}

bool World::command(const Command& command, const IncidentId& incident) {
  for (Server& server : servers_) {
    if (!server.alive) continue;
    for (int attempts = 0; attempts < limits::transaction_attempts_max; ++attempts) {
      SituationQuery query;
      query.incidents = {incident};
      auto situation = server.ledger->situation(query);
      if (!situation) break;
      const auto others = also_concerned(command, incident, situation.value());
      query.incidents.insert(query.incidents.end(), others.begin(), others.end());
      for (const Incident& known : situation.value().incidents) {
        if (known.id == incident) query.join_keys = also_joined(command, known);
      }
      if (!others.empty() || !query.join_keys.empty()) situation = server.ledger->situation(query);
      if (!situation) break;
      const Instant now = clock_of(server);
      const auto changes = carry_out(command, incident, std::move(situation).value(), town_, small_.travel, now);
      if (!changes) return false;
      if (changes.value().empty()) return true;
      const auto committed = server.ledger->apply(changes.value(), now);
      if (committed) {
        tell(server, committed.value().acks, {});
        return true;
      }
      if (committed.error() == StoreError::unavailable) break;
    }
  }
  return false;
}

}  // namespace lamplight::simulation
