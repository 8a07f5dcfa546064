// FHIR R4 for other departments' systems, read only: the handlers. Each reading is written down.
//
// Searches take patient (an id, or Patient/id), code (LOINC, with or without its system), date (eq, ge, gt, le, lt,
// twice for a span) and _count; a page says where the next one is.
#pragma once

#include "server/http/api.h"

namespace lamplight::server::http {

[[nodiscard]] Handled fhir_capabilities(Api& api, const Call& call);
[[nodiscard]] Handled fhir_patients(Api& api, const Call& call);
[[nodiscard]] Handled fhir_patient(Api& api, const Call& call);
[[nodiscard]] Handled fhir_observations(Api& api, const Call& call);
[[nodiscard]] Handled fhir_observation(Api& api, const Call& call);
[[nodiscard]] Handled fhir_devices(Api& api, const Call& call);
[[nodiscard]] Handled fhir_device(Api& api, const Call& call);
[[nodiscard]] Handled fhir_flags(Api& api, const Call& call);
[[nodiscard]] Handled fhir_flag(Api& api, const Call& call);
[[nodiscard]] Handled fhir_encounters(Api& api, const Call& call);
[[nodiscard]] Handled fhir_encounter(Api& api, const Call& call);
[[nodiscard]] Handled fhir_care_teams(Api& api, const Call& call);
[[nodiscard]] Handled fhir_care_team(Api& api, const Call& call);

}  // namespace lamplight::server::http
