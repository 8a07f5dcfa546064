// Writing incidents, as much of each as the reader may see.
#include "server/http/incident_views.h"

#include <algorithm>
#include <sstream>

#include "dispatch/second_person.h"
#include "model/check.h"
#include "server/http/base64.h"
#include "server/http/candidate_views.h"
#include "server/http/json_views.h"

namespace lamplight::server::http {
namespace {

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

// An unknown kind is shown as the word that came.
std::string kind_word(const Incident& incident) {
  return incident.kind == AlarmKind::unknown ? incident.kind_text : std::string(facts_of(incident.kind).name);
}

bool sees_words(const Reader& reader) {
  return reader.fields.has(Field::incident_words);
}

// What any desk reads of every incident: the list and the live feed are written once for all of them.
const Reader& desk_reader() {
  static const Reader reader = [] {
    Caller desk;
    desk.role = Role::dispatcher;
    return Reader{fields_of(desk, {}), {}};
  }();
  return reader;
}

Reader holder_reader(const WorkerId& worker) {
  Caller holder;
  holder.role = Role::care_worker;
  Subject subject;
  subject.relation = Relation::holds;
  return {fields_of(holder, subject), worker};
}

Json evidence_view(const Evidence& evidence, const Reader& reader) {
  Json json{{"at", to_rfc3339(evidence.at)},
            {"source", evidence.source},
            {"device", text_or_null(evidence.device.text())},
            {"alarm", text_or_null(evidence.alarm.text())},
            {"kind", evidence.kind_text},
            {"text", sees_words(reader) ? evidence.text : std::string()}};
  if (!evidence.raw.empty() && sees_words(reader)) json["raw"] = base64(evidence.raw);
  return json;
}

Json history_view(const db::HistoryLine& line, const Reader& reader) {
  const HistoryEntry& entry = line.entry;
  Json json{{"at", to_rfc3339(entry.at)}, {"who", entry.who}, {"what", entry.what}};
  if (!line.who_name.empty()) json["name"] = line.who_name;
  if (entry.worker) json["worker"] = {{"id", entry.worker->text()}, {"name", line.worker_name}};
  if (!entry.detail.empty() && sees_words(reader)) json["detail"] = entry.detail;
  return json;
}

Json offer_line_view(const db::OfferLine& line) {
  const Offer& offer = line.offer;
  return {{"worker", {{"id", offer.worker.text()}, {"name", line.worker_name}}},
          {"round", offer.round},
          {"state", name_of(offer.state)},
          {"at", to_rfc3339(offer.at)},
          {"expires_at", to_rfc3339(offer.expires_at)},
          {"eta_s", offer.eta_s},
          {"cost_s", offer.cost_s},
          {"distance_m", offer.distance_m},
          {"reasons", reasons_json(offer.reasons)}};
}

Json message_view(const db::MessageLine& line) {
  return {{"id", line.id.text()},
          {"to", line.to},
          {"whom", line.whom},
          {"name", line.name},
          {"phone", text_or_null(line.phone)},
          {"about", line.about},
          {"state", line.state},
          {"channel", text_or_null(line.channel)},
          {"reason", text_or_null(line.reason)},
          {"attempts", line.attempts},
          {"at", to_rfc3339(line.at)},
          {"sent_at", view(line.sent_at)},
          {"delivered_at", view(line.delivered_at)},
          {"read_at", view(line.read_at)}};
}

Json contacts_view(const std::vector<db::ContactRow>& contacts) {
  Json list = Json::array();
  for (const db::ContactRow& contact : contacts) {
    list.push_back({{"name", contact.name},
                    {"relation", contact.relation},
                    {"phone", contact.phone},
                    {"language", text_or_null(contact.language)},
                    {"has_key", contact.has_key}});
  }
  return list;
}

Json faults_view(const std::vector<db::IncidentWhole>& faults) {
  Json list = Json::array();
  for (const db::IncidentWhole& fault : faults) {
    const bool said = !fault.evidence.empty();
    list.push_back({{"incident", fault.incident.id.text()},
                    {"kind", kind_word(fault.incident)},
                    {"device", said ? text_or_null(fault.evidence.back().device.text()) : Json(nullptr)},
                    {"since", to_rfc3339(fault.incident.opened_at)},
                    {"text", said ? fault.evidence.back().text : std::string()}});
  }
  return list;
}

// What an answer about one incident adds to it.
struct AtHome {
  const db::ResidentRecord* record = nullptr;
  const std::vector<db::IncidentWhole>* faults = nullptr;
};

Json resident_view(const db::IncidentWhole& whole, const Reader& reader, const AtHome& home) {
  if (!whole.incident.resident || !reader.fields.has(Field::resident_name)) return nullptr;
  Json json{{"id", whole.incident.resident->text()},
            {"name", whole.resident_name},
            {"district", whole.resident_district.text()}};
  const bool care = reader.fields.has(Field::resident_care);
  if (care && home.faults != nullptr) json["faults"] = faults_view(*home.faults);
  if (home.record == nullptr) return json;
  const db::ResidentRecord* record = home.record;
  if (reader.fields.has(Field::resident_home)) {
    json["phone"] = record->phone;
    json["address"] = record->address;
    json["access"] = record->access;
    json["has_key_safe"] = record->has_key_safe;
    json["contacts"] = contacts_view(record->contacts);
  }
  if (care) {
    json["language"] = text_or_null(record->language);
    json["mobility"] = record->mobility;
    json["clinical"] = record->clinical;
    json["notes"] = record->notes;
  }
  return json;
}

Json worker_view(const db::IncidentWhole& whole, const Reader& reader) {
  const Incident& incident = whole.incident;
  if (!incident.worker) return nullptr;
  if (!reader.fields.has(Field::incident_holder) && *incident.worker != reader.worker) return nullptr;
  Json json{{"id", incident.worker->text()},
            {"name", whole.worker_name},
            {"eta_s", incident.eta_s ? Json(*incident.eta_s) : Json(nullptr)}};
  if (incident.eta_s && incident.eta_at) json["expected_at"] = to_rfc3339(*incident.eta_at + Seconds{*incident.eta_s});
  return json;
}

Json deadline_view(const Incident& incident) {
  if (!incident.deadline) return nullptr;
  return {{"at", to_rfc3339(incident.deadline->at)}, {"what", name_of(incident.deadline->what)}};
}

Json acknowledged_by(const db::IncidentWhole& whole) {
  return text_or_null(whole.acknowledged_name.empty() ? whole.incident.acknowledged_by : whole.acknowledged_name);
}

Json lists_of(const db::IncidentWhole& whole, const Reader& reader) {
  Json evidence = Json::array();
  Json history = Json::array();
  Json offers = Json::array();
  if (reader.fields.has(Field::incident_story)) {
    for (const Evidence& one : whole.evidence) evidence.push_back(evidence_view(one, reader));
    for (const db::HistoryLine& line : whole.history) history.push_back(history_view(line, reader));
  }
  for (const db::OfferLine& line : whole.offers) {
    if (reader.fields.has(Field::incident_asked) || line.offer.worker == reader.worker) {
      offers.push_back(offer_line_view(line));
    }
  }
  Json lists{{"evidence", std::move(evidence)}, {"history", std::move(history)}, {"offers", std::move(offers)}};
  if (!reader.fields.has(Field::incident_asked)) return lists;
  lists["messages"] = Json::array();
  for (const db::MessageLine& line : whole.messages) lists["messages"].push_back(message_view(line));
  return lists;
}

Json flags_view(const db::IncidentWhole& whole) {
  Json flags = view(whole.flags);
  if (is_second_person(whole.incident)) flags.push_back("second_person");
  return flags;
}

Json summary_view(const db::IncidentWhole& whole, const Reader& reader, const AtHome& home) {
  const Incident& incident = whole.incident;
  const bool place_shown = incident.place && reader.fields.has(Field::incident_place);
  return {{"id", incident.id.text()},
          {"state", name_of(incident.state)},
          {"kind", kind_word(incident)},
          {"queue", name_of(incident.queue)},
          {"priority", incident.priority},
          {"test", incident.test},
          {"resident", resident_view(whole, reader, home)},
          {"district", incident.district.text()},
          {"place", place_shown ? view(*incident.place) : Json(nullptr)},
          {"opened_at", to_rfc3339(incident.opened_at)},
          {"acknowledged_at", view(incident.acknowledged_at)},
          {"acknowledged_by", acknowledged_by(whole)},
          {"deadline", deadline_view(incident)},
          {"worker", worker_view(whole, reader)},
          {"needs", view(incident.needs)},
          {"step", std::max(0, incident.step)},
          {"wished_for", view(incident.wished_for)},
          {"raises", incident.raises},
          {"outcome", incident.outcome ? Json(name_of(*incident.outcome)) : Json(nullptr)},
          {"ended_at", view(incident.ended_at)},
          {"changed_at", to_rfc3339(incident.changed_at)},
          {"flags", flags_view(whole)},
          {"provisional", whole.provisional},
          {"version", incident.version}};
}

Json whole_view(const db::IncidentWhole& whole, const Reader& reader, const AtHome& home) {
  Json json = summary_view(whole, reader, home);
  json.update(lists_of(whole, reader));
  return json;
}

Json offer_json(const Offer& offer, const Incident& incident, const Town& town) {
  const ResidentCard* resident = incident.resident ? town.resident(*incident.resident) : nullptr;
  const District* area = town.district(resident != nullptr ? resident->district : incident.district);
  return {{"incident", offer.incident.text()},
          {"kind", kind_word(incident)},
          {"priority", incident.priority},
          {"resident", resident == nullptr ? Json(nullptr)
                                           : Json{{"name", resident->name}, {"district", resident->district.text()}}},
          {"area", area == nullptr ? incident.district.text() : area->name},
          {"area_en", area == nullptr ? incident.district.text() : area->name_en},
          {"eta_s", offer.eta_s},
          {"distance_m", offer.distance_m},
          {"at", to_rfc3339(offer.at)},
          {"expires_at", to_rfc3339(offer.expires_at)},
          {"reasons", reasons_json(offer.reasons)},
          {"needs", view(incident.needs)},
          {"round", offer.round}};
}

Json offers_json(const std::vector<OfferShown>& offers, const Town& town) {
  Json items = Json::array();
  for (const OfferShown& shown : offers) items.push_back(offer_json(shown.offer, shown.incident, town));
  return items;
}

Json alarm_view(const AlarmRow& alarm) {
  Json flags = Json::array();
  std::istringstream stream(alarm.flags);
  for (std::string flag; std::getline(stream, flag, ',');) flags.push_back(flag);
  return {{"device", alarm.device.text()},
          {"alarm", alarm.id.text()},
          {"kind", alarm.kind_text},
          {"incident", alarm.incident ? Json(alarm.incident->text()) : Json(nullptr)},
          {"received_at", to_rfc3339(alarm.received_at)},
          {"repeats", alarm.repeats},
          {"at", view(alarm.at)},
          {"district", alarm.district.text()},
          {"generation", alarm.generation},
          {"flags", std::move(flags)}};
}

std::string_view database_word(bool away) {
  return away ? "away" : "reachable";
}

Json wholes_json(const std::vector<db::IncidentWhole>& wholes, const Reader& reader) {
  Json items = Json::array();
  for (const db::IncidentWhole& whole : wholes) items.push_back(whole_view(whole, reader, {}));
  return items;
}

}  // namespace

std::string incident_view(const db::IncidentWhole& whole, const Reader& reader, const db::ResidentRecord* record,
                          const std::vector<db::IncidentWhole>* faults) {
  return written(whole_view(whole, reader, {record, faults}));
}

std::string desk_incident_view(const db::IncidentWhole& whole) {
  return written(whole_view(whole, desk_reader(), {}));
}

std::string holder_incident_view(const db::IncidentWhole& whole, const WorkerId& worker) {
  return written(whole_view(whole, holder_reader(worker), {}));
}

std::string incident_page_view(const std::vector<db::IncidentWhole>& incidents,
                               const std::optional<std::string>& next) {
  Json items = Json::array();
  for (const db::IncidentWhole& one : incidents) items.push_back(summary_view(one, desk_reader(), {}));
  return written(page_view(std::move(items), next));
}

std::string offer_view(const Offer& offer, const Incident& incident, const Town& town) {
  return written(offer_json(offer, incident, town));
}

std::vector<OfferShown> paired(const std::vector<Offer>& offers, const std::vector<db::IncidentWhole>& wholes) {
  std::vector<OfferShown> pairs;
  for (const Offer& offer : offers) {
    for (const db::IncidentWhole& whole : wholes) {
      if (whole.incident.id == offer.incident) pairs.push_back({offer, whole.incident});
    }
  }
  return pairs;
}

std::string offer_page_view(const std::vector<OfferShown>& offers, const Town& town) {
  return written(page_view(offers_json(offers, town), std::nullopt));
}

std::string alarm_page_view(const std::vector<AlarmRow>& alarms, const std::optional<std::string>& next) {
  Json items = Json::array();
  for (const AlarmRow& alarm : alarms) items.push_back(alarm_view(alarm));
  return written(page_view(std::move(items), next));
}

std::string revealed_view(const std::string& field, const std::string& value) {
  return written({{"field", field}, {"value", value}});
}

std::string desk_snapshot_view(const std::vector<db::IncidentWhole>& wholes, Instant at, bool database_away) {
  return written({{"at", to_rfc3339(at)},
                  {"database", database_word(database_away)},
                  {"incidents", wholes_json(wholes, desk_reader())}});
}

std::string worker_snapshot_view(const std::vector<OfferShown>& offers, const std::vector<db::IncidentWhole>& held,
                                 const WorkerId& worker, const Town& town, Instant at) {
  return written({{"at", to_rfc3339(at)},
                  {"offers", offers_json(offers, town)},
                  {"incidents", wholes_json(held, holder_reader(worker))}});
}

std::string tick_view(Instant at, bool database_away) {
  return written({{"at", to_rfc3339(at)}, {"database", database_word(database_away)}});
}

std::string withdrawn_view(const IncidentId& incident, const std::string& why) {
  return written({{"incident", incident.text()}, {"why", why}});
}

}  // namespace lamplight::server::http
