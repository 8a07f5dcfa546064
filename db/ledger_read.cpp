// As few questions as possible: none for an empty list, one for all offers.
#include "db/ledger_read.h"

#include <algorithm>
#include <set>

#include "db/effects.h"
#include "db/incident_rows.h"
#include "db/statements_incidents.h"
#include "dispatch/joining.h"
#include "model/limits.h"

namespace lamplight::db {
namespace {

template <class Values>
Params list_of(const Values& values) {
  Params params;
  params.reserve(values.size());
  for (const auto& value : values) params.emplace_back(value);
  return params;
}

void read_alarms(Session& session, const SituationQuery& query, Situation& into) {
  const std::set<AlarmKey> keys{query.alarms.begin(), query.alarms.end()};
  std::vector<Params> alternatives;
  alternatives.reserve(keys.size());
  for (const AlarmKey& key : keys) alternatives.push_back({key.device, key.id});
  session.query_any(k_select_alarms, alternatives, [&](const Row& row) { into.alarms.push_back(alarm_of(row)); });
}

// Those asked for by id, those of the alarms found, those that a new signal would join.
void read_incidents(Session& session, const SituationQuery& query, Situation& into) {
  std::set<IncidentId> ids{query.incidents.begin(), query.incidents.end()};
  for (const AlarmRow& alarm : into.alarms) {
    if (alarm.incident) ids.insert(*alarm.incident);
  }
  std::set<IncidentId> found;
  const auto keep = [&](const Row& row) {
    Incident incident = incident_of(row);
    if (found.insert(incident.id).second) into.incidents.push_back(std::move(incident));
  };
  session.query_in(k_select_incidents, {}, list_of(ids), {}, keep);
  const std::set<std::string> join_keys{query.join_keys.begin(), query.join_keys.end()};
  session.query_in(k_select_joinable_incidents, {}, list_of(join_keys), {}, keep);
}

void read_offers(Session& session, Situation& into) {
  Params ids;
  for (const Incident& incident : into.incidents) ids.emplace_back(incident.id);
  session.query_in(k_select_offers, {}, ids, {}, [&](const Row& row) { into.offers.push_back(offer_of(row)); });
}

void read_evidence(Session& session, Situation& into) {
  Params ids;
  for (const Incident& incident : into.incidents) {
    if (!is_area(incident)) ids.emplace_back(incident.id);
  }
  session.query_in(k_select_evidence_words, {}, ids, {}, [&](const Row& row) {
    into.evidence.push_back({row.id<IncidentId>(0), row.text(1), row.text(2)});
  });
}

void read_storms(Session& session, const SituationQuery& query, Situation& into) {
  const std::set<DistrictId> districts{query.storm_districts.begin(), query.storm_districts.end()};
  for (const DistrictId& district : districts) {
    const Params params{district, query.storm_since, static_cast<std::int64_t>(limits::storm_signals_min)};
    session.query(k_count_storm_signals, params, [&](const Row& row) {
      if (row.integer(0) > 0) into.storm_signals[district] = static_cast<int>(row.integer(0));
    });
  }
}

}  // namespace

Situation read_situation(Session& session, const SituationQuery& query) {
  Situation situation;
  read_alarms(session, query, situation);
  read_incidents(session, query, situation);
  read_offers(session, situation);
  if (query.evidence) read_evidence(session, situation);
  if (query.commitments) {
    session.query(k_select_commitments, {},
                  [&](const Row& row) { situation.commitments.push_back(commitment_of(row)); });
  }
  read_storms(session, query, situation);
  sort_situation(situation);
  return situation;
}

}  // namespace lamplight::db
