// Names of the steps and of the weights.
#include "model/policy.h"

#include <array>

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

std::span<const WeightFacts> weight_facts() {
  static constexpr std::array<WeightFacts, 10> k_facts{{
      {"language_missed_s", &Weights::language_missed_s},
      {"gender_missed_s", &Weights::gender_missed_s},
      {"not_preferred_s", &Weights::not_preferred_s},
      {"load_s", &Weights::load_s},
      {"shift_ends_s", &Weights::shift_ends_s},
      {"asked_before_s", &Weights::asked_before_s},
      {"asked_for_another_s", &Weights::asked_for_another_s},
      {"displaces_s", &Weights::displaces_s},
      {"stale_s_max", &Weights::stale_s_max},
      {"cover_pct", &Weights::cover_pct},
  }};
  return k_facts;
}

const WeightFacts* weight_named(std::string_view name) {
  for (const WeightFacts& facts : weight_facts()) {
    if (facts.name == name) return &facts;
  }
  return nullptr;
}

}  // namespace lamplight
