// A plan for each incident on the phone, made anew whenever its state changes.
#include "devices/simulate/care_worker.h"

#include <algorithm>

namespace lamplight::simulate {
namespace {

// An electric bicycle through lanes, as the server's own travel time has it.
constexpr double k_speed_mps = 4.5;
constexpr Seconds k_try_again{5};
constexpr Seconds k_least_travel{8};  // so that "on the way" can be seen
constexpr double k_declines = 0.07;   // of the offers of the story
constexpr double k_does_not_answer = 0.05;
constexpr double k_forgets_arrival = 0.08;

Millis seconds_between(Dice& dice, double least, double most) {
  return Millis{static_cast<std::int64_t>(dice.between(least, most) * 1000)};
}

Outcome outcome_thrown(Dice& dice, bool of_story) {
  const double thrown = dice.fraction();
  if (!of_story || thrown < 0.76) return Outcome::helped;
  if (thrown < 0.92) return Outcome::false_alarm;
  if (thrown < 0.95) return Outcome::hospital;
  return thrown < 0.97 ? Outcome::no_answer : Outcome::other;
}

}  // namespace

std::string_view name_of(DeedKind kind) {
  switch (kind) {
    case DeedKind::duty_on:
      return "duty_on";
    case DeedKind::duty_off:
      return "duty_off";
    case DeedKind::report_position:
      return "report_position";
    case DeedKind::accept:
      return "accept";
    case DeedKind::decline:
      return "decline";
    case DeedKind::depart:
      return "depart";
    case DeedKind::arrive:
      return "arrive";
    case DeedKind::resolve:
      return "resolve";
  }
  return {};
}

CareWorker::CareWorker(std::uint64_t seed, WorkerId id, Pace pace, Position position, std::vector<Position> beat,
                       Instant now)
    : seed_(seed),
      id_(std::move(id)),
      pace_(pace),
      beat_(std::move(beat)),
      leg_from_(position),
      leg_to_(position),
      leg_begins_(now),
      leg_ends_(now),
      report_at_(now),
      duty_at_(now) {
  // Not all at once: 40 phones that report together are a burst that no town has.
  Dice dice(seed_, {"first report", id_.text()});
  report_at_ = now + seconds_between(dice, 1, 25);
}

void CareWorker::look(std::vector<Task> tasks, Instant now) {
  tasks_ = std::move(tasks);
  std::erase_if(plans_, [this](const auto& known) {
    return std::none_of(tasks_.begin(), tasks_.end(), [&](const Task& task) { return task.incident == known.first; });
  });
  for (const Task& task : tasks_) {
    const auto known = plans_.find(task.incident);
    const bool same =
        known != plans_.end() && known->second.for_state == task.state && known->second.offered == task.offered;
    if (!same) plan(task, now);
  }
}

void CareWorker::roster(bool on_shift, bool on_duty) {
  on_shift_ = on_shift;
  on_duty_ = on_duty;
}

Dice CareWorker::dice_for(const Task& task, std::string_view step) const {
  return {seed_, {"worker", id_.text(), task.incident.text(), step}};
}

void CareWorker::plan(const Task& task, Instant now) {
  Plan& plan = plans_[task.incident];
  plan = Plan{};
  plan.for_state = task.state;
  plan.offered = task.offered;
  Dice dice = dice_for(task, task.offered ? "offered" : name_of(task.state));
  if (task.offered) {
    plan.at = now + seconds_between(dice, 5, 20);
    if (task.of_story) {
      plan.declines = dice.chance(k_declines);
      if (!plan.declines && dice.chance(k_does_not_answer)) plan.at.reset();
    }
    return;
  }
  if (task.state == IncidentState::assigned) plan.at = now + seconds_between(dice, 4, 12);
  if (task.state == IncidentState::on_the_way) {
    const Position here = position_at(now);
    const int road_s =
        task.eta_s.value_or(task.place ? static_cast<int>(distance_m(here, *task.place) / k_speed_mps) : 300);
    const Millis travel =
        std::max<Millis>(k_least_travel, Millis{static_cast<std::int64_t>(road_s * 1000 / pace_.travel)});
    plan.at = now + travel;
    if (task.place) travel_to(*task.place, now, *plan.at);
    if (task.of_story && dice.chance(k_forgets_arrival)) *plan.at += seconds_between(dice, 60, 240);
  }
  if (task.state == IncidentState::arrived) plan.at = now + seconds_between(dice, 25, 75);
}

Deed CareWorker::deed_for(const Task& task, const Plan& plan) const {
  Deed deed;
  deed.incident = task.incident;
  if (task.offered) {
    deed.kind = plan.declines ? DeedKind::decline : DeedKind::accept;
    if (plan.declines) deed.words = "正在照顾别人 with somebody else";
    return deed;
  }
  if (task.state == IncidentState::assigned) deed.kind = DeedKind::depart;
  if (task.state == IncidentState::on_the_way) deed.kind = DeedKind::arrive;
  if (task.state == IncidentState::arrived) {
    deed.kind = DeedKind::resolve;
    Dice dice = dice_for(task, "outcome");
    deed.outcome = outcome_thrown(dice, task.of_story);
    deed.words = "模拟护理员 simulated care worker";
  }
  return deed;
}

std::optional<Deed> CareWorker::next(Instant now) {
  if (kept_off_until_ && now < *kept_off_until_) return std::nullopt;
  for (const Task& task : tasks_) {
    const Plan& plan = plans_[task.incident];
    if (plan.at && *plan.at <= now) return deed_for(task, plan);
  }
  if (on_shift_ != on_duty_ && duty_at_ <= now && (on_shift_ || tasks_.empty())) {
    Deed deed;
    deed.kind = on_shift_ ? DeedKind::duty_on : DeedKind::duty_off;
    return deed;
  }
  if (on_duty_ && report_at_ <= now) {
    walk_on(now);
    Deed deed;
    deed.position = position_at(now);
    return deed;
  }
  return std::nullopt;
}

void CareWorker::done(const Deed& deed, bool worked, Instant now) {
  if (deed.kind == DeedKind::report_position) {
    Dice dice(seed_, {"report", id_.text(), std::to_string(ms_of(now))});
    report_at_ = now + seconds_between(dice, 20, 30);
    return;
  }
  if (deed.kind == DeedKind::duty_on || deed.kind == DeedKind::duty_off) {
    if (worked) on_duty_ = deed.kind == DeedKind::duty_on;
    duty_at_ = now + k_try_again;
    return;
  }
  // The phone shows the new state when it is true; until then nothing is done twice in a hurry. Where it
  // shows it already, the next step has been planned.
  for (const Task& task : tasks_) {
    if (task.incident != deed.incident) continue;
    Plan& plan = plans_[task.incident];
    if (deed_for(task, plan).kind == deed.kind) plan.at = now + k_try_again;
  }
}

Instant CareWorker::next_at(Instant now) const {
  Instant next = on_duty_ ? report_at_ : now + std::chrono::minutes{1};
  if (on_shift_ != on_duty_) next = std::min(next, duty_at_);
  for (const auto& [incident, plan] : plans_) {
    if (plan.at) next = std::min(next, *plan.at);
  }
  return kept_off_until_ ? std::max(next, *kept_off_until_) : next;
}

void CareWorker::travel_to(const Position& place, Instant from, Instant until) {
  leg_from_ = position_at(from);
  leg_to_ = place;
  leg_begins_ = from;
  leg_ends_ = until;
}

Position CareWorker::position_at(Instant now) const {
  if (now >= leg_ends_ || leg_ends_ <= leg_begins_) return leg_to_;
  const double done =
      static_cast<double>((now - leg_begins_).count()) / static_cast<double>((leg_ends_ - leg_begins_).count());
  return {leg_from_.lat + (leg_to_.lat - leg_from_.lat) * done, leg_from_.lon + (leg_to_.lon - leg_from_.lon) * done};
}

// On her rounds: from place to place at walking pace, with a while at each.
void CareWorker::walk_on(Instant now) {
  const bool busy = std::any_of(tasks_.begin(), tasks_.end(), [](const Task& task) { return !task.offered; });
  if (busy || beat_.empty() || now < leg_ends_) return;
  Dice dice(seed_, {"rounds", id_.text(), std::to_string(legs_)});
  ++legs_;
  if (dice.chance(0.6)) {  // stays where she is for a while
    travel_to(leg_to_, now, now + seconds_between(dice, 60, 400));
    return;
  }
  const Position& target = beat_[static_cast<std::size_t>(dice.whole(0, static_cast<int>(beat_.size()) - 1))];
  const double way_s = distance_m(position_at(now), target) / k_speed_mps;
  travel_to(target, now, now + Millis{static_cast<std::int64_t>(way_s * 1000) + 1000});
}

}  // namespace lamplight::simulate
