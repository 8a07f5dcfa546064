// Escalation as data: who is asked next, for how long. Rows of `policy_steps`, kept in memory.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <span>
#include <string_view>
#include <vector>

#include "model/alarm_kind.h"
#include "model/ids.h"
#include "model/time.h"

namespace lamplight {

enum class StepAction : std::uint8_t {
  offer,             // to the best `width` able workers not yet asked
  contacts,          // the resident's contacts in order, one a step of this kind
  dispatchers,       // every on-duty dispatcher, loud
  emergency_number,  // advise it, and keep asking
};

[[nodiscard]] std::string_view name_of(StepAction action);
[[nodiscard]] std::optional<StepAction> step_action_named(std::string_view name);

struct PolicyStep {
  StepAction action = StepAction::dispatchers;
  int width = 1;
  Millis wait{60'000};
  bool operator==(const PolicyStep&) const = default;
};

// The steps run in order; the last one repeats until somebody takes the incident.
using Ladder = std::vector<PolicyStep>;

// What sending a worker costs besides her way, in seconds of waiting. A wish never outweighs a quarter of an
// hour of an emergency; a town may weigh otherwise (docs/decisions/0017).
struct Weights {
  int language_missed_s = 300;
  int gender_missed_s = 300;
  int not_preferred_s = 120;
  int load_s = 300;              // for each further thing in hand
  int shift_ends_s = 600;
  int asked_before_s = 600;      // let an earlier offer expire
  int asked_for_another_s = 60;  // is being asked for something less urgent
  int displaces_s = 600;         // leaves something less urgent that she is on the way to
  int stale_s_max = 900;         // half the age of an old position, at most this
  int cover_pct = 100;           // of the delay that the next emergency must expect (dispatch/cover.h)
  bool operator==(const Weights&) const = default;
};

// The weights by name, as settings and the API write them.
struct WeightFacts {
  std::string_view name;
  int Weights::*value;
};
inline constexpr int k_weight_max = 100'000;  // of each; none is below 0
[[nodiscard]] std::span<const WeightFacts> weight_facts();
[[nodiscard]] const WeightFacts* weight_named(std::string_view name);

struct Policies {
  std::map<int, Ladder> by_priority;                       // of emergencies, 1..5
  std::map<IncidentClass, Ladder> by_queue;                // of service and technical incidents
  std::map<AlarmKind, std::vector<SkillCode>> needs;       // skills that a kind calls for
  Weights weights;
  bool operator==(const Policies&) const = default;
};

}  // namespace lamplight
