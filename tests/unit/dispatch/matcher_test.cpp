// Who may go, who is best, and that each refusal and each second has a name.
#include <catch2/catch.hpp>

#include "dispatch/matcher.h"
#include "dispatch/needs.h"
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

// 0: there is no such term.
int seconds_of(const std::vector<Candidate>& candidates, const std::string& worker, CostTerm term) {
  for (const Cost& cost : of(candidates, worker).costs) {
    if (cost.term == term) return cost.seconds;
  }
  return 0;
}

SmallTown all_lift() {
  SmallTown small;
  for (WorkerCard& worker : small.workers) worker.skills = {SkillCode{"lifting"}};
  return small;
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

TEST_CASE("An incident that needs a vehicle is for whoever drives one; the others come without") {
  SmallTown small = all_lift();
  small.registers.residents.at(ResidentId{"r-li"}).needs = {SkillCode{"vehicle_van"}};
  small.workers[2].skills.emplace_back("vehicle_van");
  Incident incident = fall_at_home();
  incident.needs = needs_of(&small.registers.residents.at(ResidentId{"r-li"}), AlarmKind::fall, small.registers.policies);
  const auto candidates = rank(incident, small.town(), {}, {}, small.travel, k_noon);
  REQUIRE(candidates.front().worker == WorkerId{"w3"});
  CHECK(candidates.front().reasons == std::vector<std::string>{"5 min away", "has lifting", "comes with van"});
  CHECK(refusals(of(candidates, "w1")) == std::vector<std::string>{"no_vehicle"});
  CHECK(words_of(of(candidates, "w1").why_not.front()) == "comes without van");
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

TEST_CASE("A position that may be off counts the way across the error, up to what the town allows") {
  SmallTown small = all_lift();
  const auto term_of_w1 = [&small](double accuracy_m) {
    small.workers[0].accuracy_m = accuracy_m;
    return seconds_of(ranked(small), "w1", CostTerm::inaccurate_position);
  };
  CHECK(term_of_w1(0) == 0);    // the source did not say
  CHECK(term_of_w1(100) == 0);  // a phone among houses
  CHECK(term_of_w1(101) == 1);
  CHECK(ranked(small).front().worker == WorkerId{"w1"});
  CHECK(term_of_w1(1'000) == 200);
  CHECK(ranked(small).front().worker == WorkerId{"w2"});
  CHECK(term_of_w1(100'000) == Weights{}.inaccurate_s_max);
  small.registers.policies.weights.inaccurate_s_max = 40;
  CHECK(term_of_w1(100'000) == 40);
}

TEST_CASE("Whoever works for more than four hours without a break costs more by the hour, until she rests") {
  SmallTown small = all_lift();
  const auto term_of_w1 = [&small](Millis since) {
    small.workers[0].works_since = k_noon - since;
    return seconds_of(ranked(small), "w1", CostTerm::no_break);
  };
  const int hour_s = Weights{}.no_break_s;
  CHECK(seconds_of(ranked(small), "w1", CostTerm::no_break) == 0);  // on duty without a shift
  CHECK(term_of_w1(4h) == 0);
  CHECK(term_of_w1(4h + 1ms) == hour_s);
  CHECK(ranked(small).front().worker == WorkerId{"w2"});
  CHECK(term_of_w1(5h) == hour_s);
  CHECK(term_of_w1(7h + 30min) == 4 * hour_s);
  small.workers[0].break_until = k_noon + 10min;
  CHECK(term_of_w1(8h) == 0);
  small.workers[0].break_until = k_noon - 10min;
  CHECK(term_of_w1(8h) == 4 * hour_s);
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
