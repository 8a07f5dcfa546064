// Which ladder an incident climbs: by kind, district, priority, hours, and a resident's own before all.
#include <catch2/catch.hpp>

#include "tests/unit/dispatch/story.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

Plan plan(const std::string& id, StepAction action = StepAction::dispatchers) {
  return {.id = PlanId{id}, .steps = {{action, 1, 60s}}};
}

std::string chosen(const std::vector<Plan>& plans, const PlanCase& about) {
  const Plan* best = plan_for(plans, about, {});
  return best == nullptr ? "" : best->id.text();
}

PlanCase case_at(Instant at) {
  return {ResidentId{"r-li"}, AlarmKind::fall, DistrictId{"east"}, 1, at};
}

// Guzhen's clocks are eight hours ahead.
const Instant k_monday_ten = k_noon - 10h;  // 10:00 there
const Instant k_monday_night = k_noon + 11h;

}  // namespace

TEST_CASE("The narrower plan is taken: resident, then kind, district, priority, hours") {
  std::vector<Plan> plans{plan("all")};
  CHECK(chosen(plans, case_at(k_monday_ten)) == "all");
  plans.push_back(plan("hours"));
  plans.back().time = TimeOfWeek::business;
  CHECK(chosen(plans, case_at(k_monday_ten)) == "hours");
  CHECK(chosen(plans, case_at(k_monday_night)) == "all");
  plans.push_back(plan("urgent"));
  plans.back().priority = 1;
  CHECK(chosen(plans, case_at(k_monday_ten)) == "urgent");
  plans.push_back(plan("east"));
  plans.back().district = DistrictId{"east"};
  CHECK(chosen(plans, case_at(k_monday_ten)) == "east");
  plans.push_back(plan("falls"));
  plans.back().kind = AlarmKind::fall;
  CHECK(chosen(plans, case_at(k_monday_ten)) == "falls");
  plans.push_back(plan("li"));
  plans.back().resident = ResidentId{"r-li"};
  CHECK(chosen(plans, case_at(k_monday_ten)) == "li");
  plans.push_back(plan("another"));
  plans.back().resident = ResidentId{"r-wang"};
  plans.back().kind = AlarmKind::fall;
  CHECK(chosen(plans, case_at(k_monday_ten)) == "li");
}

TEST_CASE("Of two equally narrow plans the one with the lower id is taken, whatever their order") {
  CHECK(chosen({plan("b"), plan("a")}, case_at(k_noon)) == "a");
  CHECK(chosen({plan("a"), plan("b")}, case_at(k_noon)) == "a");
}

TEST_CASE("Business hours are the town's own, the first minute in and the last one out") {
  const BusinessHours hours;
  const Instant monday = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};
  CHECK(time_of_week(monday, hours) == TimeOfWeek::business);          // 08:00
  CHECK(time_of_week(monday - 1ms, hours) == TimeOfWeek::night);
  CHECK(time_of_week(monday + 10h - 1ms, hours) == TimeOfWeek::business);
  CHECK(time_of_week(monday + 10h, hours) == TimeOfWeek::night);       // 18:00
  CHECK(time_of_week(monday - 24h + 3h, hours) == TimeOfWeek::night);  // Sunday
}

TEST_CASE("A plan takes the place of the town's ladder") {
  Story story;
  story.small.registers.policies.plans = {plan("falls")};
  story.small.registers.policies.plans[0].kind = AlarmKind::smoke;
  story.press("pendant-wang", "s-1", AlarmKind::smoke);
  CHECK(story.asked().empty());
  CHECK(story.incident().deadline->what == DeadlineWhat::dispatcher_takes);
  CHECK(story.last.history.back().what == "dispatchers_called");
}

TEST_CASE("An automatic alarm may ask first, by the device that spoke; nobody is sent meanwhile") {
  Story story;
  story.small.registers.policies.plans = {
      {.id = PlanId{"ask"}, .steps = {{StepAction::ask_resident, 1, 30s}, {StepAction::offer, 1, 45s}}}};
  story.press("pendant-wang", "f-1", AlarmKind::no_motion);
  CHECK(story.asked().empty());
  CHECK(story.incident().deadline == Deadline{story.now + 30s, DeadlineWhat::resident_answer});
  REQUIRE(story.last.messages.size() == 1);
  CHECK(story.last.messages.front().to == Recipient::home);
  CHECK(story.last.messages.front().whom == "east/pendant-wang");

  SECTION("no answer is an answer") {
    story.wait(30s);
    CHECK(story.asked().size() == 1);
  }
  SECTION("a press ends the question at once") {
    story.press("pendant-wang", "f-2", AlarmKind::sos);
    CHECK(story.asked().size() == 1);
    CHECK(story.incident().deadline->what == DeadlineWhat::offer_answer);
  }
  SECTION("her word that all is well ends what a device may end") {
    const Town town = story.small.town();
    Signal cancel = small_signal("pendant-wang", "c-1", AlarmKind::cancel, story.now);
    cancel.about = AlarmId{"f-1"};
    story.keep(take_in(std::vector<Signal>{cancel}, story.situation, town, story.small.travel, story.now));
    CHECK(story.incident().state == IncidentState::cancelled);
  }
}

TEST_CASE("A pressed SOS never waits for a question, whatever the plan says") {
  Story story;
  story.small.registers.policies.plans = {
      {.id = PlanId{"ask"}, .steps = {{StepAction::ask_resident, 1, 30s}, {StepAction::offer, 1, 45s}}}};
  for (const AlarmKind kind : {AlarmKind::sos, AlarmKind::unreadable, AlarmKind::unknown}) {
    story.situation.incidents.erase(story.situation.incidents.begin(), story.situation.incidents.end());
    story.situation.offers.clear();
    story.situation.commitments.clear();
    story.press("pendant-wang", "p-" + std::to_string(static_cast<int>(kind)), kind);
    CHECK(story.asked().size() == 1);
    CHECK(story.incident().deadline->what == DeadlineWhat::offer_answer);
  }
}

TEST_CASE("A ladder of nothing but a question ends at people") {
  Story story;
  story.small.registers.policies.plans = {{.id = PlanId{"ask"}, .steps = {{StepAction::ask_resident, 1, 30s}}}};
  story.press("pendant-wang", "f-1", AlarmKind::no_motion);
  story.wait(30s);
  CHECK(story.incident().deadline->what == DeadlineWhat::dispatcher_takes);
}

TEST_CASE("A quiet step is at the desks and in no group, a normal one calls nobody by name") {
  Story story;
  story.small.registers.policies.plans = {
      {.id = PlanId{"still"}, .steps = {{StepAction::dispatchers, 1, 60s, Loudness::quiet},
                                        {StepAction::dispatchers, 1, 60s, Loudness::normal}}}};
  story.press("pendant-wang", "f-1", AlarmKind::no_motion);
  CHECK(story.last.messages.empty());
  CHECK(story.last.history.back().detail == "quiet");
  story.wait(60s);
  const auto of_this = std::find_if(story.last.messages.begin(), story.last.messages.end(),
                                    [&](const Message& message) { return message.incident == story.id; });
  REQUIRE(of_this != story.last.messages.end());
  CHECK_FALSE(of_this->loud);
}
