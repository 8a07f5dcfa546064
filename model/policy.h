// Escalation as data: who is asked next, for how long. Rows of `policy_steps`, kept in memory.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
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
  ask_resident,      // by the device that spoke, whether she needs help; passed over where somebody pressed
};

// How loud a step is at the desks and in groups.
enum class Loudness : std::uint8_t { quiet, normal, loud };

[[nodiscard]] std::string_view name_of(StepAction action);
[[nodiscard]] std::optional<StepAction> step_action_named(std::string_view name);
[[nodiscard]] std::string_view name_of(Loudness loudness);
[[nodiscard]] std::optional<Loudness> loudness_named(std::string_view name);
// Where a step does not say: calling dispatchers and the emergency number is loud.
[[nodiscard]] Loudness usual_loudness(StepAction action);

struct PolicyStep {
  StepAction action = StepAction::dispatchers;
  int width = 1;
  Millis wait{60'000};
  std::optional<Loudness> loudness;  // nothing: as usual for the action
  bool operator==(const PolicyStep&) const = default;
};

[[nodiscard]] Loudness loudness_of(const PolicyStep& step);

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
  int inaccurate_s_max = 600;    // the way across what her position may be off by, at most this
  int on_break_s = 600;          // is called from her break
  int no_break_s = 120;          // for each hour that she works too long without one
  int not_there_last_s = 60;     // somebody else was there last
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

enum class TimeOfWeek : std::uint8_t { any, business, night };  // night: whenever it is not business
[[nodiscard]] std::string_view name_of(TimeOfWeek time);
[[nodiscard]] std::optional<TimeOfWeek> time_of_week_named(std::string_view name);

// The town's business hours, on its own clocks.
struct BusinessHours {
  int utc_offset_min = 480;
  int from_min = 8 * 60;           // of the day; `to_min` is the first minute after
  int to_min = 18 * 60;
  int days = 0b0011111;            // Monday is bit 0
  bool operator==(const BusinessHours&) const = default;
};
[[nodiscard]] TimeOfWeek time_of_week(Instant at, const BusinessHours& hours);

// A ladder for a narrower case than queue and priority. Every field that is set must fit.
struct Plan {
  PlanId id;
  std::optional<ResidentId> resident;
  std::optional<AlarmKind> kind;
  std::optional<DistrictId> district;
  std::optional<int> priority;
  TimeOfWeek time = TimeOfWeek::any;
  Ladder steps;
  bool operator==(const Plan&) const = default;
};

// What a plan is chosen by. The time is that of the opening: an incident keeps its plan over the hour's stroke.
struct PlanCase {
  std::optional<ResidentId> resident;
  AlarmKind kind = AlarmKind::unknown;
  DistrictId district;
  int priority = 5;
  Instant opened_at{};
};
// A resident's own plan before the town's; then the plan for the kind, the district, the priority, the time; then the
// lower id. Null where none fits.
[[nodiscard]] const Plan* plan_for(const std::vector<Plan>& plans, const PlanCase& about, const BusinessHours& hours);

// What evidence calls for besides what its kind does: an `intruder` beside a `fall`, a text that says "stairs".
// What is set must fit, and one of the three is set; judged beside all the evidence that came before (dispatch/needs).
struct EvidenceRule {
  std::optional<AlarmKind> kind;    // of the alarm
  std::optional<AlarmKind> beside;  // another piece of its evidence, whichever of the two came first
  std::string says;                 // stands in the words of either; the case of ASCII letters does not count
  std::vector<SkillCode> needs;     // at least one
  bool operator==(const EvidenceRule&) const = default;
};

struct Policies {
  std::map<int, Ladder> by_priority;                       // of emergencies, 1..5
  std::map<IncidentClass, Ladder> by_queue;                // of service and technical incidents
  std::map<AlarmKind, std::vector<SkillCode>> needs;       // skills that a kind calls for
  std::vector<EvidenceRule> evidence;                      // in the administrator's order
  Weights weights;
  std::vector<Plan> plans;                                 // sorted by id
  BusinessHours hours;
  bool operator==(const Policies&) const = default;
};

}  // namespace lamplight
