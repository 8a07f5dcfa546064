// Reads what has come in, closes what is done.
#include "devices/simulate/duty_desk.h"

#include <algorithm>

namespace lamplight::simulate {
namespace {

using std::chrono::minutes;

constexpr Seconds k_try_again{15};
// Longer than the ladder needs to find somebody; what is still there then is written off.
constexpr minutes k_given_up{25};

Millis seconds_between(Dice& dice, double least, double most) {
  return Millis{static_cast<std::int64_t>(dice.between(least, most) * 1000)};
}

}  // namespace

void DutyDesk::look(const std::vector<Case>& cases, Instant now) {
  std::map<IncidentId, Plan> plans;
  for (const Case& seen : cases) {
    const auto known = plans_.find(seen.incident);
    const bool same = known != plans_.end() && known->second.seen == seen;
    plans.emplace(seen.incident, same ? known->second : plan(seen, now));
  }
  plans_ = std::move(plans);
}

DutyDesk::Plan DutyDesk::plan(const Case& seen, Instant now) const {
  Dice dice(seed_, {"desk", seen.incident.text(), name_of(seen.state), seen.acknowledged ? "seen" : "new"});
  const auto close_at = [&](Instant at, Outcome outcome) {
    return Plan{seen, DeskDeed{DeskDeedKind::close, seen.incident, outcome}, at};
  };
  if (seen.state == IncidentState::resolved) return close_at(now + seconds_between(dice, 15, 60), Outcome::helped);
  const bool nobody_goes = seen.state == IncidentState::open || seen.state == IncidentState::offered;
  if (nobody_goes && seen.queue == IncidentClass::technical && seen.over) {
    return close_at(now + seconds_between(dice, 20, 120), Outcome::technical);
  }
  if (nobody_goes && !seen.acknowledged) {
    return {seen, DeskDeed{DeskDeedKind::acknowledge, seen.incident, {}}, now + seconds_between(dice, 8, 40)};
  }
  // A request that can wait is arranged on the telephone.
  if (nobody_goes && seen.queue == IncidentClass::service) {
    return close_at(now + seconds_between(dice, 120, 480), Outcome::helped);
  }
  const bool technical = seen.queue == IncidentClass::technical;
  const Instant given_up = std::max(now + k_try_again, seen.opened_at + k_given_up + seconds_between(dice, 0, 300));
  return close_at(given_up, technical ? Outcome::technical : Outcome::no_answer);
}

std::optional<DeskDeed> DutyDesk::next(Instant now) const {
  for (const auto& [incident, plan] : plans_) {
    if (plan.deed && plan.at <= now) return plan.deed;
  }
  return std::nullopt;
}

void DutyDesk::done(const DeskDeed& deed, Instant now) {
  if (const auto known = plans_.find(deed.incident); known != plans_.end()) known->second.at = now + k_try_again;
}

}  // namespace lamplight::simulate
