// What the standby shows of incidents: the copy of before the outage, and what has been decided since.
#include <unordered_map>

#include "server/standby.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

std::string name_of_worker(const WorkerId& id, const Town& town) {
  const WorkerCard* card = town.worker(id);
  return card == nullptr ? std::string() : card->name;
}

}  // namespace

// All evidence, and the history since the outage began, by incident.
struct Standby::Lines {
  std::unordered_map<IncidentId, std::vector<const Evidence*>> evidence;
  std::unordered_map<IncidentId, std::vector<const HistoryEntry*>> history;

  explicit Lines(const db::MemoryTables& tables) {
    for (const Evidence& one : tables.evidence) evidence[one.incident].push_back(&one);
    for (const HistoryEntry& one : tables.history) history[one.incident].push_back(&one);
  }
};

db::IncidentWhole Standby::whole_of(const Incident& incident, const Lines& lines, const Town& town) const {
  db::IncidentWhole whole;
  const auto known = before_.find(incident.id);
  if (known != before_.end()) whole = known->second;
  whole.provisional = known == before_.end() || known->second.incident != incident;
  whole.incident = incident;
  if (const ResidentCard* resident = incident.resident ? town.resident(*incident.resident) : nullptr) {
    whole.resident_name = resident->name;
    whole.resident_district = resident->district;
  }
  whole.worker_name = incident.worker ? name_of_worker(*incident.worker, town) : std::string();
  if (known == before_.end() || known->second.incident.acknowledged_by != incident.acknowledged_by) {
    whole.acknowledged_name.clear();
  }
  whole.evidence.clear();
  if (const auto found = lines.evidence.find(incident.id); found != lines.evidence.end()) {
    for (const Evidence* one : found->second) whole.evidence.push_back(*one);
  }
  if (const auto found = lines.history.find(incident.id); found != lines.history.end()) {
    for (const HistoryEntry* one : found->second) {
      whole.history.push_back({*one, "", one->worker ? name_of_worker(*one->worker, town) : std::string()});
    }
  }
  whole.offers.clear();
  for (const Offer& offer : tables_->offers_of(incident.id)) {
    whole.offers.push_back({offer, name_of_worker(offer.worker, town)});
  }
  whole.alarms = tables_->alarms_of(incident.id);
  db::note_flags(whole);
  return whole;
}

void Standby::each_incident(const std::function<void(const Incident& incident)>& each) const {
  const std::lock_guard lock(mutex_);
  for (const auto& [id, incident] : tables_->incidents()) each(incident);
}

std::vector<db::IncidentWhole> Standby::wholes(const std::vector<IncidentId>& ids) const {
  const Town town = town_.town();
  const std::lock_guard lock(mutex_);
  const Lines lines(*tables_);
  std::vector<db::IncidentWhole> wholes;
  for (const IncidentId& id : ids) {
    if (const Incident* incident = tables_->find(id)) wholes.push_back(whole_of(*incident, lines, town));
  }
  return wholes;
}

std::vector<Offer> Standby::pending_offers(const WorkerId& worker) const {
  const std::lock_guard lock(mutex_);
  std::vector<Offer> offers;
  for (const auto& [incident, asked, round] : tables_->pending_offers()) {
    if (asked != worker) continue;
    for (const Offer& offer : tables_->offers_of(incident)) {
      if (offer.worker == worker && offer.round == round) offers.push_back(offer);
    }
  }
  return offers;
}

std::vector<AlarmRow> Standby::alarms() const {
  const std::lock_guard lock(mutex_);
  std::vector<AlarmRow> rows;
  rows.reserve(tables_->alarms().size());
  for (const auto& [place, alarm] : tables_->alarms()) rows.push_back(alarm);
  return rows;
}

std::vector<AlarmKey> Standby::alarms_of(const IncidentId& incident) const {
  const std::lock_guard lock(mutex_);
  std::vector<AlarmKey> keys;
  for (const AlarmRow& alarm : tables_->alarms_of(incident)) keys.push_back({alarm.device, alarm.id});
  return keys;
}

}  // namespace lamplight::server
