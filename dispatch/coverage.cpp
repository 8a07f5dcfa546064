// Each resident against each crew, the uncovered stretches joined to holes, the holes of many residents to one.
#include "dispatch/coverage.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "dispatch/coverage_roster.h"
#include "dispatch/eligibility.h"
#include "dispatch/needs.h"
#include "model/check.h"

namespace lamplight {
namespace {

constexpr int k_renewal_min = 240;  // half a day at a course

// What somebody who goes there has to have, and for which kinds.
struct Need {
  std::vector<SkillCode> skills;
  std::vector<AlarmKind> kinds;
  int priority = 5;
};

std::vector<Need> all_needs(const ResidentCard& resident, const Policies& policies) {
  std::map<std::vector<SkillCode>, Need> by_skills;
  for (int number = 0; number <= static_cast<int>(AlarmKind::unknown); ++number) {
    const auto kind = static_cast<AlarmKind>(number);
    const KindFacts& facts = facts_of(kind);
    if (facts.queue != IncidentClass::emergency || !kind_named(facts.name)) continue;
    std::vector<SkillCode> skills = needs_of(&resident, kind, policies);
    Need& need = by_skills[skills];
    need.skills = std::move(skills);
    need.kinds.push_back(kind);
    need.priority = std::min(need.priority, facts.priority);
  }
  std::vector<Need> needs;
  for (auto& [skills, need] : by_skills) needs.push_back(std::move(need));
  return needs;
}

// What one crew can do for one resident's need.
struct Verdict {
  std::optional<int> nearest_s;  // of who may go, at the usual pace
  std::string why;               // where nobody may
};

struct Hole {
  Instant from{};
  Instant until{};
  std::string why;
};

class Judge {
 public:
  Judge(const Town& town, const RosterPlan& plan, const TravelTime& travel, const CoverageWish& wish)
      : town_(town), travel_(travel), wish_(wish), roster_(town, plan, wish) {}

  Coverage judged() {
    std::vector<const ResidentCard*> residents;
    for (const auto& [id, card] : town_.registers->residents) residents.push_back(&card);
    std::sort(residents.begin(), residents.end(),
              [](const ResidentCard* a, const ResidentCard* b) { return a->id < b->id; });
    for (const ResidentCard* resident : residents) {
      for (const Need& need : all_needs(*resident, town_.registers->policies)) judge(*resident, need);
    }
    for (auto& [key, hole] : holes_) result_.holes.push_back(std::move(hole));
    const auto weight = [](const CoverageHole& hole) {
      return (hole.until - hole.from).count() * static_cast<std::int64_t>(hole.residents.size() * hole.kinds.size());
    };
    std::stable_sort(result_.holes.begin(), result_.holes.end(), [&](const CoverageHole& a, const CoverageHole& b) {
      return a.priority != b.priority ? a.priority < b.priority : weight(a) > weight(b);
    });
    return std::move(result_);
  }

 private:
  using Key = std::tuple<Instant, Instant, std::string, std::vector<AlarmKind>, int, WorkerId, std::string>;

  static Incident incident_of(const ResidentCard& resident, const Need& need) {
    Incident incident;
    incident.queue = IncidentClass::emergency;
    incident.priority = need.priority;
    incident.resident = resident.id;
    incident.district = resident.district;
    incident.place = resident.home;
    incident.needs = need.skills;
    return incident;
  }

  [[nodiscard]] Verdict verdict(std::size_t crew, const ResidentCard& resident, const Incident& incident) const {
    Verdict verdict;
    std::size_t fewest = SIZE_MAX;
    for (const WorkerCard& worker : roster_.crews()[crew]) {
      if (may_go(worker, incident, &resident, {})) {
        const int way_s = travel_.travel_s(*worker.position, resident.home, Pace{});
        verdict.nearest_s = std::min(verdict.nearest_s.value_or(way_s), way_s);
        continue;
      }
      if (verdict.nearest_s) continue;
      const auto reasons = why_not(worker, incident, &resident, {});
      if (reasons.size() >= fewest) continue;
      fewest = reasons.size();
      verdict.why.clear();
      for (const WhyNot& reason : reasons) verdict.why += (verdict.why.empty() ? "" : ", ") + words_of(reason);
    }
    if (roster_.crews()[crew].empty()) verdict.why = "nobody is on shift";
    return verdict;
  }

  [[nodiscard]] bool in_time(int way_s, const ResidentCard& resident, Instant at) const {
    return std::int64_t{way_s} * town_.pace_to(resident.district, at).way_pct / 100 <= wish_.target.count();
  }

  void judge(const ResidentCard& resident, const Need& need) {
    const Incident incident = incident_of(resident, need);
    std::vector<std::optional<Verdict>> verdicts(roster_.crews().size());
    std::vector<Hole> holes;
    std::vector<bool> uncovered(static_cast<std::size_t>(wish_.hours), false);
    for (const Stretch& stretch : roster_.stretches()) {
      auto& known = verdicts[stretch.crew];
      if (!known) known = verdict(stretch.crew, resident, incident);
      if (known->nearest_s && in_time(*known->nearest_s, resident, stretch.from)) continue;
      uncovered[static_cast<std::size_t>((stretch.from - wish_.from) / std::chrono::hours{1})] = true;
      const std::string why = known->nearest_s ? "nobody is near enough" : known->why;
      if (!holes.empty() && holes.back().until == stretch.from && holes.back().why == why) {
        holes.back().until = stretch.until;
      } else {
        holes.push_back({stretch.from, stretch.until, why});
      }
    }
    const auto kinds = static_cast<std::int64_t>(need.kinds.size());
    result_.asked += kinds * wish_.hours;
    result_.covered += kinds * std::count(uncovered.begin(), uncovered.end(), false);
    for (const Hole& hole : holes) keep(resident, need, incident, hole);
  }

  void keep(const ResidentCard& resident, const Need& need, const Incident& incident, const Hole& hole) {
    const auto closing = cheapest(resident, incident, hole);
    const Key key{hole.from, hole.until, hole.why, need.kinds, closing ? static_cast<int>(closing->move) : -1,
                  closing ? closing->worker : WorkerId{}, closing ? closing->skill : std::string{}};
    CoverageHole& one = holes_[key];
    one.from = hole.from;
    one.until = hole.until;
    one.why = hole.why;
    one.kinds = need.kinds;
    one.priority = need.priority;
    one.residents.push_back(resident.id);
    one.closing = closing;
  }

  [[nodiscard]] std::optional<Closing> cheapest(const ResidentCard& resident, const Incident& incident,
                                                const Hole& hole) const {
    std::optional<Closing> best;
    const auto consider = [&](Closing one) {
      if (!best || std::pair{one.cost_min, one.worker} < std::pair{best->cost_min, best->worker}) best = std::move(one);
    };
    for (std::size_t worker = 0; worker < roster_.workers(); ++worker) {
      // What is valid at the end has been so all the time.
      const WorkerCard card = roster_.as_if_present(worker, hole.until - Millis{1}, false);
      if (!in_time(travel_.travel_s(*card.position, resident.home, Pace{}), resident, hole.from)) continue;
      if (may_go(card, incident, &resident, {})) {
        if (const auto move = roster_.move_for(worker, hole.from, hole.until)) {
          consider({move->first, card.id, card.name, "", move->second});
        }
      } else if (roster_.present(worker, hole.from, hole.until) &&
                 may_go(roster_.as_if_present(worker, hole.from, true), incident, &resident, {})) {
        consider({ClosingMove::renew_skill, card.id, card.name,
                  roster_.expired(worker, incident.needs, hole.until - Millis{1}), k_renewal_min});
      }
    }
    return best;
  }

  const Town& town_;
  const TravelTime& travel_;
  const CoverageWish& wish_;
  Roster roster_;
  std::map<Key, CoverageHole> holes_;
  Coverage result_;
};

}  // namespace

std::string_view name_of(ClosingMove move) {
  switch (move) {
    case ClosingMove::move_break: return "move_break";
    case ClosingMove::renew_skill: return "renew_skill";
    case ClosingMove::extend_shift: return "extend_shift";
    case ClosingMove::call_in: return "call_in";
  }
  LAMPLIGHT_CHECK(false && "a move outside the enumeration");
}

Coverage coverage(const Town& town, const RosterPlan& plan, const TravelTime& travel, const CoverageWish& wish) {
  return Judge(town, plan, travel, wish).judged();
}

}  // namespace lamplight
