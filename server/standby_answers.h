// The questions of db::IncidentViews, put to what the standby knows. Used by server/incident_reader; any thread.
#pragma once

#include "db/incident_views.h"
#include "server/standby.h"

namespace lamplight::server {

[[nodiscard]] std::vector<db::OpenPlace> open_places(const Standby& standby, const db::IncidentFilter& filter,
                                                     const db::OpenPlace& after, std::size_t max);
[[nodiscard]] std::vector<db::EndedPlace> ended_places(const Standby& standby, const db::IncidentFilter& filter,
                                                       const std::optional<db::EndedPlace>& after, std::size_t max);
[[nodiscard]] std::vector<IncidentId> held_incidents(const Standby& standby, const WorkerId& worker);
[[nodiscard]] std::vector<db::ChangedIncident> changed_incidents(const Standby& standby, Instant since,
                                                                 std::size_t max);
[[nodiscard]] db::WorkerTie tie_of(const Standby& standby, const WorkerId& worker, const IncidentId& incident);
[[nodiscard]] db::WorkerTie tie_of(const Standby& standby, const WorkerId& worker, const ResidentId& resident);
[[nodiscard]] std::vector<AlarmRow> alarms_known(const Standby& standby, Instant since, const std::string& device,
                                                 const std::optional<db::AlarmPlace>& after, std::size_t max);

}  // namespace lamplight::server
