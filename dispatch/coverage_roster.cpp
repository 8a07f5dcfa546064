// Stretches between the moments at which the roster changes; distinct crews are kept once.
#include "dispatch/coverage_roster.h"

#include <algorithm>

namespace lamplight {
namespace {

constexpr std::chrono::hours k_rest{10};      // between two days of work
constexpr std::chrono::hours k_day_max{14};   // of one, an extension included
constexpr int k_break_trouble_min = 15;
constexpr int k_extend_trouble_min = 15;
constexpr int k_call_in_trouble_min = 90;     // a way to work and back for a few hours

int minutes(Millis time) { return static_cast<int>(std::chrono::ceil<std::chrono::minutes>(time).count()); }

}  // namespace

Roster::Roster(const Town& town, const RosterPlan& plan, const CoverageWish& wish)
    : plan_(plan), shifts_(plan.workers.size()), skills_(plan.workers.size()) {
  std::map<WorkerId, std::size_t> number;
  for (std::size_t i = 0; i < plan.workers.size(); ++i) number.emplace(plan.workers[i].id, i);
  for (const PlannedShift& shift : plan.shifts) {
    const auto found = number.find(shift.worker);
    if (found != number.end() && shift.from < shift.until) shifts_[found->second].push_back(&shift);
  }
  for (auto& list : shifts_) {
    std::sort(list.begin(), list.end(), [](const PlannedShift* a, const PlannedShift* b) {
      return std::pair{a->from, a->until} < std::pair{b->from, b->until};
    });
  }
  for (const DatedSkill& skill : plan.skills) {
    const auto found = number.find(skill.worker);
    if (found != number.end()) skills_[found->second].push_back(&skill);
  }
  place(town);
  cut_into_stretches(wish);
}

// The middle of the homes that she serves.
void Roster::place(const Town& town) {
  struct Sum {
    double lat = 0;
    double lon = 0;
    int count = 0;
  };
  std::map<DistrictId, Sum> districts;
  Sum all;
  for (const auto& [id, resident] : town.registers->residents) {
    for (Sum* sum : {&districts[resident.district], &all}) {
      sum->lat += resident.home.lat;
      sum->lon += resident.home.lon;
      ++sum->count;
    }
  }
  for (const WorkerCard& worker : plan_.workers) {
    Sum sum;
    for (const DistrictId& district : worker.districts) {
      const Sum& one = districts[district];
      sum = {sum.lat + one.lat, sum.lon + one.lon, sum.count + one.count};
    }
    if (sum.count == 0) sum = all;
    places_.push_back(sum.count == 0 ? Position{} : Position{sum.lat / sum.count, sum.lon / sum.count});
  }
}

bool Roster::present(std::size_t worker, Instant from, Instant until) const {
  return std::any_of(shifts_[worker].begin(), shifts_[worker].end(), [&](const PlannedShift* shift) {
    if (shift->from > from || shift->until < until) return false;
    return !shift->break_from || !shift->break_until || *shift->break_until <= from || *shift->break_from >= until;
  });
}

WorkerCard Roster::as_if_present(std::size_t worker, Instant at, bool renewed) const {
  WorkerCard card = plan_.workers[worker];
  card.on_duty = true;
  card.position = places_[worker];
  card.position_at = at;
  card.skills.clear();
  for (const DatedSkill* skill : skills_[worker]) {
    if (renewed || valid(*skill, at)) card.skills.push_back(skill->skill);
  }
  return card;
}

std::string Roster::expired(std::size_t worker, const std::vector<SkillCode>& needs, Instant at) const {
  for (const DatedSkill* skill : skills_[worker]) {
    if (!valid(*skill, at) && std::find(needs.begin(), needs.end(), skill->skill) != needs.end()) {
      return skill->skill.text();
    }
  }
  return {};
}

void Roster::cut_into_stretches(const CoverageWish& wish) {
  const Instant end = wish.from + std::chrono::hours{wish.hours};
  std::set<Instant> moments;
  const auto add = [&](Instant at) {
    if (at > wish.from && at < end) moments.insert(at);
  };
  for (const PlannedShift& shift : plan_.shifts) {
    add(shift.from);
    add(shift.until);
    if (shift.break_from) add(*shift.break_from);
    if (shift.break_until) add(*shift.break_until);
  }
  for (const DatedSkill& skill : plan_.skills) {
    if (skill.expires) add(*skill.expires);
  }
  // Travel differs by the hour, and hours are what is counted.
  for (int hour = 0; hour <= wish.hours; ++hour) moments.insert(wish.from + std::chrono::hours{hour});

  std::map<std::vector<std::pair<WorkerId, std::vector<SkillCode>>>, std::size_t> known;
  for (auto at = moments.begin(); std::next(at) != moments.end(); ++at) {
    const Instant until = *std::next(at);
    std::vector<WorkerCard> crew;
    std::vector<std::pair<WorkerId, std::vector<SkillCode>>> key;
    for (std::size_t worker = 0; worker < plan_.workers.size(); ++worker) {
      if (!present(worker, *at, until)) continue;
      crew.push_back(as_if_present(worker, *at, false));
      key.emplace_back(crew.back().id, crew.back().skills);
    }
    const auto [found, fresh] = known.emplace(std::move(key), crews_.size());
    if (fresh) crews_.push_back(std::move(crew));
    stretches_.push_back({*at, until, found->second});
  }
}

std::optional<std::pair<ClosingMove, int>> Roster::move_for(std::size_t worker, Instant from, Instant until) const {
  const auto& shifts = shifts_[worker];
  const int added = minutes(until - from);
  for (const PlannedShift* shift : shifts) {
    if (shift->from <= from && shift->until >= until && !present(worker, from, until)) {
      return std::pair{ClosingMove::move_break, k_break_trouble_min};
    }
  }
  if (present(worker, from, until)) return std::nullopt;
  // Longer at either end, by at most what a day may have, and with her rest before and after.
  std::optional<std::pair<ClosingMove, int>> best;
  Instant day_from = from;
  Instant day_until = until;
  for (const PlannedShift* shift : shifts) {
    const bool touches = shift->until >= from && shift->from <= until;
    if (!touches) continue;
    day_from = std::min(day_from, shift->from);
    day_until = std::max(day_until, shift->until);
    best = std::pair{ClosingMove::extend_shift, added + k_extend_trouble_min};
  }
  if (day_until - day_from > k_day_max) return std::nullopt;
  for (const PlannedShift* shift : shifts) {
    const bool within = shift->from >= day_from && shift->until <= day_until;
    if (!within && shift->until > day_from - k_rest && shift->from < day_until + k_rest) return std::nullopt;
  }
  if (!best) best = std::pair{ClosingMove::call_in, added + k_call_in_trouble_min};
  return best;
}

}  // namespace lamplight
