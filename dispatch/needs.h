// What whoever goes has to have: what the kind calls for, what the resident's record says and what the evidence says,
// each once, sorted.
//
// Used wherever an incident is opened or raised and where the roster ahead is judged. Pure.
#pragma once

#include <span>
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
  std::string_view words;
};

// Kind, record and rules together; what an incident needs at once, or needs besides. `before`: the evidence that it
// has already, each as it was when it came, whatever has come since; empty where `said` opens it.
[[nodiscard]] std::vector<SkillCode> needs_of(const ResidentCard* resident, const Said& said,
                                              std::span<const Said> before, const Policies& policies);

// Whether some rule looks for other evidence beside an alarm of this kind: only then `before` has to be read.
[[nodiscard]] bool compares_evidence(AlarmKind kind, const Policies& policies);

}  // namespace lamplight
