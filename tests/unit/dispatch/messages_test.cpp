// Who is written to outside the screens, about what, and how often.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "model/limits.h"
#include "tests/unit/dispatch/story.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// Every message of the story so far, as a ledger would have kept them: one a person, incident and change.
struct Kept {
  std::map<MessageId, Message> all;

  void take(const Changes& changes) {
    std::set<std::pair<Recipient, std::string>> told;
    for (const auto& [id, message] : all) told.insert({message.to, message.whom});
    for (const Message& message : changes.messages) all.emplace(message.id, message);
    for (const Tiding& tiding : changes.tidings) {
      for (const auto& [to, whom] : told) {
        if (!concerns(tiding.about, to)) continue;
        const Message made =
            message_to(tiding.incident, to, whom, tiding.about, std::to_string(tiding.seq), tiding.at);
        all.emplace(made.id, made);
      }
    }
  }
  std::vector<std::string> said(Recipient to, const std::string& whom = {}) const {
    std::vector<std::pair<Instant, std::string>> sorted;
    for (const auto& [id, message] : all) {
      if (message.to == to && (whom.empty() || message.whom == whom)) {
        sorted.emplace_back(message.at, std::string(name_of(message.about)));
      }
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> words;
    for (auto& [at, word] : sorted) words.push_back(word);
    return words;
  }
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("Who has an app is not written to; who has no data is asked, told where, and let go") {
  Story story;
  CHECK(story.last.messages.empty());
  story.small.workers[1].by_sms = true;  // w2
  Kept kept;
  REQUIRE(story.command(CommandKind::offer, "w2").empty());
  REQUIRE(story.last.messages.size() == 1);
  const Message offer = story.last.messages.front();
  CHECK(offer.whom == "w2");
  CHECK(offer.about == MessageAbout::offered);
  CHECK(offer.code.size() == 3);
  CHECK(offer.until == story.now + limits::manual_offer_wait);
  kept.take(story.last);

  story.now += 1s;
  REQUIRE(story.by("w2", CommandKind::accept).empty());
  kept.take(story.last);
  story.now += 1s;
  REQUIRE(story.command(CommandKind::assign, "w3").empty());
  kept.take(story.last);
  CHECK(kept.said(Recipient::worker) == Words{"offered", "assigned", "taken_back"});
}

TEST_CASE("Whoever is let go because all is over hears of the end, and that once") {
  Story story;
  story.small.workers[1].by_sms = true;
  Kept kept;
  REQUIRE(story.command(CommandKind::offer, "w2").empty());
  kept.take(story.last);
  story.now += 1s;
  REQUIRE(story.command(CommandKind::close).empty());
  kept.take(story.last);
  CHECK(kept.said(Recipient::worker) == Words{"offered", "ended"});
}

TEST_CASE("Contacts are called in order, the desk's group once a turn, and all hear who comes and of the end") {
  Story story;
  Kept kept;
  story.small.workers.clear();
  story.wait(45s);  // nobody able: at once to the first contact
  kept.take(story.last);
  CHECK(kept.said(Recipient::contact, "r-li/1") == Words{"contact_due"});
  CHECK(kept.said(Recipient::contact, "r-li/2").empty());
  for (int i = 0; i < 12; ++i) {
    story.wait(60s);
    kept.take(story.last);
  }
  // The last step repeats itself every minute; nobody is told a second time.
  CHECK(kept.said(Recipient::contact, "r-li/1") == Words{"contact_due"});
  CHECK(kept.said(Recipient::contact, "r-li/2") == Words{"contact_due"});
  CHECK(kept.said(Recipient::desk) == Words{"dispatchers_called", "emergency_number"});
  for (const auto& [id, message] : kept.all) CHECK(message.loud == (message.to == Recipient::desk));

  story.small.workers = {small_worker("w9", 50)};
  story.now += 1s;
  REQUIRE(story.command(CommandKind::assign, "w9").empty());
  kept.take(story.last);
  story.now += 1s;
  REQUIRE(story.command(CommandKind::close).empty());
  kept.take(story.last);
  for (const char* contact : {"r-li/1", "r-li/2"}) {
    CHECK(kept.said(Recipient::contact, contact) == Words{"contact_due", "coming", "ended"});
  }
  CHECK(kept.said(Recipient::desk) == Words{"dispatchers_called", "emergency_number", "coming", "ended"});
}

TEST_CASE("Another press is news, and so is a worker who comes no more") {
  Story story;
  Kept kept;
  story.small.workers.clear();
  for (int i = 0; i < 4; ++i) story.wait(60s), kept.take(story.last);
  const auto before = kept.said(Recipient::desk);
  const IncidentId id = story.id;
  story.press("hub-li", "b-1", AlarmKind::fall);
  CHECK(story.id == id);
  for (int i = 0; i < 3; ++i) story.wait(60s), kept.take(story.last);
  CHECK(kept.said(Recipient::desk).size() > before.size());
}

TEST_CASE("A test is told to nobody") {
  Story story;
  story.small.workers.clear();
  const Town town = story.small.town();
  Signal test = small_signal("pendant-wang", "t-1", AlarmKind::sos, story.now);
  test.test = true;
  story.keep(take_in(std::vector<Signal>{test}, story.situation, town, story.small.travel, story.now));
  CHECK(story.last.messages.empty());
  story.wait(limits::test_shown);
  for (const Message& message : story.last.messages) CHECK(message.incident == story.situation.incidents.front().id);
}

TEST_CASE("The id follows from incident, person and change, and nothing else") {
  const IncidentId incident{"i1"};
  const Message one = message_to(incident, Recipient::worker, "w1", MessageAbout::offered, "0", k_noon);
  CHECK(one.id == message_to(incident, Recipient::worker, "w1", MessageAbout::offered, "0", k_noon + 1h).id);
  CHECK(one.id != message_to(incident, Recipient::worker, "w1", MessageAbout::offered, "1", k_noon).id);
  CHECK(one.id != message_to(incident, Recipient::worker, "w2", MessageAbout::offered, "0", k_noon).id);
  CHECK(one.id != message_to(incident, Recipient::worker, "w1", MessageAbout::assigned, "0", k_noon).id);
}
