// Reading incidents: ids in order, then four statements for any number of them.
#include "db/incident_views.h"

#include <algorithm>
#include <limits>

#include "db/columns.h"
#include "db/incident_rows.h"
#include "db/statements_messages.h"
#include "db/statements_views.h"

namespace lamplight::db {
namespace {

using Wholes = std::map<IncidentId, IncidentWhole>;

std::int64_t as_limit(std::size_t max) {
  return static_cast<std::int64_t>(max);
}

std::string text_or_nothing(const Row& row, unsigned column) {
  return row.null(column) ? std::string() : row.text(column);
}

Params list_of(const std::vector<IncidentId>& ids) {
  return Params(ids.begin(), ids.end());
}

// The incident that a row belongs to by its first column; it was read a moment ago, so it is there.
IncidentWhole* owner_of(Wholes& wholes, const Row& row) {
  const auto found = wholes.find(row.id<IncidentId>(0));
  return found == wholes.end() ? nullptr : &found->second;
}

void read_incidents(Session& session, const Params& ids, Wholes& wholes) {
  session.query_in(k_view_incidents, {}, ids, {}, [&](const Row& row) {
    IncidentWhole whole;
    whole.incident = incident_of(row);
    whole.resident_name = text_or_nothing(row, 29);
    whole.resident_district = DistrictId{text_or_nothing(row, 30)};
    whole.worker_name = text_or_nothing(row, 31);
    whole.acknowledged_name = text_or_nothing(row, 32);
    wholes.emplace(whole.incident.id, std::move(whole));
  });
}

void read_evidence(Session& session, const Params& ids, Wholes& wholes) {
  session.query_in(k_view_evidence, {}, ids, {}, [&](const Row& row) {
    if (IncidentWhole* whole = owner_of(wholes, row)) {
      whole->evidence.push_back({whole->incident.id, row.instant(1), row.text(2), row.id<DeviceId>(3),
                                 row.id<AlarmId>(4), row.text(5), row.text(6), row.text(7)});
    }
  });
}

void read_history(Session& session, const Params& ids, Wholes& wholes) {
  session.query_in(k_view_history, {}, ids, {}, [&](const Row& row) {
    if (IncidentWhole* whole = owner_of(wholes, row)) {
      whole->history.push_back(
          {{whole->incident.id, row.instant(1), row.text(2), row.text(3), row.id_or_nothing<WorkerId>(4), row.text(5)},
           text_or_nothing(row, 6),
           text_or_nothing(row, 7)});
    }
  });
}

void read_offers(Session& session, const Params& ids, Wholes& wholes) {
  session.query_in(k_view_offers, {}, ids, {}, [&](const Row& row) {
    if (IncidentWhole* whole = owner_of(wholes, row))
      whole->offers.push_back({offer_of(row), text_or_nothing(row, 10)});
  });
}

void read_messages(Session& session, const Params& ids, Wholes& wholes) {
  session.query_in(k_view_messages, {}, ids, {}, [&](const Row& row) {
    IncidentWhole* whole = owner_of(wholes, row);
    if (whole == nullptr) return;
    MessageLine line{row.id<MessageId>(1),
                     row.text(2),
                     row.text(3),
                     row.text(4),
                     row.text(5),
                     row.text(6),
                     row.text(7),
                     text_or_nothing(row, 16),
                     row.text(8),
                     static_cast<int>(row.integer(9)),
                     row.instant(10),
                     row.instant_or_nothing(11),
                     row.instant_or_nothing(12),
                     row.instant_or_nothing(13)};
    if (line.name.empty()) line.name = text_or_nothing(row, row.null(14) ? 15 : 14);
    whole->messages.push_back(std::move(line));
  });
}

void read_alarms(Session& session, const Params& ids, Wholes& wholes) {
  session.query_in(k_view_alarms, {}, ids, {}, [&](const Row& row) {
    AlarmRow alarm = alarm_of(row);
    const auto found = alarm.incident ? wholes.find(*alarm.incident) : wholes.end();
    if (found != wholes.end()) found->second.alarms.push_back(std::move(alarm));
  });
  for (auto& [id, whole] : wholes) note_flags(whole);
}

void add_flags(IncidentWhole& whole, const std::string& flags) {
  for (std::string& flag : split(flags)) {
    if (std::find(whole.flags.begin(), whole.flags.end(), flag) == whole.flags.end())
      whole.flags.push_back(std::move(flag));
  }
}

void read_flags(Session& session, const Params& ids, Wholes& wholes) {
  session.query_in(k_view_flags, {}, ids, {}, [&](const Row& row) {
    if (IncidentWhole* whole = owner_of(wholes, row)) add_flags(*whole, row.text(1));
  });
}

std::vector<IncidentWhole> in_order(const std::vector<IncidentId>& ids, Wholes found) {
  std::vector<IncidentWhole> ordered;
  for (const IncidentId& id : ids) {
    const auto place = found.find(id);
    if (place == found.end()) continue;
    ordered.push_back(std::move(place->second));
    found.erase(place);
  }
  return ordered;
}

}  // namespace

void note_flags(IncidentWhole& whole) {
  whole.flags.clear();
  for (const AlarmRow& alarm : whole.alarms) add_flags(whole, alarm.flags);
}

Result<std::vector<OpenPlace>, StoreError> IncidentViews::list_open(const IncidentFilter& filter,
                                                                    const OpenPlace& after, std::size_t max) {
  return pool_.run<std::vector<OpenPlace>>([&](Session& session) {
    std::vector<OpenPlace> places;
    session.query(
        k_list_open_incidents,
        {filter.district, filter.district, filter.resident, filter.resident, filter.state, filter.state, filter.since,
         after.priority, after.priority, after.opened_at, after.opened_at, after.id, as_limit(max)},
        [&](const Row& row) {
          places.push_back({static_cast<int>(row.integer(1)), row.instant(2), row.id<IncidentId>(0)});
        });
    return places;
  });
}

Result<std::vector<EndedPlace>, StoreError> IncidentViews::list_ended(const IncidentFilter& filter,
                                                                      const std::optional<EndedPlace>& after,
                                                                      std::size_t max) {
  const EndedPlace from =
      after.value_or(EndedPlace{instant_of_ms(std::numeric_limits<std::int64_t>::max()), IncidentId{}});
  return pool_.run<std::vector<EndedPlace>>([&](Session& session) {
    std::vector<EndedPlace> places;
    session.query(k_list_ended_incidents,
                  {filter.district, filter.district, filter.resident, filter.resident, filter.state, filter.state,
                   filter.since, from.changed_at, from.changed_at, from.id, as_limit(max)},
                  [&](const Row& row) {
                    places.push_back({row.instant(1), row.id<IncidentId>(0)});
                  });
    return places;
  });
}

Result<std::vector<IncidentId>, StoreError> IncidentViews::all_open() {
  return pool_.run<std::vector<IncidentId>>([&](Session& session) {
    std::vector<IncidentId> ids;
    session.query(k_list_all_open_incidents, {}, [&](const Row& row) { ids.push_back(row.id<IncidentId>(0)); });
    return ids;
  });
}

Result<std::vector<IncidentId>, StoreError> IncidentViews::held_by(const WorkerId& worker) {
  return pool_.run<std::vector<IncidentId>>([&](Session& session) {
    std::vector<IncidentId> ids;
    session.query(k_list_held_incidents, {worker}, [&](const Row& row) { ids.push_back(row.id<IncidentId>(0)); });
    return ids;
  });
}

Result<std::vector<ChangedIncident>, StoreError> IncidentViews::changed_since(Instant since, std::size_t max) {
  return pool_.run<std::vector<ChangedIncident>>([&](Session& session) {
    std::vector<ChangedIncident> changed;
    session.query(k_list_changed_incidents, {since, as_limit(max)}, [&](const Row& row) {
      changed.push_back({row.id<IncidentId>(0), row.integer(1)});
    });
    return changed;
  });
}

Result<std::vector<IncidentWhole>, StoreError> IncidentViews::wholes(const std::vector<IncidentId>& ids) {
  return pool_.run<std::vector<IncidentWhole>>([&](Session& session) {
    if (ids.empty()) return std::vector<IncidentWhole>();
    Wholes found;
    const Params list = list_of(ids);
    // The row first: what is added to the story meanwhile belongs to a later version.
    read_incidents(session, list, found);
    read_evidence(session, list, found);
    read_history(session, list, found);
    read_offers(session, list, found);
    read_messages(session, list, found);
    read_alarms(session, list, found);
    return in_order(ids, std::move(found));
  });
}

Result<std::vector<IncidentWhole>, StoreError> IncidentViews::summaries(const std::vector<IncidentId>& ids) {
  return pool_.run<std::vector<IncidentWhole>>([&](Session& session) {
    if (ids.empty()) return std::vector<IncidentWhole>();
    Wholes found;
    const Params list = list_of(ids);
    read_incidents(session, list, found);
    read_flags(session, list, found);
    return in_order(ids, std::move(found));
  });
}

Result<std::optional<IncidentWhole>, StoreError> IncidentViews::whole(const IncidentId& id) {
  auto found = wholes({id});
  if (!found) return Failure{found.error()};
  if (found.value().empty()) return std::optional<IncidentWhole>();
  return std::optional(std::move(found.value().front()));
}

Result<std::vector<Offer>, StoreError> IncidentViews::pending_offers(const WorkerId& worker) {
  return pool_.run<std::vector<Offer>>([&](Session& session) {
    std::vector<Offer> offers;
    session.query(k_list_pending_offers, {worker}, [&](const Row& row) { offers.push_back(offer_of(row)); });
    return offers;
  });
}

Result<WorkerTie, StoreError> IncidentViews::tie_to_incident(const WorkerId& worker, const IncidentId& incident) {
  return pool_.run<WorkerTie>([&](Session& session) {
    WorkerTie tie;
    session.query(k_find_relation_to_incident, {worker, worker, worker, worker, incident}, [&](const Row& row) {
      const auto state = incident_state_named(row.text(0));
      tie.known = true;
      tie.holds = !row.null(1) && row.truth(1) && state && !is_ended(*state);
      tie.offered = row.truth(2);
      tie.former = row.truth(3) || row.truth(4);
    });
    return tie;
  });
}

Result<WorkerTie, StoreError> IncidentViews::tie_to_resident(const WorkerId& worker, const ResidentId& resident) {
  return pool_.run<WorkerTie>([&](Session& session) {
    WorkerTie tie;
    session.query(k_find_relation_to_resident, {worker, worker, resident}, [&](const Row& row) {
      tie.holds = !row.null(0) && row.truth(0);
      tie.offered = !row.null(1) && row.truth(1);
      tie.known = tie.holds || tie.offered;
    });
    return tie;
  });
}

Result<std::vector<AlarmRow>, StoreError> IncidentViews::alarms(Instant since, const std::string& device,
                                                                const std::optional<AlarmPlace>& after,
                                                                std::size_t max) {
  const AlarmPlace from =
      after.value_or(AlarmPlace{instant_of_ms(std::numeric_limits<std::int64_t>::max()), {}, {}, 0});
  return pool_.run<std::vector<AlarmRow>>([&](Session& session) {
    std::vector<AlarmRow> alarms;
    session.query(k_list_alarms,
                  {since, device, device, from.received_at, from.received_at, from.device, from.id, from.generation,
                   as_limit(max)},
                  [&](const Row& row) { alarms.push_back(alarm_of(row)); });
    return alarms;
  });
}

Result<std::vector<HistoryEntry>, StoreError> IncidentViews::history_of_period(Instant from, Instant to) {
  return pool_.run<std::vector<HistoryEntry>>([&](Session& session) {
    std::vector<HistoryEntry> entries;
    session.query(k_list_history_of_period, {from, to}, [&](const Row& row) {
      entries.push_back({row.id<IncidentId>(0), row.instant(1), row.text(2), row.text(3),
                         row.id_or_nothing<WorkerId>(4), row.text(5)});
    });
    return entries;
  });
}

Result<std::vector<ReportedIncident>, StoreError> IncidentViews::incidents_of_period(Instant from, Instant to) {
  return pool_.run<std::vector<ReportedIncident>>([&](Session& session) {
    std::vector<ReportedIncident> incidents;
    session.query(k_list_incidents_of_period, {from, to}, [&](const Row& row) {
      incidents.push_back({row.id<IncidentId>(0), row.id<DistrictId>(1), row.id_or_nothing<ResidentId>(2),
                           outcome_named(row.text(3)), row.text(4)});
    });
    return incidents;
  });
}

}  // namespace lamplight::db
