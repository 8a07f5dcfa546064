// One look, and a second one where the first says that more is concerned.
#include "server/command_situation.h"

namespace lamplight::server {

const Incident* found_in(const Situation& situation, const IncidentId& id) {
  for (const Incident& incident : situation.incidents) {
    if (incident.id == id) return &incident;
  }
  return nullptr;
}

Result<Situation, StoreError> situation_for(Ledger& ledger, const Command& command, const IncidentId& incident) {
  SituationQuery query;
  query.incidents = {incident};
  auto situation = ledger.situation(query);
  if (!situation) return situation;
  const Incident* known = found_in(situation.value(), incident);
  if (known != nullptr) query.join_keys = also_joined(command, *known);
  for (IncidentId& other : also_concerned(command, incident, situation.value())) {
    query.incidents.push_back(std::move(other));
  }
  if (query.join_keys.empty() && query.incidents.size() == 1) return situation;
  return ledger.situation(query);
}

}  // namespace lamplight::server
