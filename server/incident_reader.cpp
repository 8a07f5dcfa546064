// The database first; where it is away, the same questions put to what the standby knows.
#include "server/incident_reader.h"

#include <algorithm>
#include <tuple>

#include "model/canary.h"
#include "server/clock.h"

namespace lamplight::server {
namespace {

using Wholes = std::vector<db::IncidentWhole>;

constexpr std::size_t k_all = 1'000'000;  // more than can be open

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
db::WorkerTie tie_of(const db::IncidentWhole& whole, const WorkerId& worker) {
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

IncidentReader::IncidentReader(db::Pool& pool, const Standby& standby, IncidentMirror& mirror, const Clock& clock)
    : views_(pool), standby_(standby), mirror_(mirror), clock_(clock) {}

template <class T, class FromDatabase, class FromMemory>
Result<T, StoreError> IncidentReader::ask(const FromDatabase& from_database, const FromMemory& from_memory) {
  if (!standby_.away()) {
    Answer<T> answer = from_database();
    if (answer.ok() || !standby_.away()) return answer;
  }
  return from_memory();
}

Result<std::vector<db::OpenPlace>, StoreError> IncidentReader::list_open(const db::IncidentFilter& filter,
                                                                         const db::OpenPlace& after, std::size_t max) {
  using Places = std::vector<db::OpenPlace>;
  return ask<Places>([&] { return views_.list_open(filter, after, max); },
                     [&] {
                       Places places;
                       for (const db::IncidentWhole& whole : standby_.wholes(nullptr)) {
                         const Incident& incident = whole.incident;
                         db::OpenPlace place{incident.priority, incident.opened_at, incident.id};
                         if (is_ended(incident.state) || !fits(incident, filter) || order_of(place) <= order_of(after))
                           continue;
                         places.push_back(std::move(place));
                       }
                       std::sort(places.begin(), places.end(),
                                 [](const auto& a, const auto& b) { return order_of(a) < order_of(b); });
                       if (places.size() > max) places.resize(max);
                       return places;
                     });
}

Result<std::vector<db::EndedPlace>, StoreError> IncidentReader::list_ended(const db::IncidentFilter& filter,
                                                                           const std::optional<db::EndedPlace>& after,
                                                                           std::size_t max) {
  using Places = std::vector<db::EndedPlace>;
  return ask<Places>([&] { return views_.list_ended(filter, after, max); },
                     [&] {
                       Places places;
                       for (const db::IncidentWhole& whole : standby_.wholes(nullptr)) {
                         const Incident& incident = whole.incident;
                         db::EndedPlace place{incident.changed_at, incident.id};
                         if (!is_ended(incident.state) || !fits(incident, filter)) continue;
                         if (after && order_of(place) >= order_of(*after)) continue;
                         places.push_back(std::move(place));
                       }
                       std::sort(places.begin(), places.end(),
                                 [](const auto& a, const auto& b) { return order_of(a) > order_of(b); });
                       if (places.size() > max) places.resize(max);
                       return places;
                     });
}

Result<std::vector<IncidentId>, StoreError> IncidentReader::all_open() {
  using Ids = std::vector<IncidentId>;
  return ask<Ids>([&] { return views_.all_open(); },
                  [&] {
                    Ids ids;
                    for (const db::OpenPlace& place : list_open({}, {}, k_all).value()) ids.push_back(place.id);
                    return ids;
                  });
}

Result<std::vector<IncidentId>, StoreError> IncidentReader::held_by(const WorkerId& worker) {
  using Ids = std::vector<IncidentId>;
  return ask<Ids>([&] { return views_.held_by(worker); },
                  [&] {
                    Ids ids;
                    for (const db::IncidentWhole& whole : standby_.wholes(nullptr)) {
                      if (tie_of(whole, worker).holds) ids.push_back(whole.incident.id);
                    }
                    return ids;
                  });
}

Result<std::vector<db::ChangedIncident>, StoreError> IncidentReader::changed_since(Instant since, std::size_t max) {
  using Changed = std::vector<db::ChangedIncident>;
  return ask<Changed>([&] { return views_.changed_since(since, max); },
                      [&] {
                        Changed changed;
                        for (const db::IncidentWhole& whole : standby_.wholes(nullptr)) {
                          if (whole.incident.changed_at >= since && changed.size() < max) {
                            changed.push_back({whole.incident.id, whole.incident.version});
                          }
                        }
                        return changed;
                      });
}

Result<Wholes, StoreError> IncidentReader::wholes(const std::vector<IncidentId>& ids) {
  return ask<Wholes>(
      [&] {
        auto found = views_.wholes(ids);
        if (found) mirror_.keep(found.value(), clock_.now());
        return found;
      },
      [&] { return standby_.wholes(&ids); });
}

Result<std::optional<db::IncidentWhole>, StoreError> IncidentReader::whole(const IncidentId& id) {
  auto found = wholes({id});
  if (!found) return Failure{found.error()};
  if (found.value().empty()) return std::optional<db::IncidentWhole>();
  return std::optional(std::move(found.value().front()));
}

Result<std::vector<Offer>, StoreError> IncidentReader::pending_offers(const WorkerId& worker) {
  using Offers = std::vector<Offer>;
  return ask<Offers>([&] { return views_.pending_offers(worker); },
                     [&] {
                       Offers offers;
                       for (const db::IncidentWhole& whole : standby_.wholes(nullptr)) {
                         for (const db::OfferLine& line : whole.offers) {
                           if (line.offer.worker == worker && line.offer.state == OfferState::pending)
                             offers.push_back(line.offer);
                         }
                       }
                       return offers;
                     });
}

Result<db::WorkerTie, StoreError> IncidentReader::tie_to_incident(const WorkerId& worker, const IncidentId& incident) {
  return ask<db::WorkerTie>([&] { return views_.tie_to_incident(worker, incident); },
                            [&] {
                              const std::vector<IncidentId> ids{incident};
                              const Wholes found = standby_.wholes(&ids);
                              return found.empty() ? db::WorkerTie{} : tie_of(found.front(), worker);
                            });
}

Result<db::WorkerTie, StoreError> IncidentReader::tie_to_resident(const WorkerId& worker, const ResidentId& resident) {
  return ask<db::WorkerTie>([&] { return views_.tie_to_resident(worker, resident); },
                            [&] {
                              db::WorkerTie tie;
                              for (const db::IncidentWhole& whole : standby_.wholes(nullptr)) {
                                if (whole.incident.resident != resident || is_ended(whole.incident.state)) continue;
                                const db::WorkerTie one = tie_of(whole, worker);
                                tie.holds = tie.holds || one.holds;
                                tie.offered = tie.offered || one.offered;
                              }
                              tie.known = tie.holds || tie.offered;
                              return tie;
                            });
}

Result<std::vector<AlarmRow>, StoreError> IncidentReader::alarms(Instant since, const std::string& device,
                                                                 const std::optional<db::AlarmPlace>& after,
                                                                 std::size_t max) {
  using Alarms = std::vector<AlarmRow>;
  return ask<Alarms>([&] { return views_.alarms(since, device, after, max); },
                     [&] {
                       Alarms rows = standby_.alarms();
                       std::erase_if(rows, [&](const AlarmRow& row) {
                         const bool of_canary = !row.incident && row.kind_text == k_canary_kind;
      return of_canary || row.received_at < since || (!device.empty() && row.device.text() != device) ||
                                (after && order_of(place_of(row)) >= order_of(*after));
                       });
                       std::sort(rows.begin(), rows.end(), [](const AlarmRow& a, const AlarmRow& b) {
                         return order_of(place_of(a)) > order_of(place_of(b));
                       });
                       if (rows.size() > max) rows.resize(max);
                       return rows;
                     });
}

Result<std::vector<HistoryEntry>, StoreError> IncidentReader::history_of_period(Instant from, Instant to) {
  return views_.history_of_period(from, to);
}

}  // namespace lamplight::server
