// The tables of alarms and incidents in memory, with the keys and indexes that MySQL keeps for them.
//
// Used by db/memory_ledger and db/memory_outbox, which share one and hold its mutex for each call. The
// simulation reads the story afterwards.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dispatch/changes.h"

namespace lamplight::db {

class MemoryTables {
 public:
  using AlarmPlace = std::tuple<DeviceId, AlarmId, int>;
  using OfferPlace = std::tuple<IncidentId, WorkerId, int>;
  using OutboxPlace = std::tuple<DeviceId, AlarmId, std::int64_t, AckState>;
  struct OutboxRow {
    Ack ack;
    Instant due{};
  };

  // Incidents. A taken key, or an update that finds another version, is refused and changes nothing.
  [[nodiscard]] bool insert(const Incident& incident);
  [[nodiscard]] bool update(const Incident& incident);
  // Puts back what was there before; what is to be undone has no key that is taken by then.
  void restore(const IncidentId& id, const Incident* before);
  [[nodiscard]] const Incident* find(const IncidentId& id) const;
  [[nodiscard]] const Incident* find_joinable(const std::string& join_key) const;
  [[nodiscard]] const std::unordered_set<IncidentId>& held() const { return held_; }
  [[nodiscard]] const std::unordered_map<IncidentId, Incident>& incidents() const { return incidents_; }

  // Alarms.
  [[nodiscard]] bool insert(const AlarmRow& alarm, const std::optional<DistrictId>& storm_district);
  void remove_alarm(const AlarmPlace& place, const std::optional<DistrictId>& storm_district);
  void repeat(const AlarmPlace& place, int times, std::optional<Instant> at);
  [[nodiscard]] std::vector<AlarmRow> generations(const DeviceId& device, const AlarmId& id) const;
  [[nodiscard]] std::vector<AlarmRow> alarms_of(const IncidentId& incident) const;
  [[nodiscard]] std::size_t storm_signals(const DistrictId& district, Instant since, std::size_t most) const;
  [[nodiscard]] const std::map<AlarmPlace, AlarmRow>& alarms() const { return alarms_; }

  // Offers.
  [[nodiscard]] bool insert(const Offer& offer);
  void remove_offer(const OfferPlace& place);
  void answer(const OfferAnswer& answer);
  [[nodiscard]] std::vector<Offer> offers_of(const IncidentId& incident) const;
  [[nodiscard]] const std::set<OfferPlace>& pending_offers() const { return pending_; }

  // Timers.
  void put_timer(const IncidentId& incident, std::optional<Instant> due);
  [[nodiscard]] const std::set<std::pair<Instant, IncidentId>>& timers() const { return due_timers_; }

  // Outbox. The first row of a key stays.
  void put_message(const Ack& ack, Instant due);
  [[nodiscard]] std::vector<Ack> claim_messages(Instant now, std::size_t max, Instant hold_until);
  void remove_message(const OutboxPlace& place);
  [[nodiscard]] std::size_t messages() const { return outbox_.size(); }

  // Messages to people outside; one that is there already stays.
  void put_outside(const Message& message);
  using OutsidePlace = std::pair<IncidentId, MessageId>;
  [[nodiscard]] const std::map<OutsidePlace, Message>& outside() const { return outside_; }

  // The story, in the order in which it was written.
  std::vector<Evidence> evidence;
  std::vector<HistoryEntry> history;
  std::vector<AuditEntry> audit;

  // Held for each call of a ledger or an outbox.
  std::mutex mutex;

 private:
  void index(const Incident& incident);
  void unindex(const Incident& incident);
  // Whether another incident has a key that this one would take.
  [[nodiscard]] bool takes_taken_key(const Incident& incident) const;

  std::unordered_map<IncidentId, Incident> incidents_;
  std::unordered_map<std::string, IncidentId> joinable_;
  std::unordered_map<WorkerId, IncidentId> busy_;
  std::unordered_set<IncidentId> held_;

  std::map<AlarmPlace, AlarmRow> alarms_;
  std::unordered_map<IncidentId, std::vector<AlarmPlace>> alarms_by_incident_;
  std::map<DistrictId, std::multiset<Instant>> storms_;

  std::map<OfferPlace, Offer> offers_;
  std::set<OfferPlace> pending_;

  std::unordered_map<IncidentId, Instant> timers_;
  std::set<std::pair<Instant, IncidentId>> due_timers_;

  std::map<OutsidePlace, Message> outside_;

  std::map<OutboxPlace, OutboxRow> outbox_;
  std::set<std::pair<Instant, OutboxPlace>> due_messages_;
};

}  // namespace lamplight::db
