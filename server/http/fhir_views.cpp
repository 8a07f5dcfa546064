// Writing FHIR. Code systems: LOINC, UCUM, HL7's own; anything else of ours is text.
#include "server/http/fhir_views.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace lamplight::server::http {
namespace {

constexpr const char* k_loinc = "http://loinc.org";
constexpr const char* k_ucum = "http://unitsofmeasure.org";
constexpr const char* k_terms = "http://terminology.hl7.org/CodeSystem/";
constexpr const char* k_profiles = "http://hl7.org/fhir/StructureDefinition/";
constexpr std::string_view k_between = "..";

// The codes that the vital-signs profiles of R4 prescribe; blood pressure stands under its first half.
constexpr std::array<VitalCode, 7> k_vitals{{{"heart_rate", "8867-4", "Heart rate", "/min"},
                                             {"respiratory_rate", "9279-1", "Respiratory rate", "/min"},
                                             {"spo2", "2708-6", "Oxygen saturation in Arterial blood", "%"},
                                             {"temperature", "8310-5", "Body temperature", "Cel"},
                                             {"weight", "29463-7", "Body weight", "kg"},
                                             {"systolic", "85354-9", "Blood pressure panel", "mm[Hg]"},
                                             {"glucose", "15074-8", "Glucose in Blood", "mmol/L"}}};

Json coding(const std::string& system, std::string_view code, std::string_view display) {
  return {{"system", system}, {"code", code}, {"display", display}};
}

Json concept_of(const std::string& system, std::string_view code, std::string_view display) {
  return {{"coding", Json::array({coding(system, code, display)})}, {"text", display}};
}

Json reference(const char* type, std::string_view id) {
  return {{"reference", std::string(type) + "/" + fhir_id(id)}};
}

Json quantity(double value, std::string_view unit) {
  return {{"value", value}, {"unit", unit}, {"system", k_ucum}, {"code", unit}};
}

Json identifier(const char* kind, const std::string& id) {
  return Json::array({{{"system", std::string("urn:lamplight:") + kind}, {"value", id}}});
}

Json component(std::string_view loinc, std::string_view display, const std::optional<double>& value) {
  Json json{{"code", concept_of(k_loinc, loinc, display)}};
  if (value) {
    json["valueQuantity"] = quantity(*value, "mm[Hg]");
  } else {
    json["dataAbsentReason"] = concept_of(std::string(k_terms) + "data-absent-reason", "unknown", "Unknown");
  }
  return json;
}

std::string_view profile_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> k_names{{{"heart_rate", "heartrate"},
                                                                                  {"respiratory_rate", "resprate"},
                                                                                  {"spo2", "oxygensat"},
                                                                                  {"temperature", "bodytemp"},
                                                                                  {"weight", "bodyweight"},
                                                                                  {"systolic", "bp"}}};
  for (const auto& [ours, theirs] : k_names) {
    if (ours == name) return theirs;
  }
  return "";
}

std::string_view gender_word(Gender gender) {
  switch (gender) {
    case Gender::female:
      return "female";
    case Gender::male:
      return "male";
    case Gender::unsaid:
      return "unknown";
  }
  return "unknown";
}

Json phone_json(const std::string& phone) {
  return Json::array({{{"system", "phone"}, {"value", phone}}});
}

Json language_json(const std::string& language) {
  return Json::array(
      {{{"language", {{"coding", Json::array({{{"system", "urn:ietf:bcp:47"}, {"code", language}}})}}}}});
}

// Planned until somebody is with her.
const char* status_of(const std::string& state) {
  if (state == "open" || state == "offered") return "planned";
  if (state == "assigned" || state == "on_the_way") return "triaged";
  if (state == "arrived") return "in-progress";
  return state == "cancelled" ? "cancelled" : "finished";
}

// The members that a line and a whole record have alike.
template <class T>
Json patient_of(const T& resident) {
  Json json{{"resourceType", "Patient"},
            {"id", fhir_id(resident.id.text())},
            {"identifier", identifier("resident", resident.id.text())},
            {"active", !resident.archived}};
  if (!resident.name.empty()) json["name"] = Json::array({{{"use", "official"}, {"text", resident.name}}});
  if (!resident.phone.empty()) json["telecom"] = phone_json(resident.phone);
  json["gender"] = gender_word(resident.gender);
  if (!resident.born.empty()) json["birthDate"] = resident.born;
  json["address"] = Json::array({{{"use", "home"}, {"district", resident.district.text()}}});
  if (!resident.language.empty()) json["communication"] = language_json(resident.language);
  return json;
}

}  // namespace

std::span<const VitalCode> vital_codes() {
  return k_vitals;
}

const VitalCode* vital_named(std::string_view name) {
  const auto found = std::find_if(k_vitals.begin(), k_vitals.end(), [&](const auto& one) { return one.name == name; });
  return found == k_vitals.end() ? nullptr : &*found;
}

const VitalCode* vital_coded(std::string_view loinc) {
  const auto found =
      std::find_if(k_vitals.begin(), k_vitals.end(), [&](const auto& one) { return one.loinc == loinc; });
  return found == k_vitals.end() ? nullptr : &*found;
}

std::string fhir_id(std::string_view id) {
  std::string written;
  for (const char c : id) written += c == '_' ? ".U" : c == ':' ? ".C" : c == '.' ? ".P" : std::string(1, c);
  return written;
}

std::string id_of_fhir(std::string_view id) {
  std::string read;
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (id[i] != '.' || i + 1 == id.size()) {
      read += id[i];
      continue;
    }
    const char sign = id[++i];
    read += sign == 'U' ? '_' : sign == 'C' ? ':' : sign == 'P' ? '.' : '?';
  }
  return read;
}

std::string observation_id(const ObservationKey& key) {
  const VitalCode* code = vital_named(key.name);
  return fhir_id(key.device.text()) + std::string(k_between) + std::string(code == nullptr ? "" : code->loinc) +
         std::string(k_between) + std::to_string(ms_of(key.at));
}

std::optional<ObservationKey> observation_key(std::string_view id) {
  const std::size_t last = id.rfind(k_between);
  if (last == std::string_view::npos || last == 0) return std::nullopt;
  const std::size_t first = id.rfind(k_between, last - 1);
  if (first == std::string_view::npos) return std::nullopt;
  const std::string_view number = id.substr(last + k_between.size());
  std::int64_t ms = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), ms);
  const VitalCode* code = vital_coded(id.substr(first + k_between.size(), last - first - k_between.size()));
  if (code == nullptr || read.ec != std::errc() || read.ptr != number.data() + number.size()) return std::nullopt;
  return ObservationKey{DeviceId{id_of_fhir(id.substr(0, first))}, std::string(code->name), instant_of_ms(ms)};
}

Json observation_json(const Reading& reading, const std::optional<Reading>& diastolic) {
  const VitalCode& code = *vital_named(reading.name);
  const bool vital = reading.name != "glucose";
  Json json{{"resourceType", "Observation"}, {"id", observation_id({reading.device, reading.name, reading.at})}};
  if (vital) {
    json["meta"] = {{"profile", Json::array({std::string(k_profiles) + "vitalsigns",
                                             std::string(k_profiles) + std::string(profile_of(reading.name))})}};
  }
  json["status"] = "final";
  json["category"] =
      Json::array({concept_of(std::string(k_terms) + "observation-category", vital ? "vital-signs" : "laboratory",
                              vital ? "Vital Signs" : "Laboratory")});
  json["code"] = concept_of(k_loinc, code.loinc, code.display);
  json["subject"] = reference("Patient", reading.resident ? reading.resident->text() : "");
  json["effectiveDateTime"] = to_rfc3339(reading.at);
  json["device"] = reference("Device", reading.device.text());
  if (reading.name == "systolic") {
    const std::optional<double> lower = diastolic ? std::optional(diastolic->value) : std::nullopt;
    json["component"] = Json::array({component("8480-6", "Systolic blood pressure", reading.value),
                                     component("8462-4", "Diastolic blood pressure", lower)});
  } else {
    json["valueQuantity"] = quantity(reading.value, code.unit);
  }
  return json;
}

Json patient_json(const db::ResidentLine& line) {
  return patient_of(line);
}

Json patient_json(const db::ResidentRecord& record) {
  Json json = patient_of(record);
  Json contacts = Json::array();
  for (const db::ContactRow& contact : record.contacts) {
    Json one{{"name", {{"text", contact.name}}}, {"telecom", phone_json(contact.phone)}};
    if (!contact.relation.empty()) one["relationship"] = Json::array({{{"text", contact.relation}}});
    contacts.push_back(std::move(one));
  }
  if (!contacts.empty()) json["contact"] = std::move(contacts);
  if (record.merged_into) {
    json["link"] =
        Json::array({{{"other", reference("Patient", record.merged_into->text())}, {"type", "replaced-by"}}});
  }
  return json;
}

Json device_json(const db::ExchangeDevice& device) {
  Json json{{"resourceType", "Device"},
            {"id", fhir_id(device.id.text())},
            {"identifier", identifier("device", device.id.text())},
            {"status", device.retired ? "inactive" : "active"},
            {"type", {{"text", device.model}}}};
  if (device.resident) json["patient"] = reference("Patient", device.resident->text());
  if (!device.firmware.empty()) json["version"] = Json::array({{{"value", device.firmware}}});
  if (!device.room.empty()) json["note"] = Json::array({{{"text", device.room}}});
  return json;
}

Json encounter_json(const db::ExchangeIncident& incident) {
  Json period{{"start", to_rfc3339(incident.opened_at)}};
  if (incident.ended_at) period["end"] = to_rfc3339(*incident.ended_at);
  Json json{{"resourceType", "Encounter"},
            {"id", fhir_id(incident.id.text())},
            {"identifier", identifier("incident", incident.id.text())},
            {"status", status_of(incident.state)},
            {"class", coding(std::string(k_terms) + "v3-ActCode", "HH", "home health")},
            {"type", Json::array({{{"text", incident.kind}}})},
            {"priority", {{"text", std::to_string(incident.priority)}}},
            {"subject", reference("Patient", incident.resident.text())},
            {"period", std::move(period)}};
  if (incident.worker) {
    json["participant"] =
        Json::array({{{"individual", {{"type", "Practitioner"}, {"display", incident.worker_name}}}}});
  }
  return json;
}

Json flag_json(const db::ExchangeFlag& flag) {
  return {{"resourceType", "Flag"},
          {"id", fhir_id(flag.resident.text())},
          {"status", "active"},
          {"category", Json::array({concept_of(std::string(k_terms) + "flag-category", "safety", "Safety")})},
          {"code", {{"text", "High risk"}}},
          {"subject", reference("Patient", flag.resident.text())}};
}

Json care_team_json(const db::ResidentRecord& record) {
  Json participants = Json::array();
  for (const db::ContactRow& contact : record.contacts) {
    const std::string role = contact.relation.empty() ? "contact" : contact.relation;
    participants.push_back({{"role", Json::array({{{"text", role}}})},
                            {"member", {{"type", "RelatedPerson"}, {"display", contact.name}}}});
  }
  for (const WorkerId& worker : record.preferred) {
    participants.push_back({{"role", Json::array({{{"text", "care worker"}}})},
                            {"member", {{"type", "Practitioner"}, {"identifier", {{"value", worker.text()}}}}}});
  }
  Json json{{"resourceType", "CareTeam"},
            {"id", fhir_id(record.id.text())},
            {"status", record.archived ? "inactive" : "active"},
            {"subject", reference("Patient", record.id.text())}};
  if (!participants.empty()) json["participant"] = std::move(participants);
  return json;
}

Json capability_json(Instant now) {
  const auto resource = [](const char* type, const std::vector<std::pair<const char*, const char*>>& params) {
    Json search = Json::array();
    for (const auto& [name, kind] : params) search.push_back({{"name", name}, {"type", kind}});
    return Json{{"type", type},
                {"interaction", Json::array({{{"code", "read"}}, {{"code", "search-type"}}})},
                {"searchParam", std::move(search)}};
  };
  const std::vector<std::pair<const char*, const char*>> by_patient{{"_id", "token"}, {"patient", "reference"}};
  Json resources =
      Json::array({resource("Patient", {{"_id", "token"}, {"name", "string"}}),
                   resource("Observation", {{"patient", "reference"}, {"code", "token"}, {"date", "date"}}),
                   resource("Device", by_patient), resource("Flag", by_patient),
                   resource("Encounter", {{"_id", "token"}, {"patient", "reference"}, {"date", "date"}}),
                   resource("CareTeam", by_patient)});
  return {{"resourceType", "CapabilityStatement"},
          {"status", "active"},
          {"date", to_rfc3339(now)},
          {"kind", "instance"},
          {"software", {{"name", "Lamplight"}}},
          {"implementation", {{"description", "Lamplight, read only"}}},
          {"fhirVersion", "4.0.1"},
          {"format", Json::array({"application/fhir+json"})},
          {"rest", Json::array({{{"mode", "server"}, {"resource", std::move(resources)}}})}};
}

std::string bundle_view(std::vector<Json> resources, const std::string& self, const std::optional<std::string>& next) {
  Json links = Json::array({{{"relation", "self"}, {"url", self}}});
  if (next) links.push_back({{"relation", "next"}, {"url", *next}});
  Json bundle{{"resourceType", "Bundle"}, {"type", "searchset"}, {"link", std::move(links)}};
  Json entries = Json::array();
  for (Json& one : resources) entries.push_back({{"resource", std::move(one)}, {"search", {{"mode", "match"}}}});
  if (!entries.empty()) bundle["entry"] = std::move(entries);
  return written(bundle);
}

}  // namespace lamplight::server::http
