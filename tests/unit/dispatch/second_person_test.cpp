// A lift takes two: the second person's incident, from its opening with the first one to its end with it.
#include <catch2/catch.hpp>

#include <algorithm>

#include "dispatch/second_person.h"
#include "tests/unit/dispatch/story.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

using Names = std::vector<std::string>;

// Li falls, which calls for lifting; w2 (200 m) and w4 (400 m) lift, w1 and w3 do not.
struct Lift : Story {
  Lift() {
    const SkillCode lifting{"lifting"};
    small.registers.skills_for_two = {lifting};
    small.workers[3].skills = {lifting};
    situation = {};
    press("pendant-li", "f-1", AlarmKind::fall);
    id = with(false).id;
  }
  [[nodiscard]] const Incident& with(bool second) const {
    const auto found = std::find_if(situation.incidents.begin(), situation.incidents.end(), [second](const Incident& i) {
      return is_second_person(i) == second && !is_ended(i.state);
    });
    REQUIRE(found != situation.incidents.end());
    return *found;
  }
  [[nodiscard]] std::ptrdiff_t seconds_open() const {
    return std::count_if(situation.incidents.begin(), situation.incidents.end(),
                         [](const Incident& i) { return is_second_person(i) && !is_ended(i.state); });
  }
};

}  // namespace

TEST_CASE("A fall that takes two asks two, each for an incident of her own") {
  Lift lift;
  REQUIRE(lift.situation.incidents.size() == 2);
  const Incident& second = lift.with(true);
  CHECK(second.kind == AlarmKind::fall);
  CHECK(second.priority == lift.incident().priority);
  CHECK(second.needs == std::vector{SkillCode{"lifting"}});
  CHECK(second.resident == ResidentId{"r-li"});
  CHECK(second.deadline.has_value());
  Names both = lift.asked();
  for (const std::string& name : lift.asked(second.id)) both.push_back(name);
  std::sort(both.begin(), both.end());
  CHECK(both == Names{"w2", "w4"});
}

TEST_CASE("The pair is the one that costs least together, not the nearest one and whoever is left") {
  Lift lift;
  // Two falls in one decision; w2 lives amid both, the others each beside one.
  lift.small.workers = {small_worker("a", -100, {SkillCode{"lifting"}}), small_worker("b", -150, {SkillCode{"lifting"}}),
                        small_worker("c", 600, {SkillCode{"lifting"}}), small_worker("d", 650, {SkillCode{"lifting"}})};
  const std::vector<Signal> falls{small_signal("pendant-li", "f-7", AlarmKind::fall),
                                  small_signal("pendant-wang", "f-7", AlarmKind::fall)};
  const Changes changes = take_in(falls, {}, lift.small.town(), lift.small.travel, k_noon);
  REQUIRE(changes.offers.size() == 4);
  std::int64_t sum = 0;
  for (const Offer& offer : changes.offers) sum += offer.eta_s;
  CHECK(sum == 100 + 150 + 100 + 150);
}

TEST_CASE("What one person can do opens no second incident") {
  Lift lift;
  lift.situation = {};
  lift.press("pendant-li", "a-1", AlarmKind::sos);
  CHECK(lift.situation.incidents.size() == 1);
  // Until the same home says that somebody has fallen.
  lift.press("pendant-li", "f-2", AlarmKind::fall);
  CHECK(lift.seconds_open() == 1);
  lift.press("pendant-li", "f-3", AlarmKind::fall);
  CHECK(lift.seconds_open() == 1);
}

TEST_CASE("Nobody is asked for both, and when only one can lift the second goes on looking") {
  Lift lift;
  lift.small.workers[3].skills.clear();
  lift.situation = {};
  lift.press("pendant-li", "f-9", AlarmKind::fall);
  lift.id = lift.with(false).id;
  CHECK(lift.asked() == Names{"w2"});
  CHECK(lift.asked(lift.with(true).id).empty());
  CHECK(lift.with(true).deadline.has_value());
  REQUIRE(lift.by("w2", CommandKind::accept).empty());
  lift.id = lift.with(true).id;
  CHECK(lift.command(CommandKind::assign, "w2") == "worker_busy");
}

TEST_CASE("The first one's end frees the second person; its reopening asks for another") {
  Lift lift;
  const IncidentId first = lift.id;
  const IncidentId second = lift.with(true).id;
  const std::string her = lift.asked(second).at(0);
  lift.id = second;
  REQUIRE(lift.by(her, CommandKind::accept).empty());
  lift.id = first;
  REQUIRE(lift.command(CommandKind::close).empty());
  CHECK(lift.incident(second).state == IncidentState::closed);
  CHECK_FALSE(lift.incident(second).worker);
  CHECK_FALSE(lift.incident(second).deadline);
  REQUIRE(lift.command(CommandKind::reopen).empty());
  CHECK(lift.seconds_open() == 1);
  CHECK(lift.with(true).id != second);
}

TEST_CASE("The second person's word ends her own incident only") {
  Lift lift;
  const IncidentId first = lift.id;
  lift.id = lift.with(true).id;
  REQUIRE(lift.command(CommandKind::close).empty());
  CHECK_FALSE(is_ended(lift.incident(first).state));
  CHECK(lift.seconds_open() == 0);
}
