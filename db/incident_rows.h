// The rows of alarms, incidents, offers and messages, between values and columns.
//
// Used by the MySQL stores of db/; the orders of columns are those of db/statements_incidents.h. A word
// in the database that no enumeration knows throws DbFault(other): another program has written it.
#pragma once

#include "db/session.h"
#include "dispatch/changes.h"
#include "dispatch/situation.h"
#include "model/ack.h"
#include "model/incident.h"

namespace lamplight::db {

[[nodiscard]] Params params_of(const Incident& incident);         // as k_insert_incidents
[[nodiscard]] Params update_params_of(const Incident& incident);  // as k_update_incident
[[nodiscard]] Params params_of(const AlarmRow& alarm, const std::optional<DistrictId>& storm_district);
[[nodiscard]] Params params_of(const Evidence& evidence);
[[nodiscard]] Params params_of(const HistoryEntry& entry);
[[nodiscard]] Params params_of(const AuditEntry& entry);
[[nodiscard]] Params params_of(const Offer& offer);
[[nodiscard]] Params params_of(const Message& message);  // as k_insert_messages
[[nodiscard]] Params params_of(const Ack& ack, Instant due);  // as k_insert_outbox

[[nodiscard]] Incident incident_of(const Row& row);  // as k_select_incidents
[[nodiscard]] AlarmRow alarm_of(const Row& row);
[[nodiscard]] Offer offer_of(const Row& row);
[[nodiscard]] Commitment commitment_of(const Row& row);
[[nodiscard]] Ack ack_of(const Row& row);

}  // namespace lamplight::db
