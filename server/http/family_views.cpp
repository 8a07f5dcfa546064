// Writing a resident for a relative, tier by tier.
#include "server/http/family_views.h"

#include <array>

#include "model/check.h"
#include "server/http/json_views.h"

namespace lamplight::server::http {
namespace {

// The steps of an incident that tell a family how it goes; who was asked and who declined do not.
constexpr std::array<std::string_view, 13> k_told{"opened",   "raised",   "acknowledged", "accepted", "assigned",
                                                  "departed", "arrived",  "resolved",     "closed",   "cancelled",
                                                  "reopened", "released", "displaced"};

bool is_told(const std::string& what) {
  for (const std::string_view told : k_told) {
    if (told == what) return true;
  }
  return false;
}

Json history_view(const db::IncidentWhole& whole) {
  Json lines = Json::array();
  for (const db::HistoryLine& line : whole.history) {
    if (!is_told(line.entry.what)) continue;
    lines.push_back({{"at", to_rfc3339(line.entry.at)}, {"who", ""}, {"what", line.entry.what}});
  }
  return lines;
}

Json incident_json(const db::IncidentWhole& whole, const Fields& fields) {
  const Incident& incident = whole.incident;
  Json json{{"id", incident.id.text()},
            {"state", name_of(incident.state)},
            {"kind", facts_of(incident.kind).name},
            {"opened_at", to_rfc3339(incident.opened_at)},
            {"worker", nullptr},
            {"outcome", incident.outcome ? Json(name_of(*incident.outcome)) : Json(nullptr)},
            {"ended_at", view(incident.ended_at)},
            {"history", history_view(whole)}};
  // Who came stays known; only while she is coming is there a time.
  if (incident.worker && fields.has(Field::incident_holder)) {
    const bool coming = incident.eta_s && incident.eta_at && !is_ended(incident.state);
    json["worker"] = {{"name", whole.worker_name}, {"eta_s", coming ? Json(*incident.eta_s) : Json(nullptr)}};
    if (coming) json["worker"]["expected_at"] = to_rfc3339(*incident.eta_at + Seconds{*incident.eta_s});
  }
  if (fields.has(Field::incident_place) && incident.place) json["place"] = view(*incident.place);
  return json;
}

Json resident_json(const FamilyShown& shown) {
  const db::FamilyLink& link = shown.link;
  const bool well = shown.fields.has(Field::resident_condition);
  Json json{{"id", link.resident.text()},
            {"name", link.resident_name},
            {"relation", link.relation},
            {"status", well ? Json(name_of(shown.status)) : Json(nullptr)},
            {"since", well ? Json(to_rfc3339(shown.since)) : Json(nullptr)},
            {"incident", nullptr},
            {"agreed",
             {{"status", link.sees_status},
              {"incidents", link.sees_incidents},
              {"vitals", link.sees_vitals},
              {"location", link.sees_location}}}};
  if (shown.fields.has(Field::incident_outline) && shown.incident) {
    json["incident"] = incident_json(*shown.incident, shown.fields);
  }
  return json;
}

}  // namespace

std::string_view name_of(FamilyStatus status) {
  switch (status) {
    case FamilyStatus::well:
      return "well";
    case FamilyStatus::attention:
      return "attention";
    case FamilyStatus::help_coming:
      return "help_coming";
    case FamilyStatus::help_there:
      return "help_there";
    case FamilyStatus::in_hospital:
      return "in_hospital";
    case FamilyStatus::call_awaited:
      return "call_awaited";
    case FamilyStatus::unheard:
      return "unheard";
  }
  LAMPLIGHT_CHECK(false && "a status outside the enumeration");
}

std::string family_resident_view(const FamilyShown& shown) {
  return written(resident_json(shown));
}

std::string family_resident_view(const FamilyShown& shown, const std::vector<db::IncidentWhole>& recent,
                                 const std::vector<VitalShown>& vitals, const std::optional<db::ConsentText>& text) {
  Json json = resident_json(shown);
  json["agreed_text"] = nullptr;
  if (text) json["agreed_text"] = {{"version", text->version}, {"zh", text->zh}, {"en", text->en}};
  if (shown.fields.has(Field::incident_outline)) {
    json["recent"] = Json::array();
    for (const db::IncidentWhole& whole : recent) json["recent"].push_back(incident_json(whole, shown.fields));
  }
  if (shown.fields.has(Field::resident_vitals)) {
    json["vitals"] = Json::array();
    for (const VitalShown& vital : vitals) {
      json["vitals"].push_back({{"name", vital.name}, {"value", vital.value}, {"at", to_rfc3339(vital.at)}});
    }
  }
  return written(json);
}

std::string family_page_view(const std::vector<FamilyShown>& shown) {
  Json items = Json::array();
  for (const FamilyShown& one : shown) items.push_back(resident_json(one));
  return written(page_view(std::move(items), std::nullopt));
}

std::string family_snapshot_view(const std::vector<FamilyShown>& shown, Instant at) {
  Json residents = Json::array();
  for (const FamilyShown& one : shown) residents.push_back(resident_json(one));
  return written({{"at", to_rfc3339(at)}, {"residents", std::move(residents)}});
}

}  // namespace lamplight::server::http
