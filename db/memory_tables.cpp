// Keys and indexes as db/migrations declares them.
#include "db/memory_tables.h"

#include <algorithm>
#include <limits>

#include "model/check.h"

namespace lamplight::db {
namespace {

// The generated columns of the table `incidents`: open_join_key and busy_worker.
bool joins(const Incident& incident) {
  return is_joinable(incident.state) && !incident.join_key.empty();
}
bool keeps_busy(const Incident& incident) {
  return is_held(incident.state) && incident.queue == IncidentClass::emergency && incident.worker.has_value();
}

template <class Map, class Key>
bool taken_by_other(const Map& map, const Key& key, const IncidentId& id) {
  const auto found = map.find(key);
  return found != map.end() && found->second != id;
}

}  // namespace

// --- incidents ---

bool MemoryTables::takes_taken_key(const Incident& incident) const {
  return (joins(incident) && taken_by_other(joinable_, incident.join_key, incident.id)) ||
         (keeps_busy(incident) && taken_by_other(busy_, *incident.worker, incident.id));
}

void MemoryTables::index(const Incident& incident) {
  if (joins(incident)) joinable_[incident.join_key] = incident.id;
  if (keeps_busy(incident)) busy_[*incident.worker] = incident.id;
  if (is_held(incident.state) && incident.worker) held_.insert(incident.id);
}

void MemoryTables::unindex(const Incident& incident) {
  if (joins(incident)) joinable_.erase(incident.join_key);
  if (keeps_busy(incident)) busy_.erase(*incident.worker);
  held_.erase(incident.id);
}

bool MemoryTables::insert(const Incident& incident) {
  if (incidents_.contains(incident.id) || takes_taken_key(incident)) return false;
  index(incident);
  incidents_.emplace(incident.id, incident);
  return true;
}

bool MemoryTables::update(const Incident& incident) {
  const auto found = incidents_.find(incident.id);
  if (found == incidents_.end() || found->second.version != incident.version - 1) return false;
  if (takes_taken_key(incident)) return false;
  unindex(found->second);
  found->second = incident;
  index(incident);
  return true;
}

void MemoryTables::restore(const IncidentId& id, const Incident* before) {
  const auto found = incidents_.find(id);
  LAMPLIGHT_CHECK(found != incidents_.end());
  unindex(found->second);
  if (before == nullptr) {
    incidents_.erase(found);
  } else {
    found->second = *before;
    index(*before);
  }
}

const Incident* MemoryTables::find(const IncidentId& id) const {
  const auto found = incidents_.find(id);
  return found == incidents_.end() ? nullptr : &found->second;
}

const Incident* MemoryTables::find_joinable(const std::string& join_key) const {
  const auto found = joinable_.find(join_key);
  return found == joinable_.end() ? nullptr : find(found->second);
}

// --- alarms ---

bool MemoryTables::insert(const AlarmRow& alarm, const std::optional<DistrictId>& storm_district) {
  const AlarmPlace place{alarm.device, alarm.id, alarm.generation};
  if (!alarms_.emplace(place, alarm).second) return false;
  if (alarm.incident) alarms_by_incident_[*alarm.incident].push_back(place);
  if (storm_district) storms_[*storm_district].insert(alarm.received_at);
  return true;
}

void MemoryTables::remove_alarm(const AlarmPlace& place, const std::optional<DistrictId>& storm_district) {
  const auto found = alarms_.find(place);
  LAMPLIGHT_CHECK(found != alarms_.end());
  const AlarmRow& alarm = found->second;
  if (alarm.incident) std::erase(alarms_by_incident_[*alarm.incident], place);
  if (storm_district) {
    auto& storm = storms_[*storm_district];
    storm.erase(storm.find(alarm.received_at));
  }
  alarms_.erase(found);
}

void MemoryTables::repeat(const AlarmPlace& place, int times, std::optional<Instant> at) {
  const auto found = alarms_.find(place);
  if (found == alarms_.end()) return;
  found->second.repeats += times;
  if (at) found->second.at = at;
}

std::vector<AlarmRow> MemoryTables::generations(const DeviceId& device, const AlarmId& id) const {
  std::vector<AlarmRow> rows;
  const AlarmPlace first{device, id, std::numeric_limits<int>::min()};
  for (auto at = alarms_.lower_bound(first); at != alarms_.end(); ++at) {
    if (at->second.device != device || at->second.id != id) break;
    rows.push_back(at->second);
  }
  return rows;
}

std::vector<AlarmRow> MemoryTables::alarms_of(const IncidentId& incident) const {
  std::vector<AlarmRow> rows;
  const auto found = alarms_by_incident_.find(incident);
  if (found == alarms_by_incident_.end()) return rows;
  for (const AlarmPlace& place : found->second) rows.push_back(alarms_.at(place));
  return rows;
}

std::size_t MemoryTables::storm_signals(const DistrictId& district, Instant since, std::size_t most) const {
  const auto found = storms_.find(district);
  if (found == storms_.end()) return 0;
  std::size_t count = 0;
  for (auto at = found->second.lower_bound(since); at != found->second.end() && count < most; ++at) ++count;
  return count;
}

// --- offers ---

bool MemoryTables::insert(const Offer& offer) {
  const OfferPlace place{offer.incident, offer.worker, offer.round};
  if (!offers_.emplace(place, offer).second) return false;
  if (offer.state == OfferState::pending) pending_.insert(place);
  return true;
}

void MemoryTables::remove_offer(const OfferPlace& place) {
  offers_.erase(place);
  pending_.erase(place);
}

void MemoryTables::answer(const OfferAnswer& answer) {
  const OfferPlace place{answer.incident, answer.worker, answer.round};
  if (!pending_.contains(place)) return;
  offers_.at(place).state = answer.state;
  if (answer.state != OfferState::pending) pending_.erase(place);
}

std::vector<Offer> MemoryTables::offers_of(const IncidentId& incident) const {
  std::vector<Offer> rows;
  const OfferPlace first{incident, WorkerId{}, std::numeric_limits<int>::min()};
  for (auto at = offers_.lower_bound(first); at != offers_.end() && at->second.incident == incident; ++at) {
    rows.push_back(at->second);
  }
  return rows;
}

// --- timers ---

void MemoryTables::put_timer(const IncidentId& incident, std::optional<Instant> due) {
  const auto found = timers_.find(incident);
  if (found != timers_.end()) {
    due_timers_.erase({found->second, incident});
    timers_.erase(found);
  }
  if (!due) return;
  timers_.emplace(incident, *due);
  due_timers_.emplace(*due, incident);
}

// --- messages to people outside ---

void MemoryTables::put_outside(const Message& message) { outside_.emplace(OutsidePlace{message.incident, message.id}, message); }

// --- outbox ---

void MemoryTables::put_message(const Ack& ack, Instant due) {
  const OutboxPlace place{ack.device, ack.alarm, ack.seq, ack.state};
  if (outbox_.emplace(place, OutboxRow{ack, due}).second) due_messages_.emplace(due, place);
}

std::vector<Ack> MemoryTables::claim_messages(Instant now, std::size_t max, Instant hold_until) {
  std::vector<OutboxPlace> places;
  for (auto at = due_messages_.begin(); at != due_messages_.end() && at->first <= now && places.size() < max; ++at) {
    places.push_back(at->second);
  }
  std::vector<Ack> acks;
  for (const OutboxPlace& place : places) {
    OutboxRow& row = outbox_.at(place);
    due_messages_.erase({row.due, place});
    row.due = hold_until;
    due_messages_.emplace(row.due, place);
    acks.push_back(row.ack);
  }
  return acks;
}

void MemoryTables::remove_message(const OutboxPlace& place) {
  const auto found = outbox_.find(place);
  if (found == outbox_.end()) return;
  due_messages_.erase({found->second.due, place});
  outbox_.erase(found);
}

}  // namespace lamplight::db
