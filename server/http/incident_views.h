// Incidents, offers, candidates and alarms as JSON (contracts §3). Pure.
//
// Used by the handlers and by the live feed, so that an event and an answer have one shape. How much of
// an incident is shown follows from the reader's fields, which permission has decided.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/incident_views.h"
#include "db/resident_records.h"
#include "dispatch/matcher.h"
#include "dispatch/town.h"
#include "server/permission.h"

namespace lamplight::server::http {

struct Reader {
  Fields fields;
  WorkerId worker;  // who sees her own offers and herself, whatever else; empty: no care worker
};

// `record` adds to the resident what a holder or dispatcher may read of the record, `faults` the open technical
// incidents of that home; null leaves them out.
[[nodiscard]] std::string incident_view(const db::IncidentWhole& whole, const Reader& reader,
                                        const db::ResidentRecord* record = nullptr,
                                        const std::vector<db::IncidentWhole>* faults = nullptr);
// One as any desk, or the worker who holds it, hears of it.
[[nodiscard]] std::string desk_incident_view(const db::IncidentWhole& whole);
[[nodiscard]] std::string holder_incident_view(const db::IncidentWhole& whole, const WorkerId& worker);
// A page as the desk lists it: without the stories.
[[nodiscard]] std::string incident_page_view(const std::vector<db::IncidentWhole>& incidents,
                                             const std::optional<std::string>& next);

// One offer as the worker who is asked sees it.
[[nodiscard]] std::string offer_view(const Offer& offer, const Incident& incident, const Town& town);

struct OfferShown {
  Offer offer;
  Incident incident;
};
// Each offer with its incident; an offer whose incident was not found is left out.
[[nodiscard]] std::vector<OfferShown> paired(const std::vector<Offer>& offers,
                                             const std::vector<db::IncidentWhole>& wholes);
[[nodiscard]] std::string offer_page_view(const std::vector<OfferShown>& offers, const Town& town);

[[nodiscard]] std::string alarm_page_view(const std::vector<AlarmRow>& alarms, const std::optional<std::string>& next);
[[nodiscard]] std::string revealed_view(const std::string& field, const std::string& value);

// --- what a live stream begins with ---
[[nodiscard]] std::string desk_snapshot_view(const std::vector<db::IncidentWhole>& wholes, Instant at,
                                             bool database_away);
[[nodiscard]] std::string worker_snapshot_view(const std::vector<OfferShown>& offers,
                                               const std::vector<db::IncidentWhole>& held, const WorkerId& worker,
                                               const Town& town, Instant at);
[[nodiscard]] std::string tick_view(Instant at, bool database_away);
// What was offered to a worker or held by her is so no more.
[[nodiscard]] std::string withdrawn_view(const IncidentId& incident, const std::string& why);

}  // namespace lamplight::server::http
