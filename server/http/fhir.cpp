// Searching and reading.
#include "server/http/fhir.h"

#include <algorithm>

#include "server/http/fhir_search.h"
#include "server/http/fhir_views.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

constexpr const char* k_type = "application/fhir+json";

Outcome<Done> note(Api& api, const Call& call, const std::string& what, const std::string& patient) {
  const AuditEntry audit{call.now, call.caller.user.text(), "fhir." + what,
                         patient.empty() ? "fhir" : "resident:" + patient, ""};
  const auto noted = api.accounts.record(audit);
  if (!noted) return Failure{problem_of(noted.error())};
  return Done{};
}

Handled one_answer(const Json& json) {
  Answer answer;
  answer.content_type = k_type;
  answer.body = written(json);
  return answer;
}

Handled page_answer(const Call& call, std::vector<Json> resources, const std::string& after) {
  Answer answer;
  answer.content_type = k_type;
  std::optional<std::string> next;
  if (!after.empty()) next = address_of(call, after);
  answer.body = bundle_view(std::move(resources), address_of(call, ""), next);
  return answer;
}

// A page of rows that were read one further than it is long.
template <class Row, class View, class Key>
Handled page_of_rows(const Call& call, const FhirSearch& search, std::vector<Row>& rows, const View& view,
                     const Key& key) {
  const bool more = rows.size() > search.count;
  if (more) rows.resize(search.count);
  std::vector<Json> resources;
  for (const Row& row : rows) resources.push_back(view(row));
  return page_answer(call, std::move(resources), more ? key(rows.back()) : std::string());
}

std::string id_in_path(const Call& call) {
  return id_of_fhir(call.param(0));
}

// The one with the id that the path names; 404 where there is none.
template <class Row, class View>
Handled only(Api& api, const Call& call, const std::string& what, const Result<std::vector<Row>, StoreError>& rows,
             const View& view) {
  if (!rows) return Failure{problem_of(rows.error())};
  if (rows.value().empty()) return Failure{not_found()};
  if (const auto noted = note(api, call, what, ""); !noted) return Failure{noted.error()};
  return one_answer(view(rows.value().front()));
}

Outcome<db::ResidentRecord> record_of(Api& api, const std::string& id) {
  if (!is_alarm_id(id)) return Failure{not_found()};
  auto record = api.residents.one(ResidentId{id});
  if (!record) return Failure{problem_of(record.error())};
  if (!record.value() || record.value()->erased_at) return Failure{not_found()};
  return std::move(*record.value());
}

// The other half of a blood pressure.
Outcome<std::optional<Reading>> diastolic_of(Api& api, const Reading& reading) {
  if (reading.name != "systolic") return std::optional<Reading>();
  auto other = db::ExchangeViews(api.parts.pool).reading(reading.device, "diastolic", reading.at);
  if (!other) return Failure{problem_of(other.error())};
  return std::move(other.value());
}

Outcome<Json> observation_of(Api& api, const Reading& reading) {
  const auto diastolic = diastolic_of(api, reading);
  if (!diastolic) return Failure{diastolic.error()};
  return observation_json(reading, diastolic.value());
}

bool is_wanted(const Reading& reading, const FhirSearch& search) {
  const VitalCode* code = vital_named(reading.name);
  if (code == nullptr) return false;
  return search.codes.empty() || std::find(search.codes.begin(), search.codes.end(), code->loinc) != search.codes.end();
}

// Where a page of observations ends: the last reading looked at.
std::string place_text(const db::ReadingPlace& place) {
  return std::to_string(ms_of(place.at)) + "\n" + place.name + "\n" + place.device.text();
}

std::optional<db::ReadingPlace> place_in(const std::string& text) {
  const std::size_t first = text.find('\n');
  const std::size_t second = first == std::string::npos ? first : text.find('\n', first + 1);
  if (second == std::string::npos) return std::nullopt;
  try {
    return db::ReadingPlace{instant_of_ms(std::stoll(text.substr(0, first))),
                            text.substr(first + 1, second - first - 1), DeviceId{text.substr(second + 1)}};
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace

Handled fhir_capabilities(Api&, const Call& call) {
  return one_answer(capability_json(call.now));
}

Handled fhir_patients(Api& api, const Call& call) {
  const auto search = fhir_search_of(call);
  if (!search) return Failure{search.error()};
  const std::string& id = search.value().filter.id;
  if (!id.empty()) {
    const auto record = record_of(api, id);
    if (!record && record.error().status != 404) return Failure{record.error()};
    if (const auto noted = note(api, call, "patients", id); !noted) return Failure{noted.error()};
    std::vector<Json> found;
    if (record) found.push_back(patient_json(record.value()));
    return page_answer(call, std::move(found), "");
  }
  auto read =
      api.residents.list({"", call.asked("name"), false}, ResidentId{search.value().after}, search.value().count + 1);
  if (!read) return Failure{problem_of(read.error())};
  if (const auto noted = note(api, call, "patients", ""); !noted) return Failure{noted.error()};
  return page_of_rows(
      call, search.value(), read.value(), [](const db::ResidentLine& line) { return patient_json(line); },
      [](const db::ResidentLine& line) { return line.id.text(); });
}

Handled fhir_patient(Api& api, const Call& call) {
  const auto record = record_of(api, id_in_path(call));
  if (!record) return Failure{record.error()};
  if (const auto noted = note(api, call, "patient", id_in_path(call)); !noted) return Failure{noted.error()};
  return one_answer(patient_json(record.value()));
}

Handled fhir_observations(Api& api, const Call& call) {
  constexpr std::size_t k_read_at_once = 500;
  const auto search = fhir_search_of(call);
  if (!search) return Failure{search.error()};
  const db::ExchangeFilter& filter = search.value().filter;
  if (filter.patient.empty()) return Failure{malformed("patient is required: an id, or Patient/id.")};
  if (const auto noted = note(api, call, "observations", filter.patient); !noted) return Failure{noted.error()};
  auto after = place_in(search.value().after);
  std::vector<Json> found;
  for (bool more = true; more;) {
    const auto readings =
        api.stories.raw({ResidentId{filter.patient}, "", filter.from, filter.to}, after, k_read_at_once);
    if (!readings) return Failure{problem_of(readings.error())};
    more = readings.value().size() == k_read_at_once;
    for (const Reading& reading : readings.value()) {
      if (is_wanted(reading, search.value())) {
        // Here is one more than the page holds: it goes on behind the last one looked at before.
        if (found.size() == search.value().count) return page_answer(call, std::move(found), place_text(*after));
        auto one = observation_of(api, reading);
        if (!one) return Failure{one.error()};
        found.push_back(std::move(one.value()));
      }
      after = db::ReadingPlace{reading.at, reading.name, reading.device};
    }
  }
  return page_answer(call, std::move(found), "");
}

Handled fhir_observation(Api& api, const Call& call) {
  const auto key = observation_key(call.param(0));
  if (!key) return Failure{not_found()};
  const auto reading = db::ExchangeViews(api.parts.pool).reading(key->device, key->name, key->at);
  if (!reading) return Failure{problem_of(reading.error())};
  if (!reading.value() || !reading.value()->resident) return Failure{not_found()};
  if (const auto noted = note(api, call, "observation", reading.value()->resident->text()); !noted) {
    return Failure{noted.error()};
  }
  const auto json = observation_of(api, *reading.value());
  if (!json) return Failure{json.error()};
  return one_answer(json.value());
}

Handled fhir_devices(Api& api, const Call& call) {
  const auto search = fhir_search_of(call);
  if (!search) return Failure{search.error()};
  auto rows =
      db::ExchangeViews(api.parts.pool).devices(search.value().filter, search.value().after, search.value().count + 1);
  if (!rows) return Failure{problem_of(rows.error())};
  if (const auto noted = note(api, call, "devices", search.value().filter.patient); !noted)
    return Failure{noted.error()};
  return page_of_rows(call, search.value(), rows.value(), device_json,
                      [](const db::ExchangeDevice& row) { return row.id.text(); });
}

Handled fhir_device(Api& api, const Call& call) {
  db::ExchangeFilter filter;
  filter.id = id_in_path(call);
  return only(api, call, "device", db::ExchangeViews(api.parts.pool).devices(filter, "", 1), device_json);
}

Handled fhir_flags(Api& api, const Call& call) {
  auto search = fhir_search_of(call);
  if (!search) return Failure{search.error()};
  auto& filter = search.value().filter;
  if (filter.patient.empty()) filter.patient = filter.id;
  auto rows = db::ExchangeViews(api.parts.pool).flags(filter, search.value().after, search.value().count + 1);
  if (!rows) return Failure{problem_of(rows.error())};
  if (const auto noted = note(api, call, "flags", filter.patient); !noted) return Failure{noted.error()};
  return page_of_rows(call, search.value(), rows.value(), flag_json,
                      [](const db::ExchangeFlag& row) { return row.resident.text(); });
}

Handled fhir_flag(Api& api, const Call& call) {
  db::ExchangeFilter filter;
  filter.patient = id_in_path(call);
  return only(api, call, "flag", db::ExchangeViews(api.parts.pool).flags(filter, "", 1), flag_json);
}

Handled fhir_encounters(Api& api, const Call& call) {
  const auto search = fhir_search_of(call);
  if (!search) return Failure{search.error()};
  auto rows = db::ExchangeViews(api.parts.pool)
                  .incidents(search.value().filter, search.value().after, search.value().count + 1);
  if (!rows) return Failure{problem_of(rows.error())};
  if (const auto noted = note(api, call, "encounters", search.value().filter.patient); !noted)
    return Failure{noted.error()};
  return page_of_rows(call, search.value(), rows.value(), encounter_json,
                      [](const db::ExchangeIncident& row) { return row.id.text(); });
}

Handled fhir_encounter(Api& api, const Call& call) {
  db::ExchangeFilter filter;
  filter.id = id_in_path(call);
  filter.to = call.now + std::chrono::hours{24};
  return only(api, call, "encounter", db::ExchangeViews(api.parts.pool).incidents(filter, "", 1), encounter_json);
}

Handled fhir_care_teams(Api& api, const Call& call) {
  const auto search = fhir_search_of(call);
  if (!search) return Failure{search.error()};
  const std::string& patient = search.value().filter.patient;
  if (patient.empty()) return Failure{malformed("patient is required: an id, or Patient/id.")};
  const auto record = record_of(api, patient);
  if (!record && record.error().status != 404) return Failure{record.error()};
  if (const auto noted = note(api, call, "care_teams", patient); !noted) return Failure{noted.error()};
  std::vector<Json> found;
  if (record) found.push_back(care_team_json(record.value()));
  return page_answer(call, std::move(found), "");
}

Handled fhir_care_team(Api& api, const Call& call) {
  const auto record = record_of(api, id_in_path(call));
  if (!record) return Failure{record.error()};
  if (const auto noted = note(api, call, "care_team", id_in_path(call)); !noted) return Failure{noted.error()};
  return one_answer(care_team_json(record.value()));
}

}  // namespace lamplight::server::http
