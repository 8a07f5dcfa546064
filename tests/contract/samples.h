// Rows for contract tests, every field filled in, so that a store which loses one is caught.
#pragma once

#include "dispatch/changes.h"
#include "dispatch/situation.h"

namespace lamplight::tests {

inline constexpr Instant k_morning = instant_of_ms(1'795'421'730'123);

[[nodiscard]] Incident sample_incident(const std::string& id, const std::string& join_key);
[[nodiscard]] AlarmRow sample_alarm(const std::string& device, const std::string& alarm, const std::string& incident);
[[nodiscard]] Offer sample_offer(const std::string& incident, const std::string& worker, int round = 1);

// The next version of an incident.
[[nodiscard]] Incident next(Incident incident);
// The next version, held by a worker.
[[nodiscard]] Incident held_by(Incident incident, const std::string& worker);
// The next version, closed.
[[nodiscard]] Incident closed(Incident incident);

// An incident with one alarm, as intake opens it.
[[nodiscard]] Changes opening(const Incident& incident, const AlarmRow& alarm);
[[nodiscard]] Changes updating(const Incident& incident);

// Asks for one incident, and for what binds the workers.
[[nodiscard]] SituationQuery about(const std::string& incident);
[[nodiscard]] SituationQuery about_alarm(const std::string& device, const std::string& alarm);

}  // namespace lamplight::tests
