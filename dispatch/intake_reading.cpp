// What intake has to know before it can judge.
#include <set>

#include "dispatch/intake.h"
#include "dispatch/joining.h"
#include "dispatch/needs.h"
#include "dispatch/second_person.h"
#include "model/limits.h"

namespace lamplight {

SituationQuery intake_query(std::span<const Signal> signals, const Town& town, Instant now) {
  SituationQuery query{.storm_since = now - limits::storm_window};
  std::set<AlarmKey> keys;
  std::set<std::string> joins;
  std::set<DistrictId> storms;
  for (const Signal& signal : signals) {
    if (compares_evidence(signal.kind, town.registers->policies)) query.evidence = true;
    keys.insert({signal.device, signal.id});
    if (signal.about) keys.insert({signal.device, *signal.about});
    if (auto key = join_key_of(signal, town); !key.empty()) {
      if (!town.registers->skills_for_two.empty()) joins.insert(second_person_key(key, IncidentId{}));
      joins.insert(std::move(key));
    }
    if (facts_of(signal.kind).foldable && !signal.test) {
      const DistrictId district = district_of(signal, town);
      storms.insert(district);
      joins.insert(area_key_of(district, signal.kind));
    }
  }
  query.alarms.assign(keys.begin(), keys.end());
  query.join_keys.assign(joins.begin(), joins.end());
  query.storm_districts.assign(storms.begin(), storms.end());
  return query;
}

Result<Situation, StoreError> read_for_intake(Ledger& ledger, SituationQuery query) {
  auto situation = ledger.situation(query);
  if (!situation) return situation;
  std::set<std::string> joins(query.join_keys.begin(), query.join_keys.end());
  const std::size_t asked = joins.size();
  for (const Incident& incident : situation.value().incidents) {
    if (incident.join_key.empty() || !joins.insert(incident.join_key).second) continue;
    joins.insert(second_person_key(incident.join_key, incident.id));
  }
  if (joins.size() == asked) return situation;
  query.join_keys.assign(joins.begin(), joins.end());
  return ledger.situation(query);
}

}  // namespace lamplight
