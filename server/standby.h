// Stands in for the database while it is away (design §6, docs/decisions/0021-standby.md).
//
// What is decided meanwhile is decided by the same pure functions on a ledger in memory that began as a
// copy of what was open, and is in the local journal before anybody is told. All of it is provisional:
// server/reconciler brings the journal into the database, where the keys decide, and hands back.
// Any thread. One mutex guards every decision, so none is ever made twice.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>

#include "db/journal.h"
#include "db/memory_ledger.h"
#include "dispatch/reconcile.h"
#include "dispatch/town.h"
#include "server/figures.h"
#include "server/incident_mirror.h"

namespace lamplight::server {

class Clock;
class TownWatch;

enum class NotTaken : std::uint8_t {
  database_is_back,  // decide again, on the database
  refused,           // `decide` said no
  not_durable,       // the journal can't be written: nobody may be told (I13)
};

class Standby {
 public:
  struct Taken {
    Changes changes;
    Committed committed;
  };
  // Nothing refuses. Runs while the mutex is held, on the caller's thread.
  using Decide = std::function<std::optional<Changes>(Situation situation, Instant now)>;
  using Read = std::function<Result<Situation, StoreError>(Ledger& memory)>;
  using Entries = std::function<std::vector<db::JournalEntry::What>(const Changes& changes)>;

  // Without a journal it never takes over. What an earlier process left in the journal is still to be
  // brought into the database, so this one then begins as if the database were away.
  Standby(Ledger& database, db::Journal* journal, const IncidentMirror& mirror, TownWatch& town,
          const TravelTime& travel, const Clock& clock, StandbyFigures& figures);

  [[nodiscard]] bool away() const { return away_.load(); }
  // For whoever has just got no answer from the database: asks once more. When there is none, takes over; true while
  // this stands in.
  [[nodiscard]] bool takes_over();

  // Alarms: decided, in the journal (of each outage once, however often a home repeats), then true.
  [[nodiscard]] Result<Taken, NotTaken> take(std::span<const Signal> signals);
  // A person's decision, with the entry that repeats it later.
  [[nodiscard]] Result<Taken, NotTaken> take(const Read& read, const Decide& decide, db::JournalEntry::What entry);
  // Deadlines of provisional incidents. Not journalled: it follows from the rest, and from the clock.
  [[nodiscard]] Result<Taken, NotTaken> act_on_due(std::size_t max);

  // For reading only; a snapshot of its own at each call. What an outage knew is kept until the next one, so
  // that whoever asked during the hand-back still gets a whole answer.
  [[nodiscard]] Situation situation(const SituationQuery& query) const;
  // Every known incident, in no order. `each` runs while the mutex is held.
  void each_incident(const std::function<void(const Incident& incident)>& each) const;
  // What is known of these, as people read it.
  [[nodiscard]] std::vector<db::IncidentWhole> wholes(const std::vector<IncidentId>& ids) const;
  [[nodiscard]] std::vector<Offer> pending_offers(const WorkerId& worker) const;
  [[nodiscard]] std::vector<AlarmRow> alarms() const;
  // The alarms of a provisional incident: what they belong to in the database is what it is there.
  [[nodiscard]] std::vector<AlarmKey> alarms_of(const IncidentId& incident) const;

  // Those of these answers that go beyond what their homes were told in this outage: no home hears a number twice.
  [[nodiscard]] std::vector<Ack> beyond_told(std::vector<Ack> acks) const;

  // Ends the outage if the journal is empty. Returns what homes have been told last, alarm by alarm.
  using Told = LastTold;
  [[nodiscard]] std::optional<Told> give_back();

 private:
  [[nodiscard]] Result<Taken, NotTaken> decide_and_keep(const Read& read, const Decide& decide, const Entries& entries);
  void begin();
  void repeat_journal();
  void note_journalled(const db::JournalEntry::What& what);
  void remember_told(const Taken& taken);
  struct Lines;
  [[nodiscard]] db::IncidentWhole whole_of(const Incident& incident, const Lines& lines, const Town& town) const;

  Ledger& database_;
  db::Journal* journal_;
  const IncidentMirror& mirror_;
  TownWatch& town_;
  const TravelTime& travel_;
  const Clock& clock_;
  StandbyFigures& figures_;
  std::atomic<bool> away_{false};

  mutable std::mutex mutex_;
  std::shared_ptr<db::MemoryTables> tables_;        // guarded by mutex_
  std::map<IncidentId, db::IncidentWhole> before_;  // guarded by mutex_; the mirror as the outage began
  Told told_;                                       // guarded by mutex_
  std::set<AlarmKey> journalled_;                   // guarded by mutex_; the alarms that are in the journal
};

}  // namespace lamplight::server
