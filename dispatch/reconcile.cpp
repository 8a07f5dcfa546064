// Moving a decision from the moment it was made to the moment it is written.
#include "dispatch/reconcile.h"

#include <algorithm>

namespace lamplight {
namespace {

constexpr const char* k_server = "server";

const Incident* find(const std::vector<Incident>& incidents, const IncidentId& id) {
  const auto found =
      std::find_if(incidents.begin(), incidents.end(), [&](const Incident& incident) { return incident.id == id; });
  return found == incidents.end() ? nullptr : &*found;
}

// A deadline of this very decision gets its whole time; one that stood before stays where it was.
void bring_deadline(Incident& incident, const Incident* before, Millis late) {
  if (!incident.deadline || (before != nullptr && incident.deadline == before->deadline)) return;
  const bool same_wait = before != nullptr && before->deadline && before->state == incident.state &&
                         before->deadline->what == incident.deadline->what;
  incident.deadline->at += late;
  if (same_wait) incident.deadline->at = std::min(incident.deadline->at, before->deadline->at);
}

}  // namespace

Changes brought_to(Changes changes, const Situation& before, Instant then, Instant now) {
  const Millis late = std::max(Millis{0}, now - then);
  for (auto* rows : {&changes.opened, &changes.updated}) {
    for (Incident& incident : *rows) {
      incident.changed_at = std::max(incident.changed_at, now);
      bring_deadline(incident, find(before.incidents, incident.id), late);
    }
  }
  for (Offer& offer : changes.offers) {
    if (offer.state == OfferState::pending) offer.expires_at += late;
  }
  return changes;
}

Changes tell_what_stands(const LastTold& told, Situation situation, const Town& town, const TravelTime& travel,
                         Instant now) {
  Draft draft(std::move(situation), town, travel, now);
  std::map<IncidentId, std::int64_t> heard;  // of incidents that must speak: the highest seq any home has of it
  for (const AlarmRow& alarm : draft.situation().alarms) {
    const auto last = told.find({alarm.device, alarm.id});
    const Incident* incident = alarm.incident ? draft.find(*alarm.incident) : nullptr;
    // Of an id that was used again only the last alarm is spoken of.
    if (last == told.end() || incident == nullptr || !alarm.answerable) continue;
    if (alarm.generation != draft.generations(alarm.device, alarm.id).back().generation) continue;
    const std::int64_t of_incident = last->second.seq - alarm.seq_base;
    const bool as_it_stands =
        last->second.state == ack_state_of(incident->state) || last->second.state == AckState::rejected;
    if (of_incident < incident->ack_seq || (of_incident == incident->ack_seq && as_it_stands)) continue;
    auto& highest = heard[incident->id];
    highest = std::max(highest, of_incident);
  }
  for (const auto& [id, seq] : heard) {
    draft.edit(id).ack_seq = seq;
    draft.note(id, k_server, "told_again");
    draft.tell_all(id);
  }
  return draft.take();
}

}  // namespace lamplight
