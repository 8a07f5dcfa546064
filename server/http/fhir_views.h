// FHIR R4 resources and bundles, as JSON. Pure.
//
// Ids of FHIR have no underscore and no colon: ours are written with ".U" for "_" and ".C" for ":".
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "db/exchange_views.h"
#include "db/resident_records.h"
#include "server/http/json_views.h"

namespace lamplight::server::http {

// A vital sign: our name, its LOINC code, its UCUM unit.
struct VitalCode {
  std::string_view name;
  std::string_view loinc;
  std::string_view display;
  std::string_view unit;
};
[[nodiscard]] std::span<const VitalCode> vital_codes();
[[nodiscard]] const VitalCode* vital_named(std::string_view name);
[[nodiscard]] const VitalCode* vital_coded(std::string_view loinc);

[[nodiscard]] std::string fhir_id(std::string_view id);
[[nodiscard]] std::string id_of_fhir(std::string_view id);

// A reading by itself, for Observation/{id}: device, name, time.
struct ObservationKey {
  DeviceId device;
  std::string name;
  Instant at{};
};
[[nodiscard]] std::string observation_id(const ObservationKey& key);
[[nodiscard]] std::optional<ObservationKey> observation_key(std::string_view id);

// A blood pressure is one observation of two components; `diastolic` is the other half, if there is one.
[[nodiscard]] Json observation_json(const Reading& reading, const std::optional<Reading>& diastolic);
[[nodiscard]] Json patient_json(const db::ResidentRecord& record);
[[nodiscard]] Json patient_json(const db::ResidentLine& line);
[[nodiscard]] Json device_json(const db::ExchangeDevice& device);
[[nodiscard]] Json encounter_json(const db::ExchangeIncident& incident);
[[nodiscard]] Json flag_json(const db::ExchangeFlag& flag);
[[nodiscard]] Json care_team_json(const db::ResidentRecord& record);
[[nodiscard]] Json capability_json(Instant now);

// One page of a search; `next` is its address, nothing at the end.
[[nodiscard]] std::string bundle_view(std::vector<Json> resources, const std::string& self,
                                      const std::optional<std::string>& next);

}  // namespace lamplight::server::http
