// Names of the steps.
#include "model/policy.h"

#include "model/check.h"

namespace lamplight {

std::string_view name_of(StepAction action) {
  switch (action) {
    case StepAction::offer: return "offer";
    case StepAction::contacts: return "contacts";
    case StepAction::dispatchers: return "dispatchers";
    case StepAction::emergency_number: return "emergency_number";
  }
  LAMPLIGHT_CHECK(false && "a step outside the enumeration");
}

std::optional<StepAction> step_action_named(std::string_view name) {
  for (const auto action : {StepAction::offer, StepAction::contacts, StepAction::dispatchers, StepAction::emergency_number}) {
    if (name_of(action) == name) return action;
  }
  return std::nullopt;
}

}  // namespace lamplight
