// What whoever goes has to have: what the kind calls for, what the resident's record says and what the evidence says,
// each once, sorted.
//
// Used wherever an incident is opened or raised and where the roster ahead is judged. Pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/people.h"
#include "model/policy.h"

namespace lamplight {

// `resident` may be null.
[[nodiscard]] std::vector<SkillCode> needs_of(const ResidentCard* resident, AlarmKind kind, const Policies& policies);

// A piece of evidence as rules look at it.
struct Said {
  AlarmKind kind = AlarmKind::unknown;
  std::optional<AlarmKind> beside;  // what the incident was before this came; nothing: this opens it
  std::string_view words;
};

// Both together; what an incident needs at once, or needs besides.
[[nodiscard]] std::vector<SkillCode> needs_of(const ResidentCard* resident, const Said& said, const Policies& policies);

}  // namespace lamplight
