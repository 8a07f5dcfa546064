// What would happen if nobody answered (dispatch/preview), held against a ledger that is really moved on.
#include "dispatch/preview.h"

#include <catch2/catch.hpp>

#include "tests/unit/dispatch/story.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

using Told = std::pair<std::int64_t, std::string>;  // seconds after the press, what

std::vector<Told> told(const Preview& preview) {
  std::vector<Told> lines;
  for (const PreviewLine& line : preview.lines) {
    lines.emplace_back((line.told.at - k_noon).count() / 1000, line.told.what);
  }
  return lines;
}

Preview press(const SmallTown& small, Situation situation = {}) {
  return preview_press(small_signal("pendant-li", "preview"), std::move(situation), small.town(), small.travel, k_noon);
}

}  // namespace

TEST_CASE("A preview goes down the whole ladder at its own times, and says that its end repeats") {
  const Preview preview = press(SmallTown{});
  std::vector<Told> calls;
  for (const Told& line : told(preview)) {
    if (line.second != "offered" && line.second != "expired") calls.push_back(line);
  }
  CHECK(calls == std::vector<Told>{{0, "opened"},
                                   {90, "contact_due"},
                                   {150, "contact_due"},
                                   {210, "dispatchers_called"},
                                   {270, "emergency_number_advised"}});
  CHECK(preview.repeats);
  CHECK_FALSE(preview.joins);
  CHECK(preview.incident.priority == 1);
  REQUIRE(preview.lines.at(1).offer);
  CHECK(preview.lines.at(1).offer->worker == WorkerId{"w1"});
  CHECK(preview.lines.at(1).offer->eta_s == 100);
}

TEST_CASE("A preview says what a ledger that is moved on from deadline to deadline would say") {
  Story story;
  std::vector<HistoryEntry> really = story.last.history;
  const Preview preview = press(story.small);
  while (really.size() < preview.lines.size()) {
    story.wait(story.incident().deadline->at - story.now);
    really.insert(really.end(), story.last.history.begin(), story.last.history.end());
  }
  REQUIRE(really.size() == preview.lines.size());
  for (std::size_t i = 0; i < really.size(); ++i) {
    CHECK(preview.lines[i].told.at == really[i].at);
    CHECK(preview.lines[i].told.what == really[i].what);
    CHECK(preview.lines[i].told.worker == really[i].worker);
    CHECK(preview.lines[i].told.detail == really[i].detail);
  }
}

TEST_CASE("A preview names who would be asked in order, and why the others would not") {
  SmallTown small;
  small.workers[0].on_duty = false;
  const Preview preview = press(small);
  REQUIRE(preview.candidates.size() == 4);
  CHECK(preview.candidates[0].worker == WorkerId{"w2"});
  CHECK(preview.candidates[0].why_not.empty());
  CHECK(preview.candidates[3].worker == WorkerId{"w1"});
  CHECK(preview.candidates[3].why_not.front().refusal == Refusal::off_duty);
}

TEST_CASE("In a preview with nobody on duty people are called at once") {
  SmallTown small;
  small.workers.clear();
  const Preview preview = press(small);
  REQUIRE(preview.lines.size() > 2);
  CHECK(preview.lines[1].told.what == "nobody_able");
  CHECK(told(preview).back().second == "emergency_number_advised");
  CHECK(preview.repeats);
}

TEST_CASE("Where she has called already a preview raises that incident") {
  Story story;
  const Preview preview = press(story.small, story.situation);
  CHECK(preview.joins);
  CHECK(preview.incident.id == story.id);
  CHECK(preview.incident.raises == 1);
  CHECK(preview.lines.front().told.what == "raised");
}

TEST_CASE("A preview of a call for a resident who has no device is refused where she is already being helped") {
  Story story;
  const ByHand wish{.id = IncidentId{"i-by-hand"}, .who = "u-1", .kind = AlarmKind::sos, .kind_text = "sos",
                    .resident = ResidentId{"r-li"}};
  const auto refused = preview_call(wish, story.situation, story.small.town(), story.small.travel, k_noon);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "already_open");
  const auto done = preview_call(wish, {}, story.small.town(), story.small.travel, k_noon);
  REQUIRE(done);
  CHECK(done.value().lines.front().told.who == "u-1");
  CHECK(done.value().repeats);
}
