// The coming days of a small roster: what is covered, which holes there are, what closes each at the least cost.
#include <catch2/catch.hpp>

#include <algorithm>

#include "dispatch/coverage.h"
#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

const SkillCode k_lifting{"lifting"};
const SkillCode k_nursing{"nursing"};

Instant at_hour(int hour) { return k_noon + std::chrono::hours{hour}; }

// Li and Wang; w1 to w4, of whom only w2 lifts, which a fall calls for.
struct Week {
  SmallTown small;
  RosterPlan plan;
  CoverageWish wish{k_noon, 24, Seconds{45 * 60}};

  Week() {
    for (WorkerCard worker : small.workers) {
      for (const SkillCode& skill : worker.skills) plan.skills.push_back({worker.id, skill, {}});
      worker.skills.clear();
      plan.workers.push_back(worker);
    }
  }
  Week& shift(const std::string& worker, int from, int until) {
    plan.shifts.push_back({WorkerId{worker}, at_hour(from), at_hour(until), {}, {}});
    return *this;
  }
  [[nodiscard]] Coverage seen() const { return coverage(small.town(), plan, small.travel, wish); }
  // Those in which somebody fell.
  [[nodiscard]] std::vector<CoverageHole> falls() const {
    auto holes = seen().holes;
    std::erase_if(holes, [](const CoverageHole& hole) { return hole.kinds != std::vector{AlarmKind::fall}; });
    return holes;
  }
};

}  // namespace

TEST_CASE("A roster that has somebody able at every hour has no hole") {
  Week week;
  week.shift("w2", 0, 12).shift("w2", 12, 24);
  const Coverage seen = week.seen();
  CHECK(seen.holes.empty());
  CHECK(seen.asked > 0);
  CHECK(seen.asked == seen.covered);
  // Two residents, a day, each kind of an emergency.
  CHECK(seen.asked % (2 * 24) == 0);
}

TEST_CASE("An hour counts as covered only when all of it is") {
  Week week;
  week.wish.hours = 2;
  week.plan.shifts.push_back({WorkerId{"w2"}, k_noon, k_noon + 90min, {}, {}});
  const Coverage seen = week.seen();
  CHECK(seen.covered * 2 == seen.asked);
  REQUIRE(!seen.holes.empty());
  CHECK(seen.holes.front().from == k_noon + 90min);
  CHECK(seen.holes.front().until == at_hour(2));
  CHECK(seen.holes.front().why == "nobody is on shift");
  CHECK(seen.holes.front().residents == std::vector{ResidentId{"r-li"}, ResidentId{"r-wang"}});
}

TEST_CASE("Who lacks the skill leaves a hole for the kinds that call for it, and for no other") {
  Week week;
  week.shift("w1", 0, 24).shift("w2", 0, 8).shift("w2", 20, 24);
  const auto holes = week.seen().holes;
  REQUIRE(holes.size() == 1);
  CHECK(holes.front().kinds == std::vector{AlarmKind::fall});
  CHECK(holes.front().why == "lacks lifting");
  CHECK(holes.front().from == at_hour(8));
  CHECK(holes.front().until == at_hour(20));
  // The only one who lifts would work 24 hours on end: nobody of this roster closes it.
  CHECK_FALSE(holes.front().closing);
}

TEST_CASE("A shift that touches the hole is made longer before somebody is called in") {
  Week week;
  week.plan.skills.push_back({WorkerId{"w4"}, k_lifting, {}});
  week.shift("w1", 0, 24).shift("w2", 0, 8).shift("w4", 10, 22).shift("w2", 19, 24);
  const auto holes = week.falls();
  REQUIRE(holes.size() == 1);
  REQUIRE(holes.front().closing);
  CHECK(holes.front().closing->move == ClosingMove::extend_shift);
  CHECK(holes.front().closing->worker == WorkerId{"w4"});  // w2 would have no rest before her evening
  CHECK(holes.front().closing->cost_min == 120 + 15);
}

TEST_CASE("Somebody rested is called in where no shift touches the hole") {
  Week week;
  week.plan.skills.push_back({WorkerId{"w3"}, k_lifting, {}});
  week.shift("w1", 0, 24).shift("w2", 0, 12);
  const auto holes = week.falls();
  REQUIRE(holes.size() == 1);
  REQUIRE(holes.front().closing);
  CHECK(holes.front().closing->move == ClosingMove::call_in);
  CHECK(holes.front().closing->worker == WorkerId{"w3"});
  CHECK(holes.front().closing->cost_min == 12 * 60 + 90);
}

TEST_CASE("A break in which nobody else could go is moved; a skill that runs out on shift is renewed") {
  Week week;
  week.shift("w1", 0, 24).shift("w2", 0, 12).shift("w2", 12, 24);
  week.plan.shifts[1].break_from = at_hour(6);
  week.plan.shifts[1].break_until = at_hour(6) + 30min;
  auto holes = week.falls();
  REQUIRE(holes.size() == 1);
  CHECK(holes.front().until - holes.front().from == 30min);
  REQUIRE(holes.front().closing);
  CHECK(holes.front().closing->move == ClosingMove::move_break);
  week.plan.shifts[1].break_from.reset();
  week.plan.shifts[1].break_until.reset();
  week.plan.skills.front().expires = at_hour(18);
  holes = week.falls();
  REQUIRE(holes.size() == 1);
  CHECK(holes.front().from == at_hour(18));
  REQUIRE(holes.front().closing);
  CHECK(holes.front().closing->move == ClosingMove::renew_skill);
  CHECK(holes.front().closing->worker == WorkerId{"w2"});
  CHECK(holes.front().closing->skill == "lifting");
}

TEST_CASE("Wishes that must be met, exclusions and districts count in the plan as they do on the day") {
  Week week;
  week.shift("w2", 0, 24);
  ResidentCard& li = week.small.registers.residents.at(ResidentId{"r-li"});
  li.excluded = {WorkerId{"w2"}};
  auto holes = week.seen().holes;
  REQUIRE(!holes.empty());
  CHECK(holes.front().residents == std::vector{ResidentId{"r-li"}});
  CHECK(holes.front().why == "excluded by the resident");
  li.excluded.clear();
  week.plan.workers[1].districts = {DistrictId{"west"}};
  CHECK(week.seen().covered == 0);
}

TEST_CASE("Who is too far for the target does not cover, and slow hours make ways longer") {
  Week week;
  week.shift("w2", 0, 24);
  week.wish.target = Seconds{200};  // both homes are 250 m from their middle, at a metre a second
  const Coverage seen = week.seen();
  CHECK(seen.covered == 0);
  CHECK(seen.holes.front().why == "nobody is near enough");
  week.wish.target = Seconds{300};
  CHECK(week.seen().holes.empty());
  HourSpeeds hours{};
  hours.fill(100);
  hours[15] = 50;
  Town town = week.small.town();
  town.pace = std::make_shared<PaceTable>(hours, Seconds{0});
  const auto slow = coverage(town, week.plan, week.small.travel, week.wish).holes;
  REQUIRE(!slow.empty());
  CHECK(slow.front().from == at_hour(3));
  CHECK(slow.front().until == at_hour(4));
}

TEST_CASE("The worst hole is the first: the most urgent, then the most hours of residents; any order of rows") {
  Week week;
  week.plan.skills.push_back({WorkerId{"w1"}, k_nursing, {}});
  week.small.registers.policies.needs[AlarmKind::vital] = {k_nursing};
  week.shift("w1", 0, 24).shift("w2", 0, 6);
  const auto holes = week.seen().holes;
  REQUIRE(holes.size() >= 1);
  for (std::size_t i = 1; i < holes.size(); ++i) CHECK(holes[i - 1].priority <= holes[i].priority);
  std::reverse(week.plan.shifts.begin(), week.plan.shifts.end());
  std::reverse(week.plan.skills.begin(), week.plan.skills.end());
  CHECK(week.seen().holes == holes);
}
