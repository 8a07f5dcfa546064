// Who may go, who is best, and that each refusal and each second has a name.
#include <catch2/catch.hpp>

#include "dispatch/matcher.h"
#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

Incident fall_at_home() {
  Incident incident{.id = IncidentId{"i-1"}, .kind = AlarmKind::fall, .queue = IncidentClass::emergency, .priority = 1};
  incident.resident = ResidentId{"r-li"};
  incident.district = DistrictId{"east"};
  incident.place = k_home;
  incident.needs = {SkillCode{"lifting"}};
  return incident;
}

std::vector<Candidate> ranked(const SmallTown& small, const std::vector<Commitment>& commitments = {},
                              const std::vector<Offer>& offers = {}) {
  const Town town = small.town();
  return rank(fall_at_home(), town, commitments, offers, small.travel, k_noon);
}

const Candidate& of(const std::vector<Candidate>& candidates, const std::string& worker) {
  for (const Candidate& candidate : candidates) {
    if (candidate.worker.text() == worker) return candidate;
  }
  FAIL("no candidate " << worker);
  return candidates.front();
}

std::vector<std::string> refusals(const Candidate& candidate) {
  std::vector<std::string> names;
  for (const WhyNot& why : candidate.why_not) names.emplace_back(name_of(why.refusal));
  return names;
}

}  // namespace

TEST_CASE("Only who has every needed skill is able; the others say what they lack") {
  const SmallTown small;
  const auto candidates = ranked(small);
  REQUIRE(candidates.size() == 4);
  CHECK(candidates.front().worker == WorkerId{"w2"});
  CHECK(candidates.front().why_not.empty());
  CHECK(refusals(of(candidates, "w1")) == std::vector<std::string>{"lacks_skill"});
  CHECK(words_of(of(candidates, "w1").why_not.front()) == "lacks lifting");
}

TEST_CASE("Each rule of eligibility refuses by its own name") {
  SmallTown small;
  for (WorkerCard& worker : small.workers) worker.skills = {SkillCode{"lifting"}};
  ResidentCard& li = small.registers.residents.at(ResidentId{"r-li"});
  std::vector<Commitment> commitments;
  std::vector<Offer> offers;
  std::string expected;
  SECTION("off duty") { small.workers[0].on_duty = false; expected = "off_duty"; }
  SECTION("no position") { small.workers[0].position.reset(); expected = "no_position"; }
  SECTION("other district") { small.workers[0].districts = {DistrictId{"west"}}; expected = "other_district"; }
  SECTION("language") { li.language = "yue"; li.language_wish = Wish::must; small.workers[1].languages = {"yue"}; expected = "language"; }
  SECTION("gender") { li.gender_wanted = Gender::female; li.gender_wish = Wish::must; expected = "gender"; }
  SECTION("excluded") { li.excluded = {WorkerId{"w1"}}; expected = "excluded"; }
  SECTION("committed") { commitments = {{WorkerId{"w1"}, IncidentId{"i-2"}, 1, true, false}}; expected = "committed"; }
  SECTION("asked") { commitments = {{WorkerId{"w1"}, IncidentId{"i-2"}, 1, true, true}}; expected = "asked_elsewhere"; }
  SECTION("declined") {
    offers = {{.incident = IncidentId{"i-1"}, .worker = WorkerId{"w1"}, .state = OfferState::declined}};
    expected = "declined_before";
  }
  const auto candidates = ranked(small, commitments, offers);
  CHECK(refusals(of(candidates, "w1")) == std::vector{expected});
}

TEST_CASE("Less urgent work does not keep a worker from an emergency") {
  SmallTown small;
  small.workers[0].skills = {SkillCode{"lifting"}};
  const auto candidates = ranked(small, {{WorkerId{"w1"}, IncidentId{"i-2"}, 4, false, false}});
  CHECK(of(candidates, "w1").why_not.empty());
}

TEST_CASE("Whoever is at another emergency stays there; on the way to something less urgent she may turn round") {
  SmallTown small;
  small.workers[0].skills = {SkillCode{"lifting"}};
  const Commitment on_the_way{WorkerId{"w1"}, IncidentId{"i-2"}, 3, true, false};
  Commitment there = on_the_way;
  there.arrived = true;
  Commitment as_urgent = on_the_way;
  as_urgent.priority = 1;
  CHECK(refusals(of(ranked(small, {there}), "w1")) == std::vector<std::string>{"committed"});
  CHECK(refusals(of(ranked(small, {as_urgent}), "w1")) == std::vector<std::string>{"committed"});
  const auto turned = ranked(small, {on_the_way});
  CHECK(of(turned, "w1").why_not.empty());
  CHECK(of(turned, "w1").costs.back() == Cost{CostTerm::displaces, Weights{}.displaces_s});
}

TEST_CASE("The weights of the town are the ones that count") {
  SmallTown small;
  small.workers[0].skills = {SkillCode{"lifting"}};
  small.registers.residents.at(ResidentId{"r-li"}).preferred = {WorkerId{"w2"}};
  CHECK(ranked(small).front().worker == WorkerId{"w2"});
  small.registers.policies.weights.not_preferred_s = 99;
  CHECK(ranked(small).front().worker == WorkerId{"w1"});
}

TEST_CASE("The cost is the sum of its named terms, and ties break by id") {
  SmallTown small;
  for (WorkerCard& worker : small.workers) worker.skills = {SkillCode{"lifting"}};
  small.workers[0].position_at = k_noon - 1h;
  small.workers[2].position = small.workers[1].position;
  small.registers.residents.at(ResidentId{"r-li"}).preferred = {WorkerId{"w4"}};
  const auto candidates = ranked(small);
  for (const Candidate& candidate : candidates) {
    int sum = 0;
    for (const Cost& cost : candidate.costs) sum += cost.seconds;
    CHECK(sum == candidate.cost_s);
  }
  CHECK(candidates[0].worker == WorkerId{"w2"});
  CHECK(candidates[1].worker == WorkerId{"w3"});
  CHECK(candidates[2].worker == WorkerId{"w4"});
  CHECK(candidates[2].reasons == std::vector<std::string>{"7 min away", "has lifting", "knows the resident"});
  CHECK(candidates[3].worker == WorkerId{"w1"});
}
