// In the orders of db/statements_views.
#include "server/standby_answers.h"

#include <algorithm>
#include <tuple>

#include "model/canary.h"

namespace lamplight::server {
namespace {

bool fits(const Incident& incident, const db::IncidentFilter& filter) {
  if (!filter.district.empty() && incident.district.text() != filter.district) return false;
  if (!filter.resident.empty() && (!incident.resident || incident.resident->text() != filter.resident)) return false;
  if (!filter.state.empty() && name_of(incident.state) != filter.state) return false;
  return incident.changed_at >= filter.since;
}

auto order_of(const db::OpenPlace& place) {
  return std::tie(place.priority, place.opened_at, place.id);
}
auto order_of(const db::EndedPlace& place) {
  return std::tie(place.changed_at, place.id);
}
auto order_of(const db::AlarmPlace& place) {
  return std::tie(place.received_at, place.device, place.id, place.generation);
}
db::AlarmPlace place_of(const AlarmRow& alarm) {
  return {alarm.received_at, alarm.device, alarm.id, alarm.generation};
}

// What binds her to this one incident.
db::WorkerTie tie_to(const db::IncidentWhole& whole, const WorkerId& worker) {
  db::WorkerTie tie;
  tie.known = true;
  tie.holds = whole.incident.worker == worker && !is_ended(whole.incident.state);
  for (const db::OfferLine& line : whole.offers) {
    if (line.offer.worker != worker) continue;
    tie.former = true;
    tie.offered = tie.offered || line.offer.state == OfferState::pending;
  }
  for (const db::HistoryLine& line : whole.history) tie.former = tie.former || line.entry.worker == worker;
  return tie;
}

}  // namespace

std::vector<db::OpenPlace> open_places(const Standby& standby, const db::IncidentFilter& filter,
                                       const db::OpenPlace& after, std::size_t max) {
  std::vector<db::OpenPlace> places;
  standby.each_incident([&](const Incident& incident) {
    db::OpenPlace place{incident.priority, incident.opened_at, incident.id};
    if (is_ended(incident.state) || !fits(incident, filter) || order_of(place) <= order_of(after)) return;
    places.push_back(std::move(place));
  });
  std::sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return order_of(a) < order_of(b); });
  if (places.size() > max) places.resize(max);
  return places;
}

std::vector<db::EndedPlace> ended_places(const Standby& standby, const db::IncidentFilter& filter,
                                         const std::optional<db::EndedPlace>& after, std::size_t max) {
  std::vector<db::EndedPlace> places;
  standby.each_incident([&](const Incident& incident) {
    db::EndedPlace place{incident.changed_at, incident.id};
    if (!is_ended(incident.state) || !fits(incident, filter)) return;
    if (after && order_of(place) >= order_of(*after)) return;
    places.push_back(std::move(place));
  });
  std::sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return order_of(a) > order_of(b); });
  if (places.size() > max) places.resize(max);
  return places;
}

std::vector<IncidentId> held_incidents(const Standby& standby, const WorkerId& worker) {
  std::vector<IncidentId> ids;
  standby.each_incident([&](const Incident& incident) {
    if (incident.worker == worker && !is_ended(incident.state)) ids.push_back(incident.id);
  });
  return ids;
}

std::vector<db::ChangedIncident> changed_incidents(const Standby& standby, Instant since, std::size_t max) {
  std::vector<db::ChangedIncident> changed;
  standby.each_incident([&](const Incident& incident) {
    if (incident.changed_at >= since && changed.size() < max) changed.push_back({incident.id, incident.version});
  });
  return changed;
}

db::WorkerTie tie_of(const Standby& standby, const WorkerId& worker, const IncidentId& incident) {
  const auto found = standby.wholes({incident});
  return found.empty() ? db::WorkerTie{} : tie_to(found.front(), worker);
}

db::WorkerTie tie_of(const Standby& standby, const WorkerId& worker, const ResidentId& resident) {
  std::vector<IncidentId> ids;
  standby.each_incident([&](const Incident& incident) {
    if (incident.resident == resident && !is_ended(incident.state)) ids.push_back(incident.id);
  });
  db::WorkerTie tie;
  for (const db::IncidentWhole& whole : standby.wholes(ids)) {
    const db::WorkerTie one = tie_to(whole, worker);
    tie.holds = tie.holds || one.holds;
    tie.offered = tie.offered || one.offered;
  }
  tie.known = tie.holds || tie.offered;
  return tie;
}

std::vector<AlarmRow> alarms_known(const Standby& standby, Instant since, const std::string& device,
                                   const std::optional<db::AlarmPlace>& after, std::size_t max) {
  std::vector<AlarmRow> rows = standby.alarms();
  std::erase_if(rows, [&](const AlarmRow& row) {
    const bool of_canary = !row.incident && row.kind_text == k_canary_kind;
    const bool other_device = !device.empty() && row.device.text() != device;
    return of_canary || other_device || row.received_at < since ||
           (after && order_of(place_of(row)) >= order_of(*after));
  });
  std::sort(rows.begin(), rows.end(),
            [](const AlarmRow& a, const AlarmRow& b) { return order_of(place_of(a)) > order_of(place_of(b)); });
  if (rows.size() > max) rows.resize(max);
  return rows;
}

}  // namespace lamplight::server
