// The legal transitions of contracts §3, and the reasons for the others.
#include <catch2/catch.hpp>

#include "tests/unit/dispatch/story.h"

using namespace lamplight;
using namespace lamplight::tests;

TEST_CASE("Accept, depart, arrive, resolve, close: each step is told to the home") {
  Story story;
  REQUIRE(story.by("w1", CommandKind::accept).empty());
  CHECK(story.incident().state == IncidentState::assigned);
  REQUIRE(story.last.tellings.size() == 1);
  CHECK(story.last.tellings.front().worker == "Worker w1");
  CHECK(story.last.tellings.front().eta_s == 100);
  REQUIRE(story.by("w1", CommandKind::depart).empty());
  CHECK(story.last.tellings.front().state == AckState::on_the_way);
  REQUIRE(story.by("w1", CommandKind::arrive).empty());
  CHECK(story.last.tellings.front().state == AckState::arrived);
  REQUIRE(story.by("w1", CommandKind::resolve).empty());
  CHECK(story.incident().state == IncidentState::resolved);
  REQUIRE(story.command(CommandKind::close).empty());
  CHECK(story.last.tellings.front().state == AckState::closed);
  CHECK(!story.incident().deadline);
  CHECK(story.incident().ack_seq == 5);
}

TEST_CASE("Only who is asked may accept, and only one has it") {
  Story story;
  CHECK(story.by("w2", CommandKind::accept) == "not_offered_to_you");
  REQUIRE(story.command(CommandKind::offer, "w2").empty());
  REQUIRE(story.by("w2", CommandKind::accept).empty());
  CHECK(story.by("w1", CommandKind::accept) == "already_assigned");
  CHECK(story.by("w2", CommandKind::accept).empty());
  CHECK(story.by("w1", CommandKind::depart) == "not_yours");
}

TEST_CASE("A worker with an emergency in hand gets no second one") {
  Story story;
  story.situation.commitments.push_back({WorkerId{"w1"}, IncidentId{"i-other"}, 1, true, false});
  CHECK(story.by("w1", CommandKind::accept) == "worker_busy");
  CHECK(story.command(CommandKind::assign, "w1") == "worker_busy");
}

TEST_CASE("When all who were asked decline the next step comes at once") {
  Story story;
  REQUIRE(story.by("w1", CommandKind::decline).empty());
  CHECK(story.asked() == std::vector<std::string>{"w2", "w3", "w4"});
  CHECK(story.incident().state == IncidentState::offered);
}

TEST_CASE("A holder who gives it back is not asked again, and the home hears received") {
  Story story;
  REQUIRE(story.by("w1", CommandKind::accept).empty());
  REQUIRE(story.by("w1", CommandKind::decline).empty());
  CHECK(story.incident().state == IncidentState::offered);
  CHECK(!story.incident().worker);
  CHECK(story.asked() == std::vector<std::string>{"w2"});
  CHECK(story.last.tellings.back().state == AckState::received);
  CHECK(story.last.tellings.back().worker.empty());
}

TEST_CASE("Assign is at once, releases the present holder, and stops at the door") {
  Story story;
  REQUIRE(story.by("w1", CommandKind::accept).empty());
  REQUIRE(story.command(CommandKind::assign, "w3").empty());
  CHECK(story.incident().worker == WorkerId{"w3"});
  CHECK(story.incident().state == IncidentState::assigned);
  REQUIRE(story.by("w3", CommandKind::arrive).empty());
  CHECK(story.command(CommandKind::assign, "w4") == "wrong_state");
  CHECK(story.command(CommandKind::cancel) == "wrong_state");
}

TEST_CASE("Nobody answers: three more are asked, then the contacts, the dispatchers, the emergency number") {
  Story story;
  story.wait(45s);
  CHECK(story.asked() == std::vector<std::string>{"w2", "w3", "w4"});
  story.wait(45s);
  CHECK(story.asked().empty());
  CHECK(story.incident().state == IncidentState::open);
  CHECK(story.incident().deadline->what == DeadlineWhat::contact_answer);
  story.wait(60s);
  CHECK(story.incident().deadline->what == DeadlineWhat::contact_answer);
  story.wait(60s);
  CHECK(story.incident().deadline->what == DeadlineWhat::dispatcher_takes);
  for (int i = 0; i < 30; ++i) {
    story.wait(11min);
    CHECK(story.incident().deadline->what == DeadlineWhat::emergency_number);
    CHECK(story.incident().deadline->at > story.now);
  }
}

TEST_CASE("A deadline is never acted upon early") {
  Story story;
  story.wait(45s - 1ms);
  CHECK(story.asked() == std::vector<std::string>{"w1"});
  CHECK(story.last.empty());
}

TEST_CASE("A yes that comes after the offer has expired still counts while nobody else has it") {
  Story story;
  story.wait(45s);
  REQUIRE(story.by("w1", CommandKind::accept).empty());
  CHECK(story.incident().worker == WorkerId{"w1"});
  CHECK(story.asked().empty());
}

TEST_CASE("Who accepted and never sets out loses it, and others are asked") {
  Story story;
  REQUIRE(story.by("w1", CommandKind::accept).empty());
  story.wait(3min);
  CHECK(story.incident().state == IncidentState::assigned);
  story.wait(2min);
  CHECK(story.incident().state == IncidentState::offered);
  CHECK(story.asked() == std::vector<std::string>{"w2"});
}

TEST_CASE("Closing and cancelling end the offers; reopening starts anew") {
  Story story;
  REQUIRE(story.command(CommandKind::cancel).empty());
  CHECK(story.asked().empty());
  CHECK(story.command(CommandKind::close) == "wrong_state");
  CHECK(story.command(CommandKind::acknowledge) == "wrong_state");
  story.now += 10min;
  REQUIRE(story.command(CommandKind::reopen).empty());
  CHECK(story.incident().state == IncidentState::offered);
  CHECK(story.incident().deadline.has_value());
  CHECK(story.command(CommandKind::reopen) == "wrong_state");
}

TEST_CASE("Acknowledge names the owner and leaves the state") {
  Story story;
  REQUIRE(story.command(CommandKind::acknowledge).empty());
  CHECK(story.incident().acknowledged_at == k_noon);
  CHECK(story.incident().acknowledged_by == "u-dispatcher");
  CHECK(story.incident().state == IncidentState::offered);
}

TEST_CASE("Escalate makes the next step due now") {
  Story story;
  REQUIRE(story.command(CommandKind::escalate).empty());
  CHECK(story.incident().state == IncidentState::offered);
  story.wait(0s);
  CHECK(story.asked() == std::vector<std::string>{"w2", "w3", "w4"});
}

TEST_CASE("Every command in every state is carried out or refused with a reason") {
  for (int step = 0; step < 7; ++step) {
    for (int kind = 0; kind <= static_cast<int>(CommandKind::reopen); ++kind) {
      Story story;
      if (step >= 1 && step <= 4) REQUIRE(story.by("w1", CommandKind::accept).empty());
      if (step >= 2 && step <= 4) REQUIRE(story.by("w1", CommandKind::depart).empty());
      if (step >= 3 && step <= 4) REQUIRE(story.by("w1", CommandKind::arrive).empty());
      if (step == 4) REQUIRE(story.by("w1", CommandKind::resolve).empty());
      if (step == 5) REQUIRE(story.command(CommandKind::close).empty());
      if (step == 6) REQUIRE(story.command(CommandKind::cancel).empty());
      const auto what = static_cast<CommandKind>(kind);
      const bool worker_only = what == CommandKind::accept || what == CommandKind::decline;
      const std::string refusal = worker_only ? story.by("w1", what) : story.command(what, "w3");
      INFO("state " << name_of(story.incident().state) << " command " << name_of(what) << " refusal " << refusal);
      const Incident& after = story.incident();
      CHECK(is_ended(after.state) == !after.deadline.has_value());
      CHECK((is_held(after.state) ? after.worker.has_value() : true));
    }
  }
}
