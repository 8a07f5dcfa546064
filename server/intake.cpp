// Read, decide, commit, acknowledge, tell: in this order.
#include "server/intake.h"

#include <condition_variable>
#include <mutex>

#include <spdlog/spdlog.h>

#include "dispatch/intake.h"
#include "model/limits.h"
#include "model/planted_bug.h"
#include "server/clock.h"
#include "server/courier.h"
#include "server/crash_point.h"
#include "server/hands_board.h"
#include "server/standby.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

constexpr Millis k_lane_wait{200};
constexpr Millis k_away_wait{200};      // between attempts while the database is away
constexpr int k_alone_attempts = 3;     // before an alarm is stored without its words

}  // namespace

Intake::Intake(SignalLanes& lanes, Ledger& ledger, Standby& standby, TownWatch& town, const TravelTime& travel,
               const Clock& clock, Courier& courier, HandsBoard& hands, AlarmFigures& figures)
    : lanes_(lanes),
      ledger_(ledger),
      standby_(standby),
      town_(town),
      travel_(travel),
      clock_(clock),
      courier_(courier),
      hands_(hands),
      figures_(figures),
      thread_("intake", [this](const std::stop_token& stop) { run(stop); }) {}

void Intake::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::vector<Signal> batch = lanes_.take_batch(limits::intake_batch_max, k_lane_wait, stop);
    if (planted("rest_of_batch_dropped", 5)) batch.clear();
    if (!batch.empty()) take(batch, stop);
  }
}

void Intake::take(std::span<Signal> batch, const std::stop_token& stop) {
  for (int attempts = 0; attempts < limits::transaction_attempts_max && !stop.stop_requested(); ++attempts) {
    if (standby_.away() && take_without_database(batch)) return;
    const Fate fate = attempt(batch);
    if (fate == Fate::committed) return;
    if (fate == Fate::unavailable && !standby_.takes_over()) break;
  }
  // Away, or fought over, or one of them can't be stored: each for itself, so that none holds up another.
  for (Signal& signal : batch) {
    if (!take_alone(signal, stop)) return;
  }
}

bool Intake::take_alone(Signal& signal, const std::stop_token& stop) {
  for (int failures = 0; !stop.stop_requested();) {
    if (standby_.away() && take_without_database({&signal, 1})) return true;
    const Fate fate = attempt({&signal, 1});
    if (fate == Fate::committed) return true;
    if (fate == Fate::conflict) continue;
    if (standby_.takes_over() || !ledger_.next_due().ok()) {
      wait(k_away_wait, stop);  // the database itself is away: it is not this alarm's fault
      continue;
    }
    ++failures;
    if (failures == k_alone_attempts) {
      spdlog::error("intake.stripped an alarm could not be stored with its words and is stored without them");
      signal.text.clear();
      signal.room.clear();
      signal.trigger.clear();
      signal.raw.clear();
    }
    if (failures == 2 * k_alone_attempts) {
      spdlog::error("intake.refused an alarm could not be stored; it is not acknowledged and its home repeats it");
      ++figures_.refused;
      return true;
    }
  }
  return false;
}

Intake::Fate Intake::attempt(std::span<const Signal> batch) {
  for (const Signal& signal : batch) {
    if (town_.town().device(signal.device) == nullptr) [[maybe_unused]] const bool known = town_.look_up(signal.device);
  }
  const Town town = town_.town();
  const Instant now = clock_.now();
  SituationQuery query = intake_query(batch, town, now);
  query.commitments = false;  // up to one for each worker, for every alarm: the board has them
  auto situation = read_for_intake(ledger_, std::move(query));
  auto commitments = hands_.commitments(now);
  if (!situation || !commitments) {
    ++figures_.unavailable;
    return Fate::unavailable;
  }
  situation.value().commitments = std::move(commitments).value();
  const Changes changes = take_in(batch, std::move(situation).value(), town, travel_, now);
  crash_point("intake.decided");
  const auto committed = ledger_.apply(changes, now);
  if (!committed) {
    const bool again = committed.error() != StoreError::unavailable;
    ++(again ? figures_.conflicts : figures_.unavailable);
    return again ? Fate::conflict : Fate::unavailable;
  }
  crash_point("intake.committed");
  courier_.send(committed.value().acks, changes.answers);
  crash_point("intake.acknowledged");
  hands_.committed(changes, committed.value());

  ++figures_.transactions;
  count(batch, changes);
  return Fate::committed;
}

bool Intake::take_without_database(std::span<const Signal> batch) {
  const auto taken = standby_.take(batch);
  if (!taken) return false;
  crash_point("intake.journalled");
  // Nothing of it is in the outbox: a home that does not hear it asks again.
  courier_.send({}, taken.value().committed.acks);
  courier_.send({}, taken.value().changes.answers);
  hands_.committed(taken.value().changes, taken.value().committed);
  count(batch, taken.value().changes);
  return true;
}

void Intake::count(std::span<const Signal> batch, const Changes& changes) {
  figures_.stored += static_cast<std::int64_t>(changes.alarms.size());
  figures_.repeated += static_cast<std::int64_t>(changes.repeats.size());
  for (const Signal& signal : batch) figures_.unreadable += signal.kind == AlarmKind::unreadable ? 1 : 0;
}

void Intake::wait(Millis time, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop, time, [] { return false; });
}

}  // namespace lamplight::server
