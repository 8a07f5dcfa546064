// Who has an incident at the desk, requests that wait, and a worker who needs help herself.
#include <catch2/catch.hpp>

#include "dispatch/claims.h"
#include "model/limits.h"
#include "tests/unit/dispatch/story.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

std::string acknowledge(Story& story, const std::string& who, const std::string& reason = {},
                        std::optional<std::int64_t> seen = {}) {
  Command command{.kind = CommandKind::acknowledge, .who = who};
  command.text = reason;
  command.seen = seen;
  const Town town = story.small.town();
  auto changes = carry_out(command, story.id, story.situation, town, story.small.travel, story.now);
  if (!changes) return changes.error().code;
  story.keep(std::move(changes).value());
  return {};
}

std::string by_hand(Story& story, ByHand wish) {
  const Town town = story.small.town();
  auto changes = open_by_hand(wish, story.situation, town, story.small.travel, story.now);
  if (!changes) return changes.error().code;
  story.keep(std::move(changes).value());
  if (!story.last.opened.empty()) story.id = story.last.opened.front().id;
  return {};
}

}  // namespace

TEST_CASE("What another has claimed is taken over with a reason, and with nothing less") {
  Story story;
  REQUIRE(acknowledge(story, "u-1").empty());
  CHECK(acknowledge(story, "u-2") == "claimed");
  CHECK(story.incident().acknowledged_by == "u-1");
  REQUIRE(acknowledge(story, "u-1").empty());
  REQUIRE(acknowledge(story, "u-2", "she has gone home").empty());
  CHECK(story.incident().acknowledged_by == "u-2");
  CHECK(story.last.history.back().what == "taken_over");
  CHECK(story.last.history.back().detail == "she has gone home");
}

TEST_CASE("Who acts on what she has not seen is told so, and nothing happens") {
  Story story;
  const std::int64_t seen = story.incident().version;
  REQUIRE(acknowledge(story, "u-1", "", seen).empty());
  CHECK(acknowledge(story, "u-2", "mine", seen) == "stale");
  CHECK(story.incident().acknowledged_by == "u-1");
  CHECK(acknowledge(story, "u-2", "mine", story.incident().version).empty());
}

TEST_CASE("A silent desk loses its claim, and the others are called at once") {
  Story story;
  story.small.workers.clear();
  for (int i = 0; i < 3; ++i) story.wait(60s);
  REQUIRE(acknowledge(story, "u-1").empty());
  const Instant first = *story.incident().acknowledged_at;
  REQUIRE(story.incident().deadline->at > story.now + 1min);
  story.now += 1s;
  const Town town = story.small.town();
  CHECK(give_up_claims(story.situation, {story.id}, {"u-2"}, town, story.small.travel, story.now).empty());
  story.keep(give_up_claims(story.situation, {story.id}, {"u-1"}, town, story.small.travel, story.now));
  CHECK(story.incident().acknowledged_by.empty());
  CHECK(story.incident().acknowledged_at == first);  // the figures count the first taking
  CHECK(story.last.history.back().what == "claim_expired");
  CHECK(story.incident().deadline->at == story.now);
  story.wait(0s);
  CHECK(story.incident().deadline->at <= story.now + 2min);
  CHECK(acknowledge(story, "u-2").empty());
}

TEST_CASE("A claim on what a worker has in hand ends without touching her clocks") {
  Story story;
  REQUIRE(story.by("w1", CommandKind::accept).empty());
  REQUIRE(acknowledge(story, "u-1").empty());
  const auto deadline = story.incident().deadline;
  story.keep(give_up_claims(story.situation, {story.id}, {"u-1"}, story.small.town(), story.small.travel, story.now));
  CHECK(story.incident().deadline == deadline);
}

TEST_CASE("A request for later waits for its time, and then for people") {
  Story story;
  ByHand wish{.id = IncidentId{"i-later"}, .who = "u-1", .kind = AlarmKind::service, .kind_text = "service"};
  wish.resident = ResidentId{"r-wang"};
  wish.wished_for = story.now + 5h;
  wish.priority = 1;
  REQUIRE(by_hand(story, wish).empty());
  CHECK(story.incident().queue == IncidentClass::service);
  CHECK(story.incident().priority == 4);  // never before an emergency
  CHECK(story.incident().wished_for == wish.wished_for);
  CHECK(story.incident().deadline == Deadline{story.now + 5h - limits::service_ahead, DeadlineWhat::service_due});
  for (const HistoryEntry& line : story.last.history) CHECK(line.what == "opened");
  story.now += 5h - limits::service_ahead - 1s;
  const auto id = story.id;
  story.keep(act_on_deadlines(story.situation, {id}, story.small.town(), story.small.travel, story.now));
  CHECK(story.incident().deadline->what == DeadlineWhat::service_due);
  story.now += 1s;
  story.keep(act_on_deadlines(story.situation, {id}, story.small.town(), story.small.travel, story.now));
  CHECK(story.incident().step == 0);
  CHECK(story.incident().deadline->what == DeadlineWhat::dispatcher_takes);
}

TEST_CASE("A request for now, or for a time that is near, is everybody's at once") {
  Story story;
  ByHand wish{.id = IncidentId{"i-soon"}, .who = "u-1", .kind = AlarmKind::service, .kind_text = "service"};
  wish.resident = ResidentId{"r-wang"};
  wish.wished_for = story.now + limits::service_ahead;
  REQUIRE(by_hand(story, wish).empty());
  CHECK(story.incident().deadline->what == DeadlineWhat::dispatcher_takes);
}

TEST_CASE("A worker who calls for help is an incident where she is, and anybody but her is asked") {
  Story story;
  ByHand wish{.id = IncidentId{"i-help"}, .who = "u-w4", .kind = AlarmKind::sos, .kind_text = "sos"};
  wish.worker = WorkerId{"w4"};
  wish.place = north_of_home(400);
  wish.text = "Worker w4";
  REQUIRE(by_hand(story, wish).empty());
  CHECK(story.incident().priority == 1);
  CHECK(story.incident().place == wish.place);
  REQUIRE(story.asked().size() == 1);
  CHECK(story.asked().front() != "w4");
  // She presses again: the same incident, raised.
  wish.id = IncidentId{"i-help-2"};
  REQUIRE(by_hand(story, wish).empty());
  CHECK(story.last.opened.empty());
  CHECK(story.incident().raises == 1);
  // Nobody ever asks her to come to herself.
  for (int i = 0; i < 10; ++i) story.wait(60s);
  for (const Offer& offer : story.situation.offers) {
    if (offer.incident == story.id && offer.worker == WorkerId{"w4"}) CHECK(offer.state == OfferState::declined);
  }
}

TEST_CASE("A worker on the scene who does not check in is an incident too, once, for anybody but her") {
  Story story;
  REQUIRE(story.by("w1", CommandKind::accept).empty());
  REQUIRE(story.by("w1", CommandKind::depart).empty());
  REQUIRE(story.by("w1", CommandKind::arrive).empty());
  story.now += 50min;
  REQUIRE(story.by("w1", CommandKind::note).empty());  // a word from her: the clock begins anew
  CHECK(story.incident().deadline->at == story.now + limits::resolve_within);
  const IncidentId visit = story.id;
  story.wait(limits::resolve_within);
  REQUIRE(story.last.opened.size() == 1);
  const Incident silent = story.last.opened.front();
  CHECK(silent.kind_text == "worker_silent");
  CHECK(silent.priority == 1);
  CHECK(silent.place == story.incident(visit).place);
  const auto asked = story.asked(silent.id);
  REQUIRE(asked.size() == 1);
  CHECK(asked.front() != "w1");
  story.now += limits::resolve_again_within;
  story.keep(act_on_deadlines(story.situation, {visit}, story.small.town(), story.small.travel, story.now));
  CHECK(story.last.opened.empty());
}

TEST_CASE("A service request, and be it the more urgent by its number, waits for who has an emergency in hand") {
  Story story;
  story.small.registers.policies.by_queue[IncidentClass::service] = {{StepAction::offer, 1, 60s}};
  REQUIRE(story.by("w1", CommandKind::accept).empty());
  for (Incident& incident : story.situation.incidents) incident.priority = 5;
  story.keep({});
  story.press("pendant-wang", "a-2", AlarmKind::service);
  for (const Offer& offer : story.last.offers) CHECK(offer.worker != WorkerId{"w1"});
  CHECK(story.command(CommandKind::assign, "w1") == "worker_busy");
}
