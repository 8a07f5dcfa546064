// Incidents for whoever reads them: from the database, or from the standby while that is away.
//
// Has the calls of db::IncidentViews. Used by server/http on request threads and by the live feed's
// reader; any thread. What is read from the database is kept in the mirror on the way.
#pragma once

#include "db/incident_views.h"
#include "server/incident_mirror.h"
#include "server/standby.h"

namespace lamplight::server {

class IncidentReader {
 public:
  IncidentReader(db::Pool& pool, const Standby& standby, IncidentMirror& mirror, const Clock& clock);

  template <class T>
  using Answer = Result<T, StoreError>;

  // Whether answers come from memory at the moment.
  [[nodiscard]] bool database_away() const { return standby_.away(); }

  [[nodiscard]] Answer<std::vector<db::OpenPlace>> list_open(const db::IncidentFilter& filter,
                                                             const db::OpenPlace& after, std::size_t max);
  // While the database is away: of what ended lately.
  [[nodiscard]] Answer<std::vector<db::EndedPlace>> list_ended(const db::IncidentFilter& filter,
                                                               const std::optional<db::EndedPlace>& after,
                                                               std::size_t max);
  [[nodiscard]] Answer<std::vector<IncidentId>> all_open();
  [[nodiscard]] Answer<std::vector<IncidentId>> held_by(const WorkerId& worker);
  [[nodiscard]] Answer<std::vector<db::ChangedIncident>> changed_since(Instant since, std::size_t max);
  [[nodiscard]] Answer<std::vector<db::IncidentWhole>> wholes(const std::vector<IncidentId>& ids);
  [[nodiscard]] Answer<std::optional<db::IncidentWhole>> whole(const IncidentId& id);
  [[nodiscard]] Answer<std::vector<db::IncidentWhole>> summaries(const std::vector<IncidentId>& ids);
  [[nodiscard]] Answer<std::vector<Offer>> pending_offers(const WorkerId& worker);
  [[nodiscard]] Answer<db::WorkerTie> tie_to_incident(const WorkerId& worker, const IncidentId& incident);
  [[nodiscard]] Answer<db::WorkerTie> tie_to_resident(const WorkerId& worker, const ResidentId& resident);
  // While the database is away: of open incidents and of what came since.
  [[nodiscard]] Answer<std::vector<AlarmRow>> alarms(Instant since, const std::string& device,
                                                     const std::optional<db::AlarmPlace>& after, std::size_t max);
  // Not from memory.
  [[nodiscard]] Answer<std::vector<HistoryEntry>> history_of_period(Instant from, Instant to);
  [[nodiscard]] Answer<std::vector<ReportedIncident>> incidents_of_period(Instant from, Instant to);

 private:
  db::IncidentViews views_;
  const Standby& standby_;
  IncidentMirror& mirror_;
  const Clock& clock_;
};

}  // namespace lamplight::server
