// Escalation as data: who is asked next, for how long. Rows of `policy_steps`, kept in memory.
#pragma once

#include <map>
#include <optional>
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

struct Policies {
  std::map<int, Ladder> by_priority;                       // of emergencies, 1..5
  std::map<IncidentClass, Ladder> by_queue;                // of service and technical incidents
  std::map<AlarmKind, std::vector<SkillCode>> needs;       // skills that a kind calls for
  bool operator==(const Policies&) const = default;
};

}  // namespace lamplight
