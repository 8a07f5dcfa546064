// The database; or, while it is away, the same questions put to what the standby knows.
#include "server/incident_reader.h"

#include "server/clock.h"
#include "server/standby_answers.h"

namespace lamplight::server {
namespace {

constexpr std::size_t k_all = 1'000'000;  // more than can be open

template <class Known, class Stored>
auto either(const Standby& standby, const Known& known, const Stored& stored) -> decltype(stored()) {
  if (standby.away()) return known();
  return stored();
}

}  // namespace

IncidentReader::IncidentReader(db::Pool& pool, const Standby& standby, IncidentMirror& mirror, const Clock& clock)
    : views_(pool), standby_(standby), mirror_(mirror), clock_(clock) {}

Result<std::vector<db::OpenPlace>, StoreError> IncidentReader::list_open(const db::IncidentFilter& filter,
                                                                         const db::OpenPlace& after, std::size_t max) {
  return either(
      standby_, [&] { return open_places(standby_, filter, after, max); },
      [&] { return views_.list_open(filter, after, max); });
}

Result<std::vector<db::EndedPlace>, StoreError> IncidentReader::list_ended(const db::IncidentFilter& filter,
                                                                           const std::optional<db::EndedPlace>& after,
                                                                           std::size_t max) {
  return either(
      standby_, [&] { return ended_places(standby_, filter, after, max); },
      [&] { return views_.list_ended(filter, after, max); });
}

Result<std::vector<IncidentId>, StoreError> IncidentReader::all_open() {
  const auto known = [&] {
    std::vector<IncidentId> ids;
    for (const db::OpenPlace& place : open_places(standby_, {}, {}, k_all)) ids.push_back(place.id);
    return ids;
  };
  return either(standby_, known, [&] { return views_.all_open(); });
}

Result<std::vector<IncidentId>, StoreError> IncidentReader::held_by(const WorkerId& worker) {
  return either(
      standby_, [&] { return held_incidents(standby_, worker); }, [&] { return views_.held_by(worker); });
}

Result<std::vector<db::ChangedIncident>, StoreError> IncidentReader::changed_since(Instant since, std::size_t max) {
  return either(
      standby_, [&] { return changed_incidents(standby_, since, max); },
      [&] { return views_.changed_since(since, max); });
}

Result<std::vector<db::IncidentWhole>, StoreError> IncidentReader::wholes(const std::vector<IncidentId>& ids) {
  const auto stored = [&] {
    auto found = views_.wholes(ids);
    if (found) mirror_.keep(found.value(), clock_.now());
    return found;
  };
  return either(
      standby_, [&] { return standby_.wholes(ids); }, stored);
}

Result<std::optional<db::IncidentWhole>, StoreError> IncidentReader::whole(const IncidentId& id) {
  auto found = wholes({id});
  if (!found) return Failure{found.error()};
  if (found.value().empty()) return std::optional<db::IncidentWhole>();
  return std::optional(std::move(found.value().front()));
}

// Nothing that the standby could stand in with: it keeps whole ones.
Result<std::vector<db::IncidentWhole>, StoreError> IncidentReader::summaries(const std::vector<IncidentId>& ids) {
  return either(
      standby_, [&] { return standby_.wholes(ids); }, [&] { return views_.summaries(ids); });
}

Result<std::vector<Offer>, StoreError> IncidentReader::pending_offers(const WorkerId& worker) {
  return either(
      standby_, [&] { return standby_.pending_offers(worker); }, [&] { return views_.pending_offers(worker); });
}

Result<db::WorkerTie, StoreError> IncidentReader::tie_to_incident(const WorkerId& worker, const IncidentId& incident) {
  return either(
      standby_, [&] { return tie_of(standby_, worker, incident); },
      [&] { return views_.tie_to_incident(worker, incident); });
}

Result<db::WorkerTie, StoreError> IncidentReader::tie_to_resident(const WorkerId& worker, const ResidentId& resident) {
  return either(
      standby_, [&] { return tie_of(standby_, worker, resident); },
      [&] { return views_.tie_to_resident(worker, resident); });
}

Result<std::vector<AlarmRow>, StoreError> IncidentReader::alarms(Instant since, const std::string& device,
                                                                 const std::optional<db::AlarmPlace>& after,
                                                                 std::size_t max) {
  return either(
      standby_, [&] { return alarms_known(standby_, since, device, after, max); },
      [&] { return views_.alarms(since, device, after, max); });
}

Result<std::vector<HistoryEntry>, StoreError> IncidentReader::history_of_period(Instant from, Instant to) {
  return views_.history_of_period(from, to);
}

Result<std::vector<ReportedIncident>, StoreError> IncidentReader::incidents_of_period(Instant from, Instant to) {
  return views_.incidents_of_period(from, to);
}

}  // namespace lamplight::server
