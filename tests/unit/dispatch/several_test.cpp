// Several incidents in one decision: offers shared out, workers called away from what is less urgent.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/unit/dispatch/story.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

using Names = std::vector<std::string>;

bool told(const Changes& changes, const IncidentId& incident, AckState state) {
  return std::any_of(changes.tellings.begin(), changes.tellings.end(),
                     [&](const Telling& telling) { return telling.incident == incident && telling.state == state; });
}

bool noted(const Changes& changes, const IncidentId& incident, const std::string& what) {
  return std::any_of(changes.history.begin(), changes.history.end(),
                     [&](const HistoryEntry& line) { return line.incident == incident && line.what == what; });
}

// w1 is on the way to a bed exit (priority 3) at Wang's, and Li presses.
struct CalledAway : Story {
  IncidentId less_urgent;

  CalledAway() {
    small.workers = {small_worker("w1", 400)};
    situation = {};
    press("pendant-wang", "b-1", AlarmKind::bed_exit);
    less_urgent = id;
    REQUIRE(incident().priority > 1);
    REQUIRE(by("w1", CommandKind::accept).empty());
    REQUIRE(by("w1", CommandKind::depart).empty());
    press("pendant-li", "a-1", AlarmKind::sos);
  }
};

}  // namespace

TEST_CASE("Two presses in one batch are shared out together") {
  SmallTown small;
  small.workers = {small_worker("w1", 0), small_worker("w2", -900)};
  const Town town = small.town();
  // Li lives at 0, Wang at 500: nearest first would send w1 to whoever stands first in the batch.
  std::vector<Signal> presses{small_signal("pendant-li", "a-1"), small_signal("pendant-wang", "a-1")};
  const Changes changes = take_in(presses, {}, town, small.travel, k_noon);
  REQUIRE(changes.offers.size() == 2);
  std::reverse(presses.begin(), presses.end());
  const Changes reversed = take_in(presses, {}, town, small.travel, k_noon);
  CHECK(changes.offers == reversed.offers);
  CHECK(changes.offers[0].worker != changes.offers[1].worker);
}

TEST_CASE("Who is on the way to something less urgent is asked, and goes on until she accepts") {
  CalledAway story;
  CHECK(story.asked() == Names{"w1"});
  CHECK(story.incident(story.less_urgent).state == IncidentState::on_the_way);
}

TEST_CASE("Accepting the more urgent one frees the other and offers it anew in the same decision") {
  CalledAway story;
  story.small.workers.push_back(small_worker("w2", 3'000));
  REQUIRE(story.by("w1", CommandKind::accept).empty());
  CHECK(story.incident().state == IncidentState::assigned);
  CHECK(story.incident().worker == WorkerId{"w1"});
  const Incident& displaced = story.incident(story.less_urgent);
  CHECK(displaced.state == IncidentState::offered);
  CHECK(!displaced.worker);
  CHECK(story.asked(story.less_urgent) == Names{"w2"});
  CHECK(noted(story.last, story.less_urgent, "displaced"));
  CHECK(told(story.last, story.less_urgent, AckState::received));
  CHECK(story.last.updated.size() == 2);
}

TEST_CASE("A displaced incident never takes its worker back from the more urgent one") {
  CalledAway story;
  const IncidentId urgent = story.id;
  REQUIRE(story.by("w1", CommandKind::accept).empty());
  story.id = story.less_urgent;
  CHECK(story.asked().empty());
  CHECK(story.command(CommandKind::assign, "w1") == "worker_busy");
  CHECK(story.command(CommandKind::offer, "w1") == "worker_busy");
  CHECK(story.incident(urgent).worker == WorkerId{"w1"});
}

TEST_CASE("Another who costs less than turning round is asked first") {
  CalledAway story;
  story.small.workers.push_back(small_worker("w2", 900));
  story.press("hub-li", "a-2", AlarmKind::smoke);
  REQUIRE(story.by("w1", CommandKind::decline).empty());
  CHECK(story.asked() == Names{"w2"});
  // From the beginning: w2 is 500 s farther, and turning round counts 600 s.
  CalledAway anew;
  anew.small.workers.push_back(small_worker("w2", 900));
  REQUIRE(anew.command(CommandKind::cancel).empty());
  REQUIRE(anew.command(CommandKind::reopen).empty());
  CHECK(anew.asked() == Names{"w2"});
}

TEST_CASE("The desk may call a worker away too, but not from a door or from something as urgent") {
  CalledAway story;
  REQUIRE(story.command(CommandKind::assign, "w1").empty());
  CHECK(story.incident(story.less_urgent).worker == std::nullopt);
  CalledAway at_the_door;
  const IncidentId urgent = at_the_door.id;
  at_the_door.id = at_the_door.less_urgent;
  REQUIRE(at_the_door.by("w1", CommandKind::arrive).empty());
  at_the_door.id = urgent;
  CHECK(at_the_door.command(CommandKind::assign, "w1") == "worker_busy");
}

TEST_CASE("An offer that she can't take any more is withdrawn at once, and its incident asks the next") {
  Story story;
  const IncidentId first = story.id;
  story.small.workers = {small_worker("w1", 100), small_worker("w2", 5'000)};
  REQUIRE(story.asked() == Names{"w1"});
  story.press("pendant-wang", "b-1", AlarmKind::sos);
  REQUIRE(story.command(CommandKind::assign, "w1").empty());
  CHECK(story.asked(first) == Names{"w2"});
  CHECK(noted(story.last, first, "withdrawn"));
}

TEST_CASE("While people are being called, whoever has become able is asked") {
  Story story;
  story.small.workers = {small_worker("w1", 100)};
  story.wait(45s);  // w1 let it expire; nobody else: the contacts are called
  CHECK(story.incident().deadline->what == DeadlineWhat::contact_answer);
  CHECK(story.asked().empty());
  story.small.workers.push_back(small_worker("w2", 3'000));
  story.wait(60s);
  CHECK(story.incident().deadline->what == DeadlineWhat::contact_answer);
  CHECK(story.asked() == Names{"w2"});
  REQUIRE(story.by("w2", CommandKind::decline).empty());
  CHECK(story.incident().state == IncidentState::open);
  CHECK(story.incident().deadline->what == DeadlineWhat::contact_answer);
}

TEST_CASE("Who let an offer expire is asked again after five minutes of silence") {
  Story story;
  story.small.workers = {small_worker("w1", 100)};
  story.wait(45s);
  while (story.now < k_noon + 5min) story.wait(60s);
  CHECK(story.incident().deadline->what == DeadlineWhat::emergency_number);
  CHECK(story.asked() == Names{"w1"});
}
