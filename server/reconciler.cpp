// Entry after entry in their order; what was decided together is written together.
#include "server/reconciler.h"

#include <condition_variable>

#include <spdlog/spdlog.h>

#include "dispatch/intake.h"
#include "model/limits.h"
#include "model/planted_bug.h"
#include "server/clock.h"
#include "server/courier.h"
#include "server/crash_point.h"
#include "server/late_entry.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

constexpr Millis k_look_every{250};
constexpr int k_alone_attempts = 3;  // before an alarm is stored without its words, and again before it is put aside

// How many of the entries from `from` on are alarms decided in the same moment; at least one entry.
std::size_t end_of_batch(const std::vector<db::JournalEntry>& entries, std::size_t from) {
  std::size_t to = from + 1;
  if (!std::holds_alternative<Signal>(entries[from].what)) return to;
  while (to < entries.size() && std::holds_alternative<Signal>(entries[to].what) && entries[to].at == entries[from].at)
    ++to;
  return to;
}

}  // namespace

Reconciler::Reconciler(Standby& standby, db::Journal& journal, Ledger& database, TownWatch& town,
                       const TravelTime& travel, const Clock& clock, Courier& courier, StandbyFigures& figures,
                       std::function<void()> handed_back)
    : standby_(standby),
      journal_(journal),
      database_(database),
      town_(town),
      travel_(travel),
      clock_(clock),
      courier_(courier),
      figures_(figures),
      handed_back_(std::move(handed_back)),
      thread_("reconciler", [this](const std::stop_token& stop) { run(stop); }) {}

void Reconciler::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  while (!stop.stop_requested()) {
    if (standby_.away() && database_.next_due().ok()) bring_in(stop);
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, k_look_every, [] { return false; });
  }
}

void Reconciler::bring_in(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const auto entries = journal_.next(0, limits::intake_batch_max);
    if (!entries) {
      spdlog::error("reconciler.unreadable the journal can't be read; what is in it waits");
      return;
    }
    if (entries->empty()) {
      // Whoever journals at this very moment keeps it from being handed back; then there is more to bring.
      const auto told = standby_.give_back();
      if (!told) return;
      speak_again(*told);
      handed_back_();
      return;
    }
    for (std::size_t from = 0; from < entries->size();) {
      const std::size_t to = end_of_batch(*entries, from);
      if (!bring_in_next(std::span(*entries).subspan(from, to - from))) return;
      from = to;
    }
  }
}

// False when the database is away again, or the journal can't forget.
bool Reconciler::bring_in_next(std::span<const db::JournalEntry> batch) {
  if (!planted("journal_forgets", 3) && bring_in_batch(batch) == Fate::away) return false;
  crash_point("reconciler.committed");
  std::vector<std::int64_t> numbers;
  for (const db::JournalEntry& entry : batch) numbers.push_back(entry.number);
  if (!journal_.remove(numbers)) return false;
  figures_.reconciled += static_cast<std::int64_t>(numbers.size());
  return true;
}

Reconciler::Fate Reconciler::bring_in_batch(std::span<const db::JournalEntry> batch) {
  if (!std::holds_alternative<Signal>(batch.front().what)) {
    const Fate fate = bring_in_command(batch.front());
    if (fate == Fate::impossible) journal_.put_aside(batch.front().number);
    return fate;
  }
  std::vector<Signal> signals;
  for (const db::JournalEntry& entry : batch) signals.push_back(std::get<Signal>(entry.what));
  const Fate together = bring_in_signals(signals, batch.front().at);
  if (together != Fate::impossible) return together;
  // One of them can't be stored: each for itself, so that none holds up another.
  for (std::size_t i = 0; i < signals.size(); ++i) {
    const Fate alone = bring_in_alone(signals[i], batch.front().at);
    if (alone == Fate::away) return alone;
    if (alone == Fate::impossible) journal_.put_aside(batch[i].number);
  }
  return Fate::committed;
}

Reconciler::Fate Reconciler::bring_in_signals(std::span<const Signal> signals, Instant then) {
  for (const Signal& signal : signals) {
    if (town_.town().device(signal.device) == nullptr) [[maybe_unused]]
      const bool known = town_.look_up(signal.device);
  }
  const Town town = town_.town();
  const auto read = [&](Ledger& ledger) { return read_for_intake(ledger, intake_query(signals, town, then)); };
  return commit(read, [&](Situation situation, Instant now) {
    return signals_late(signals, std::move(situation), town, travel_, then, now);
  });
}

Reconciler::Fate Reconciler::bring_in_command(db::JournalEntry entry) {
  const Town town = town_.town();
  if (auto* away = std::get_if<db::AwayCommand>(&entry.what)) {
    const auto id = id_in_database(away->incident);
    if (!id) return database_.next_due().ok() ? Fate::impossible : Fate::away;
    away->incident = *id;
  }
  std::size_t superseded = 0;
  const Fate fate = commit([&](Ledger& ledger) { return situation_for(ledger, entry, town); },
                           [&](Situation situation, Instant now) {
                             LateCommand late = decided_late(entry, std::move(situation), town, travel_, now);
                             superseded = late.superseded.size();
                             return std::move(late.changes);
                           });
  if (fate == Fate::committed) figures_.superseded += static_cast<std::int64_t>(superseded);
  return fate;
}

// An alarm that opened an incident here may have joined another one there.
std::optional<IncidentId> Reconciler::id_in_database(const IncidentId& provisional) {
  SituationQuery query;
  query.incidents = {provisional};
  query.alarms = standby_.alarms_of(provisional);
  const auto situation = database_.situation(query);
  if (!situation) return std::nullopt;
  for (const Incident& incident : situation.value().incidents) {
    if (incident.id == provisional) return provisional;
  }
  for (const AlarmRow& alarm : situation.value().alarms) {
    if (alarm.incident) return alarm.incident;
  }
  return std::nullopt;
}

Reconciler::Fate Reconciler::bring_in_alone(Signal signal, Instant then) {
  for (int attempts = 1; attempts <= 2 * k_alone_attempts; ++attempts) {
    const Fate fate = bring_in_signals({&signal, 1}, then);
    if (fate != Fate::impossible) return fate;
    if (attempts != k_alone_attempts) continue;
    spdlog::error("reconciler.stripped an alarm could not be stored with its words and is stored without them");
    signal.text.clear();
    signal.room.clear();
    signal.trigger.clear();
    signal.raw.clear();
  }
  spdlog::error("reconciler.put_aside an acknowledged alarm can't be stored; it stays in the journal");
  return Fate::impossible;
}

Reconciler::Fate Reconciler::commit(const Standby::Read& read, const Decide& decide) {
  for (int attempts = 0; attempts < limits::transaction_attempts_max; ++attempts) {
    auto situation = read(database_);
    if (!situation) break;
    const Instant now = clock_.now();
    const Changes changes = decide(std::move(situation).value(), now);
    const auto committed = database_.apply(changes, now);
    if (committed) {
      // What homes know from the outage by a higher number is said once more at its end, by one that is higher still.
      courier_.send(standby_.beyond_told(committed.value().acks), standby_.beyond_told(changes.answers));
      return Fate::committed;
    }
    // Lost at COMMIT: decided again, what was written shows as a repeat.
    if (committed.error() == StoreError::unavailable) break;
  }
  return database_.next_due().ok() ? Fate::impossible : Fate::away;
}

// Homes show the highest seq they have heard. Where the provisional story went further than the one that
// stands, every home hears the state that stands, with a higher one.
void Reconciler::speak_again(const Standby::Told& told) {
  std::vector<AlarmKey> keys;
  keys.reserve(told.size());
  for (const auto& [key, ack] : told) keys.push_back(key);
  for (std::size_t from = 0; from < keys.size(); from += limits::intake_batch_max) {
    SituationQuery query;
    query.alarms.assign(
        keys.begin() + static_cast<std::ptrdiff_t>(from),
        keys.begin() + static_cast<std::ptrdiff_t>(std::min(keys.size(), from + limits::intake_batch_max)));
    const Town town = town_.town();
    const Fate fate = commit([&](Ledger& ledger) { return ledger.situation(query); },
                             [&](Situation situation, Instant now) {
                               return tell_what_stands(told, std::move(situation), town, travel_, now);
                             });
    if (fate != Fate::committed)
      spdlog::warn("reconciler.untold some homes hear the state that stands at their next question");
  }
}

}  // namespace lamplight::server
