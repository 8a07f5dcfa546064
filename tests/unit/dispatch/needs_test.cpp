// What an incident needs: the kind, the record, and the administrator's rules about evidence.
#include <algorithm>

#include <catch2/catch.hpp>

#include "dispatch/needs.h"
#include "tests/unit/dispatch/story.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

using Codes = std::vector<SkillCode>;

const SkillCode k_lifting{"lifting"};
const SkillCode k_nursing{"nursing"};

// The incident of Li after these alarms, each of a kind and with a text.
struct Told {
  AlarmKind kind;
  std::string text;
};
Codes needs_after(const std::vector<Told>& alarms, const std::vector<EvidenceRule>& rules,
                  const std::set<SkillCode>& for_two = {}) {
  SmallTown small;
  small.registers.policies.needs.clear();
  small.registers.policies.evidence = rules;
  small.registers.skills_for_two = for_two;
  const Town town = small.town();
  std::vector<Signal> signals;
  for (const Told& told : alarms) {
    signals.push_back(small_signal("pendant-li", "a-" + std::to_string(signals.size()), told.kind));
    signals.back().text = told.text;
  }
  const Changes changes = take_in(signals, {}, town, small.travel, k_noon);
  REQUIRE(changes.opened.size() == (for_two.empty() ? 1U : 2U));
  return changes.opened.front().needs;
}

}  // namespace

TEST_CASE("A kind beside another calls for more, whichever of the two came first") {
  const std::vector<EvidenceRule> rules{{AlarmKind::fall, AlarmKind::sos, "", {k_lifting}}};
  CHECK(needs_after({{AlarmKind::sos, ""}}, rules).empty());
  CHECK(needs_after({{AlarmKind::fall, ""}}, rules).empty());
  CHECK(needs_after({{AlarmKind::sos, ""}, {AlarmKind::fall, ""}}, rules) == Codes{k_lifting});
  CHECK(needs_after({{AlarmKind::fall, ""}, {AlarmKind::sos, ""}}, rules) == Codes{k_lifting});
  CHECK(needs_after({{AlarmKind::sos, ""}, {AlarmKind::smoke, ""}}, rules).empty());
}

TEST_CASE("A rule looks at every alarm of the incident, whatever has come between") {
  const std::vector<EvidenceRule> rules{{AlarmKind::vital, AlarmKind::fall, "", {k_nursing}}};
  CHECK(needs_after({{AlarmKind::fall, ""}, {AlarmKind::sos, ""}, {AlarmKind::vital, ""}}, rules) == Codes{k_nursing});
  CHECK(needs_after({{AlarmKind::vital, ""}, {AlarmKind::sos, ""}, {AlarmKind::fall, ""}}, rules) == Codes{k_nursing});
  CHECK(needs_after({{AlarmKind::sos, ""}, {AlarmKind::fall, ""}, {AlarmKind::vital, ""}}, rules) == Codes{k_nursing});
  CHECK(needs_after({{AlarmKind::sos, ""}, {AlarmKind::vital, ""}, {AlarmKind::fall, ""}}, rules) == Codes{k_nursing});
  CHECK(needs_after({{AlarmKind::fall, ""}, {AlarmKind::sos, ""}, {AlarmKind::smoke, ""}}, rules).empty());
}

TEST_CASE("The words of a rule about two alarms may stand in either, in whatever order they come") {
  const std::vector<EvidenceRule> rules{{AlarmKind::fall, AlarmKind::sos, "stairs", {k_lifting}}};
  CHECK(needs_after({{AlarmKind::fall, "stairs"}, {AlarmKind::sos, ""}}, rules) == Codes{k_lifting});
  CHECK(needs_after({{AlarmKind::sos, ""}, {AlarmKind::fall, "stairs"}}, rules) == Codes{k_lifting});
  CHECK(needs_after({{AlarmKind::sos, "stairs"}, {AlarmKind::smoke, ""}, {AlarmKind::fall, ""}}, rules) == Codes{k_lifting});
  CHECK(needs_after({{AlarmKind::smoke, "stairs"}, {AlarmKind::sos, ""}, {AlarmKind::fall, ""}}, rules).empty());
}

TEST_CASE("An alarm that comes hours later stands beside what the incident was at first") {
  Story story;
  story.small.registers.policies.evidence = {{AlarmKind::vital, AlarmKind::fall, "", {k_nursing}}};
  story.press("pendant-li", "a-2", AlarmKind::fall);
  story.now += Millis{3'600'000};
  story.press("pendant-li", "a-3", AlarmKind::vital);
  const Codes& needs = story.incident().needs;
  CHECK(std::find(needs.begin(), needs.end(), k_nursing) != needs.end());
}

TEST_CASE("The evidence is read for alarms that a rule sets beside others, and for no other") {
  SmallTown small;
  small.registers.policies.evidence = {{AlarmKind::vital, AlarmKind::fall, "", {k_nursing}},
                                       {{}, {}, "stairs", {k_lifting}}};
  const auto asks = [&](AlarmKind kind) {
    const std::vector<Signal> signals{small_signal("pendant-li", "a-1", kind)};
    return intake_query(signals, small.town(), k_noon).evidence;
  };
  CHECK(asks(AlarmKind::vital));
  CHECK(asks(AlarmKind::fall));
  CHECK_FALSE(asks(AlarmKind::sos));
  small.registers.policies.evidence.push_back({{}, AlarmKind::smoke, "", {k_lifting}});
  CHECK(asks(AlarmKind::sos));
}

TEST_CASE("Words of the evidence call for more, in either case of letters and in Chinese") {
  const std::vector<EvidenceRule> rules{{{}, {}, "Stairs", {k_lifting}}, {AlarmKind::sos, {}, "楼梯", {k_nursing}}};
  CHECK(needs_after({{AlarmKind::sos, "on the stairs, can't move"}}, rules) == Codes{k_lifting});
  CHECK(needs_after({{AlarmKind::sos, "on the stair"}}, rules).empty());
  CHECK(needs_after({{AlarmKind::sos, "摔在楼梯上"}}, rules) == Codes{k_nursing});
  CHECK(needs_after({{AlarmKind::fall, "摔在楼梯上"}}, rules).empty());
  CHECK(needs_after({{AlarmKind::sos, ""}, {AlarmKind::sos, "STAIRS"}}, rules) == Codes{k_lifting});
}

TEST_CASE("All that a rule says must fit, and rules add up") {
  const std::vector<EvidenceRule> rules{{AlarmKind::vital, AlarmKind::fall, "low", {k_nursing}},
                                        {{}, AlarmKind::fall, "", {k_lifting}}};
  CHECK(needs_after({{AlarmKind::fall, ""}, {AlarmKind::vital, "high"}}, rules) == Codes{k_lifting});
  CHECK(needs_after({{AlarmKind::fall, ""}, {AlarmKind::vital, "low"}}, rules) == Codes{k_lifting, k_nursing});
  CHECK(needs_after({{AlarmKind::vital, "low"}}, rules).empty());
}

TEST_CASE("Evidence that calls for a lift brings the second person") {
  const std::vector<EvidenceRule> rules{{AlarmKind::fall, AlarmKind::sos, "", {k_lifting}}};
  CHECK(needs_after({{AlarmKind::sos, ""}, {AlarmKind::fall, ""}}, rules, {k_lifting}) == Codes{k_lifting});
}

TEST_CASE("What a caller says on the telephone counts as evidence") {
  SmallTown small;
  small.registers.policies.needs.clear();
  small.registers.policies.evidence = {{{}, {}, "stairs", {k_lifting}}};
  ByHand wish{.id = IncidentId{"i-1"}, .kind = AlarmKind::sos};
  wish.kind_text = "sos";
  wish.resident = ResidentId{"r-li"};
  wish.text = "lies on the stairs";
  wish.who = "u-d";
  const auto changes = open_by_hand(wish, {}, small.town(), small.travel, k_noon);
  REQUIRE(changes.ok());
  CHECK(changes.value().opened.front().needs == Codes{k_lifting});
}

TEST_CASE("Who was asked before more was needed, and can't give it, is asked no longer; who can is asked at once") {
  Story story;
  const auto state_of = [&](const char* worker) {
    for (const Offer& offer : story.situation.offers) {
      if (offer.worker == WorkerId{worker}) return std::string(name_of(offer.state));
    }
    return std::string("none");
  };
  REQUIRE(state_of("w1") == "pending");
  story.press("pendant-li", "a-2", AlarmKind::fall);  // needs lifting, which w2 alone can
  CHECK(state_of("w1") == "withdrawn");
  CHECK(state_of("w2") == "pending");
  CHECK(story.incident().state == IncidentState::offered);
  CHECK(story.incident().deadline.has_value());
}

TEST_CASE("Who is on the way when more is needed goes on, and the desk is called where she can't give it") {
  Story story;
  REQUIRE(story.by("w1", CommandKind::accept).empty());
  story.press("pendant-li", "a-2", AlarmKind::fall);
  CHECK(story.incident().worker == WorkerId{"w1"});
  const auto calls = [&] {
    return std::count_if(story.last.messages.begin(), story.last.messages.end(),
                         [](const Message& message) { return message.to == Recipient::desk; });
  };
  CHECK(calls() == 1);

  Story able;
  REQUIRE(able.command(CommandKind::assign, "w2").empty());
  able.press("pendant-li", "a-2", AlarmKind::fall);
  CHECK(able.last.messages.empty());
}
