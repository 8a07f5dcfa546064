// Bugs, planted on purpose: each alters a decision on its way to the tables, or a server of the simulated
// town, as a mistake in the code would. A simulation that does not catch them proves nothing.
//
// Used by tests/simulation only; no program contains them.
#pragma once

#include <array>
#include <string_view>

#include "dispatch/changes.h"
#include "dispatch/situation.h"

namespace lamplight::simulation {

enum class Bug {
  none,
  // decisions
  alarm_not_stored,
  alarm_without_incident,
  incident_without_deadline,
  deadline_far_away,
  held_without_deadline,
  offer_leaves_it_open,
  offers_stay_when_taken,
  decline_is_forgotten,
  off_duty_is_asked,
  unskilled_is_asked,
  busy_is_asked,
  release_keeps_no_worker,
  join_key_lost,
  folded_into_an_area,
  cancel_ends_it,
  end_is_not_told,
  seq_stands_still,
  audit_left_out,
  never_ends,
  // servers
  tells_before_commit,
  acts_early,
  acts_twice,
  repeat_is_new,
  displaced_is_dropped,
};

struct BugFacts {
  Bug bug;
  std::string_view name;
  std::string_view caught_by;  // how the violation begins
};
extern const std::array<BugFacts, 24> k_bugs;

// What this bug makes of a decision. Others than those of decisions change nothing.
void spoil(Bug bug, Changes& changes, const Situation& situation);

}  // namespace lamplight::simulation
