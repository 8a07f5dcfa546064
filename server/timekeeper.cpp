// One look a poll at the earliest timer; a transaction only when it is due.
#include "server/timekeeper.h"

#include <condition_variable>
#include <mutex>

#include "dispatch/escalation.h"
#include "model/limits.h"
#include "model/planted_bug.h"
#include "server/clock.h"
#include "server/courier.h"
#include "server/crash_point.h"
#include "server/live_feed.h"
#include "server/standby.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

constexpr Millis k_late{250};

}  // namespace

Timekeeper::Timekeeper(Ledger& ledger, Standby& standby, TownWatch& town, const TravelTime& travel, const Clock& clock,
                       Courier& courier, LiveFeed& feed, TimerFigures& figures)
    : ledger_(ledger),
      standby_(standby),
      town_(town),
      travel_(travel),
      clock_(clock),
      courier_(courier),
      feed_(feed),
      figures_(figures),
      thread_("timekeeper", [this](const std::stop_token& stop) { run(stop); }) {}

void Timekeeper::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  while (!stop.stop_requested()) {
    if (act_on_due()) continue;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, limits::timer_poll, [] { return false; });
  }
}

bool Timekeeper::act_without_database() {
  const auto taken = standby_.act_on_due(limits::timer_batch_max);
  if (!taken) return false;
  courier_.send({}, taken.value().committed.acks);
  feed_.committed(taken.value().changes, taken.value().committed);
  return !taken.value().committed.incidents.empty();
}

bool Timekeeper::act_on_due() {
  if (standby_.away()) return act_without_database();
  const Instant now = clock_.now();
  const auto next = ledger_.next_due();
  if (!next) return standby_.takes_over();
  if (!next.value() || *next.value() > now) return false;

  if (planted("acted_late") && now < *next.value() + Millis{9'000}) return false;
  const Town town = town_.town();
  Changes decided;
  std::int64_t acted = 0;
  const auto committed = ledger_.act_on_due(
      now, limits::timer_batch_max, [&](const Situation& situation, const std::vector<IncidentId>& due) {
        decided = act_on_deadlines(situation, due, town, travel_, now);
        acted = static_cast<std::int64_t>(due.size());
        crash_point("timekeeper.decided");
        return decided;
      });
  if (!committed) return false;
  crash_point("timekeeper.committed");
  courier_.send(committed.value().acks, {});
  feed_.committed(decided, committed.value());

  const auto lateness = now - *next.value();
  figures_.acted += acted;
  if (acted > 0 && lateness > k_late) ++figures_.late;
  if (lateness.count() > figures_.latest_ms) figures_.latest_ms = lateness.count();
  return !committed.value().incidents.empty();
}

}  // namespace lamplight::server
