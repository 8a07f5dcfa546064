// Names of the steps and of the weights.
#include "model/policy.h"

#include <array>
#include <tuple>

#include "model/check.h"

namespace lamplight {

std::string_view name_of(StepAction action) {
  switch (action) {
    case StepAction::offer: return "offer";
    case StepAction::contacts: return "contacts";
    case StepAction::dispatchers: return "dispatchers";
    case StepAction::emergency_number: return "emergency_number";
    case StepAction::ask_resident: return "ask_resident";
  }
  LAMPLIGHT_CHECK(false && "a step outside the enumeration");
}

std::optional<StepAction> step_action_named(std::string_view name) {
  for (const auto action : {StepAction::offer, StepAction::contacts, StepAction::dispatchers, StepAction::emergency_number,
                            StepAction::ask_resident}) {
    if (name_of(action) == name) return action;
  }
  return std::nullopt;
}

std::string_view name_of(Loudness loudness) {
  switch (loudness) {
    case Loudness::quiet: return "quiet";
    case Loudness::normal: return "normal";
    case Loudness::loud: return "loud";
  }
  LAMPLIGHT_CHECK(false && "a loudness outside the enumeration");
}

std::optional<Loudness> loudness_named(std::string_view name) {
  for (const auto loudness : {Loudness::quiet, Loudness::normal, Loudness::loud}) {
    if (name_of(loudness) == name) return loudness;
  }
  return std::nullopt;
}

Loudness usual_loudness(StepAction action) {
  const bool loud = action == StepAction::dispatchers || action == StepAction::emergency_number;
  return loud ? Loudness::loud : Loudness::normal;
}

Loudness loudness_of(const PolicyStep& step) { return step.loudness.value_or(usual_loudness(step.action)); }

std::string_view name_of(TimeOfWeek time) {
  switch (time) {
    case TimeOfWeek::any: return "any";
    case TimeOfWeek::business: return "business";
    case TimeOfWeek::night: return "night";
  }
  LAMPLIGHT_CHECK(false && "a time outside the enumeration");
}

std::optional<TimeOfWeek> time_of_week_named(std::string_view name) {
  for (const auto time : {TimeOfWeek::any, TimeOfWeek::business, TimeOfWeek::night}) {
    if (name_of(time) == name) return time;
  }
  return std::nullopt;
}

TimeOfWeek time_of_week(Instant at, const BusinessHours& hours) {
  const auto local = at + std::chrono::minutes{hours.utc_offset_min};
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const unsigned weekday = std::chrono::weekday(day).iso_encoding() - 1;
  const auto minute = std::chrono::floor<std::chrono::minutes>(local - day).count();
  const bool works = ((static_cast<unsigned>(hours.days) >> weekday) & 1U) != 0;
  return works && minute >= hours.from_min && minute < hours.to_min ? TimeOfWeek::business : TimeOfWeek::night;
}

const Plan* plan_for(const std::vector<Plan>& plans, const PlanCase& about, const BusinessHours& hours) {
  const TimeOfWeek time = time_of_week(about.opened_at, hours);
  const auto fits = [&](const Plan& plan) {
    return (!plan.resident || plan.resident == about.resident) && (!plan.kind || *plan.kind == about.kind) &&
           (!plan.district || *plan.district == about.district) &&
           (!plan.priority || *plan.priority == about.priority) &&
           (plan.time == TimeOfWeek::any || plan.time == time) && !plan.steps.empty();
  };
  const auto narrowness = [](const Plan& plan) {
    return std::make_tuple(plan.resident.has_value(), plan.kind.has_value(), plan.district.has_value(),
                           plan.priority.has_value(), plan.time != TimeOfWeek::any);
  };
  const Plan* best = nullptr;
  for (const Plan& plan : plans) {
    if (!fits(plan)) continue;
    const bool narrower = best != nullptr && narrowness(plan) > narrowness(*best);
    const bool earlier = best != nullptr && narrowness(plan) == narrowness(*best) && plan.id < best->id;
    if (best == nullptr || narrower || earlier) best = &plan;
  }
  return best;
}

std::span<const WeightFacts> weight_facts() {
  static constexpr std::array<WeightFacts, 14> k_facts{{
      {"language_missed_s", &Weights::language_missed_s},
      {"gender_missed_s", &Weights::gender_missed_s},
      {"not_preferred_s", &Weights::not_preferred_s},
      {"load_s", &Weights::load_s},
      {"shift_ends_s", &Weights::shift_ends_s},
      {"asked_before_s", &Weights::asked_before_s},
      {"asked_for_another_s", &Weights::asked_for_another_s},
      {"displaces_s", &Weights::displaces_s},
      {"stale_s_max", &Weights::stale_s_max},
      {"inaccurate_s_max", &Weights::inaccurate_s_max},
      {"on_break_s", &Weights::on_break_s},
      {"no_break_s", &Weights::no_break_s},
      {"not_there_last_s", &Weights::not_there_last_s},
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
