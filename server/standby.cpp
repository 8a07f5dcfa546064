// Decide in memory, write to the journal, then it is so.
#include "server/standby.h"

#include <algorithm>

#include <spdlog/spdlog.h>

#include "dispatch/escalation.h"
#include "dispatch/intake.h"
#include "model/limits.h"
#include "server/clock.h"
#include "server/crash_point.h"
#include "server/late_entry.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

// How far the numbers of a provisional story are above those of the record: further than any story goes. What the
// record has told in its last moment is not known here, nor what another server tells from it meanwhile, and no home
// may hear two states under one number.
constexpr int k_seqs_above = 1'000;

bool changes_something(const Changes& changes) {
  return !changes.alarms.empty() || !changes.opened.empty() || !changes.updated.empty();
}

bool names(const std::vector<AlarmRepeat>& repeats, const AlarmKey& key) {
  return std::any_of(repeats.begin(), repeats.end(), [&](const AlarmRepeat& repeat) {
    return repeat.device == key.device && repeat.id == key.id;
  });
}

std::optional<DistrictId> storm_district_of(const AlarmRow& alarm, const Incident& incident) {
  const auto kind = kind_named(alarm.kind_text);
  if (!kind || !facts_of(*kind).foldable || incident.test) return std::nullopt;
  return alarm.district;
}

}  // namespace

Standby::Standby(Ledger& database, db::Journal* journal, const IncidentMirror& mirror, TownWatch& town,
                 const TravelTime& travel, const Clock& clock, StandbyFigures& figures)
    : database_(database),
      journal_(journal),
      mirror_(mirror),
      town_(town),
      travel_(travel),
      clock_(clock),
      figures_(figures),
      tables_(std::make_shared<db::MemoryTables>()) {
  if (journal_ == nullptr || journal_->empty()) return;
  spdlog::warn("standby.left_over entries={} an earlier process left them; the database gets them now",
               journal_->figures().depth);
  const std::lock_guard lock(mutex_);
  begin();
}

bool Standby::takes_over() {
  if (journal_ == nullptr) return false;
  if (away()) return true;
  if (database_.next_due().ok()) return false;
  const std::lock_guard lock(mutex_);
  if (away()) return true;
  ++figures_.outages;
  spdlog::warn("standby.began the database is away; alarms are journalled");
  begin();
  return true;
}

// The caller holds the mutex, or nobody else knows of this object yet.
void Standby::begin() {
  tables_ = std::make_shared<db::MemoryTables>();
  before_.clear();
  told_.clear();
  journalled_.clear();
  for (db::IncidentWhole& whole : mirror_.all()) {
    Incident incident = whole.incident;
    incident.ack_seq += k_seqs_above;
    if (!tables_->insert(incident)) continue;  // of two versions that claim one key the first will do
    for (const AlarmRow& alarm : whole.alarms) (void)tables_->insert(alarm, storm_district_of(alarm, incident));
    for (const db::OfferLine& line : whole.offers) (void)tables_->insert(line.offer);
    tables_->evidence.insert(tables_->evidence.end(), whole.evidence.begin(), whole.evidence.end());
    if (incident.deadline) tables_->put_timer(incident.id, incident.deadline->at);
    before_.emplace(incident.id, std::move(whole));
  }
  repeat_journal();
  figures_.since_ms = ms_of(clock_.now());
  away_ = true;
}

// What waits in the journal already is part of what is known.
void Standby::repeat_journal() {
  db::MemoryLedger memory(tables_);
  const Town town = town_.town();
  std::int64_t after = 0;
  for (;;) {
    const auto entries = journal_->next(after, limits::intake_batch_max);
    if (!entries || entries->empty()) return;
    for (const db::JournalEntry& entry : *entries) {
      after = entry.number;
      note_journalled(entry.what);
      auto situation = situation_for(memory, entry, town).value();
      situation.seqs_above = k_seqs_above;
      Taken repeated{decided_late(entry, std::move(situation), town, travel_, entry.at).changes, {}};
      repeated.committed = memory.apply(repeated.changes, entry.at).value();
      // An earlier process has told more than what follows from its journal.
      for (auto* acks : {&repeated.committed.acks, &repeated.changes.answers}) {
        for (Ack& ack : *acks) ack.seq += k_seqs_above;
      }
      remember_told(repeated);
    }
  }
}

Result<Standby::Taken, NotTaken> Standby::decide_and_keep(const Read& read, const Decide& decide,
                                                          const Entries& entries) {
  const std::lock_guard lock(mutex_);
  if (!away()) return Failure{NotTaken::database_is_back};
  db::MemoryLedger memory(tables_);
  const Instant now = clock_.now();
  auto situation = read(memory);
  situation.value().seqs_above = k_seqs_above;
  auto changes = decide(std::move(situation).value(), now);
  if (!changes) return Failure{NotTaken::refused};
  const auto kept = entries(*changes);
  if (!journal_->append(kept, now)) {
    ++figures_.not_durable;
    return Failure{NotTaken::not_durable};
  }
  for (const db::JournalEntry::What& one : kept) note_journalled(one);
  crash_point("standby.journalled");
  auto committed = memory.apply(*changes, now);
  // Nobody else writes to these tables, so nothing can have changed since it was read.
  LAMPLIGHT_CHECK(committed.ok());
  Taken taken{std::move(*changes), std::move(committed).value()};
  remember_told(taken);
  return taken;
}

Result<Standby::Taken, NotTaken> Standby::take(std::span<const Signal> signals) {
  const Town town = town_.town();
  const auto decide = [&](Situation situation, Instant now) {
    return std::optional(take_in(signals, std::move(situation), town, travel_, now));
  };
  // What was read in the database's last moment need not have been on its disk: InnoDB shows a COMMIT before that. So a
  // repeat of what is known only from there is journalled as well, once; in the database it is a repeat, or it is new.
  const auto entries = [&](const Changes& changes) {
    const bool all = changes_something(changes);
    std::vector<db::JournalEntry::What> kept;
    for (const Signal& signal : signals) {
      const AlarmKey key{signal.device, signal.id};
      if (all || (names(changes.repeats, key) && !journalled_.contains(key))) kept.emplace_back(signal);
    }
    return kept;
  };
  const auto read = [&](Ledger& memory) { return read_for_intake(memory, intake_query(signals, town, clock_.now())); };
  return decide_and_keep(read, decide, entries);
}

Result<Standby::Taken, NotTaken> Standby::take(const Read& read, const Decide& decide, db::JournalEntry::What entry) {
  // One that finds its wish fulfilled is journalled too, for the same reason as a repeat.
  return decide_and_keep(read, decide, [&](const Changes& /*changes*/) {
    return std::vector<db::JournalEntry::What>{std::move(entry)};
  });
}

Result<Standby::Taken, NotTaken> Standby::act_on_due(std::size_t max) {
  const Town town = town_.town();
  const Instant now = clock_.now();
  const std::lock_guard lock(mutex_);
  if (!away()) return Failure{NotTaken::database_is_back};
  db::MemoryLedger memory(tables_);
  Taken taken;
  auto committed = memory.act_on_due(now, max, [&](const Situation& situation, const std::vector<IncidentId>& due) {
    taken.changes = act_on_deadlines(situation, due, town, travel_, now);
    return taken.changes;
  });
  if (!committed) return Failure{NotTaken::refused};
  taken.committed = std::move(committed).value();
  remember_told(taken);
  return taken;
}

void Standby::note_journalled(const db::JournalEntry::What& what) {
  if (const auto* signal = std::get_if<Signal>(&what)) journalled_.insert({signal->device, signal->id});
}

void Standby::remember_told(const Taken& taken) {
  for (const auto* acks : {&taken.committed.acks, &taken.changes.answers}) {
    for (const Ack& ack : *acks) {
      const auto [place, fresh] = told_.try_emplace({ack.device, ack.alarm}, ack);
      if (!fresh && place->second.seq <= ack.seq) place->second = ack;
    }
  }
}

std::vector<Ack> Standby::beyond_told(std::vector<Ack> acks) const {
  const std::lock_guard lock(mutex_);
  std::erase_if(acks, [&](const Ack& ack) {
    const auto told = told_.find({ack.device, ack.alarm});
    return told != told_.end() && ack.seq <= told->second.seq;
  });
  return acks;
}

Situation Standby::situation(const SituationQuery& query) const {
  const std::lock_guard lock(mutex_);
  return db::MemoryLedger(tables_).situation(query).value();
}

std::optional<Standby::Told> Standby::give_back() {
  const std::lock_guard lock(mutex_);
  if (!away() || !journal_->empty()) return std::nullopt;
  away_ = false;
  figures_.since_ms = 0;
  spdlog::warn("standby.ended the database is back and has everything");
  return std::exchange(told_, {});
}

}  // namespace lamplight::server
