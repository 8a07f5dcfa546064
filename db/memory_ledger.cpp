// All or nothing without a log: what can be refused is done first and undone on a refusal; the rest
// can't fail.
#include "db/memory_ledger.h"

#include <algorithm>
#include <set>

#include "db/columns.h"
#include "db/due_batches.h"
#include "db/effects.h"
#include "dispatch/joining.h"
#include "model/limits.h"

namespace lamplight::db {
namespace {

// The part of a change that keys and versions guard, taken back unless it is kept.
class Guarded {
 public:
  Guarded(MemoryTables& tables, const Changes& changes) : tables_(tables), changes_(changes) {}
  ~Guarded() {
    if (!kept_) undo();
  }
  Guarded(const Guarded&) = delete;
  Guarded& operator=(const Guarded&) = delete;

  // In the order of db/ledger_write, so that the same changes meet the same keys.
  [[nodiscard]] bool write() {
    for (const Incident* incident : in_order(changes_.updated)) {
      const Incident* stored = tables_.find(incident->id);
      if (stored == nullptr) return false;
      Incident before = *stored;
      if (!tables_.update(*incident)) return false;
      before_.push_back(std::move(before));
    }
    for (const Incident& incident : changes_.opened) {
      if (!tables_.insert(incident)) return false;
      ++opened_;
    }
    for (const AlarmRow& alarm : changes_.alarms) {
      if (!tables_.insert(alarm, storm_district_of(alarm, changes_))) return false;
      ++alarms_;
    }
    for (Offer offer : changes_.offers) {
      offer.reasons = fitting(offer.reasons, k_reasons_chars);
      offer.considered.clear();  // written for replays only, and read by nothing else
      if (!tables_.insert(offer)) return false;
      ++offers_;
    }
    return true;
  }

  void keep() { kept_ = true; }

 private:
  // Backwards, as it was done.
  void undo() {
    while (offers_ > 0) {
      const Offer& offer = changes_.offers[--offers_];
      tables_.remove_offer({offer.incident, offer.worker, offer.round});
    }
    while (alarms_ > 0) {
      const AlarmRow& alarm = changes_.alarms[--alarms_];
      tables_.remove_alarm({alarm.device, alarm.id, alarm.generation}, storm_district_of(alarm, changes_));
    }
    while (opened_ > 0) tables_.restore(changes_.opened[--opened_].id, nullptr);
    for (auto before = before_.rbegin(); before != before_.rend(); ++before) tables_.restore(before->id, &*before);
  }

  MemoryTables& tables_;
  const Changes& changes_;
  std::vector<Incident> before_;
  std::size_t opened_ = 0;
  std::size_t alarms_ = 0;
  std::size_t offers_ = 0;
  bool kept_ = false;
};

void write_messages(MemoryTables& tables, const Changes& changes) {
  std::set<Told> told;
  for (const Tiding& tiding : changes.tidings) {
    auto at = tables.outside().lower_bound({tiding.incident, MessageId{}});
    for (; at != tables.outside().end() && at->first.first == tiding.incident; ++at) {
      told.insert({tiding.incident, at->second.to, at->second.whom});
    }
  }
  for (const Message& message : messages_of(changes, {told.begin(), told.end()})) tables.put_outside(message);
}

// What follows once nothing can be refused any more.
Committed write_rest(MemoryTables& tables, const Changes& changes, Instant now) {
  for (const auto& [incident, due] : timers_of(changes)) tables.put_timer(incident, due);
  for (const auto& [repeat, repeated] : counted(changes.repeats)) {
    tables.repeat({repeat.device, repeat.id, repeat.generation}, repeated.times, repeated.at);
  }
  for (const OfferAnswer& answer : changes.offer_answers) tables.answer(answer);
  tables.evidence.insert(tables.evidence.end(), changes.evidence.begin(), changes.evidence.end());
  tables.history.insert(tables.history.end(), changes.history.begin(), changes.history.end());
  tables.audit.insert(tables.audit.end(), changes.audit.begin(), changes.audit.end());
  write_messages(tables, changes);
  std::vector<AlarmRow> stored;
  for (const IncidentId& incident : told_before(changes)) {
    for (AlarmRow& alarm : tables.alarms_of(incident)) {
      if (alarm.answerable) stored.push_back(std::move(alarm));
    }
  }
  std::vector<Ack> acks = acks_of(changes, std::move(stored));
  for (const Ack& ack : acks) tables.put_message(ack, now + limits::outbox_claim_age);
  return committed_of(changes, std::move(acks));
}

Result<Committed, StoreError> write(MemoryTables& tables, const Changes& changes, Instant now) {
  Guarded guarded{tables, changes};
  if (!guarded.write()) return Failure{StoreError::conflict};
  guarded.keep();
  return write_rest(tables, changes, now);
}

void read_commitments(const MemoryTables& tables, Situation& into) {
  const auto add = [&](const WorkerId& worker, const Incident& incident, bool offered) {
    into.commitments.push_back({worker, incident.id, incident.priority, incident.queue == IncidentClass::emergency, offered,
                                !offered && incident.state == IncidentState::arrived});
  };
  for (const auto& [incident, worker, round] : tables.pending_offers()) {
    if (const Incident* found = tables.find(incident)) add(worker, *found, true);
  }
  for (const IncidentId& id : tables.held()) {
    const Incident& incident = *tables.find(id);
    add(*incident.worker, incident, false);
  }
}

void read_evidence(const MemoryTables& tables, Situation& into) {
  std::set<IncidentId> ids;
  for (const Incident& incident : into.incidents) {
    if (!is_area(incident)) ids.insert(incident.id);
  }
  std::set<EvidenceWords> words;
  for (const Evidence& one : tables.evidence) {
    if (ids.contains(one.incident)) words.insert({one.incident, one.kind_text, one.text});
  }
  into.evidence.assign(words.begin(), words.end());
}

Situation read(const MemoryTables& tables, const SituationQuery& query) {
  Situation situation;
  const std::set<AlarmKey> keys{query.alarms.begin(), query.alarms.end()};
  std::set<IncidentId> ids{query.incidents.begin(), query.incidents.end()};
  for (const AlarmKey& key : keys) {
    for (AlarmRow& alarm : tables.generations(key.device, key.id)) {
      if (alarm.incident) ids.insert(*alarm.incident);
      situation.alarms.push_back(std::move(alarm));
    }
  }
  for (const std::string& join_key : query.join_keys) {
    if (const Incident* found = tables.find_joinable(join_key)) ids.insert(found->id);
  }
  for (const IncidentId& id : ids) {
    const Incident* found = tables.find(id);
    if (found == nullptr) continue;
    situation.incidents.push_back(*found);
    for (Offer& offer : tables.offers_of(id)) situation.offers.push_back(std::move(offer));
  }
  if (query.evidence) read_evidence(tables, situation);
  if (query.commitments) read_commitments(tables, situation);
  for (const DistrictId& district : query.storm_districts) {
    const std::size_t count = tables.storm_signals(district, query.storm_since, limits::storm_signals_min);
    if (count > 0) situation.storm_signals[district] = static_cast<int>(count);
  }
  sort_situation(situation);
  return situation;
}

std::vector<IncidentId> due_at(const MemoryTables& tables, Instant now, std::size_t max) {
  std::vector<IncidentId> due;
  for (const auto& [at, incident] : tables.timers()) {
    if (at > now || due.size() == max) break;
    due.push_back(incident);
  }
  return due;
}

}  // namespace

Result<Situation, StoreError> MemoryLedger::situation(const SituationQuery& query) {
  const std::lock_guard lock{tables_->mutex};
  return read(*tables_, query);
}

Result<Committed, StoreError> MemoryLedger::apply(const Changes& changes, Instant now) {
  const std::lock_guard lock{tables_->mutex};
  return write(*tables_, changes, now);
}

Result<Committed, StoreError> MemoryLedger::act_on(const std::vector<IncidentId>& due, Instant now,
                                                   const Decide& decide) {
  if (due.empty()) return Committed{};
  SituationQuery query;
  query.incidents = due;
  return write(*tables_, decide(read(*tables_, query), due), now);
}

Result<Committed, StoreError> MemoryLedger::act_on_due(Instant now, std::size_t max, const Decide& decide) {
  const std::lock_guard lock{tables_->mutex};
  DueSteps steps;
  steps.act_on_batch = [&] { return act_on(due_at(*tables_, now, max), now, decide); };
  steps.list_due = [&]() -> Result<std::vector<IncidentId>, StoreError> { return due_at(*tables_, now, max); };
  steps.act_on_one = [&](const IncidentId& incident) { return act_on({incident}, now, decide); };
  return act_in_batches(steps);
}

Result<std::optional<Instant>, StoreError> MemoryLedger::next_due() {
  const std::lock_guard lock{tables_->mutex};
  const auto& timers = tables_->timers();
  return timers.empty() ? std::nullopt : std::optional{timers.begin()->first};
}

}  // namespace lamplight::db
