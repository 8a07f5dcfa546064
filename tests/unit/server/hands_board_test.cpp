// The board of commitments says what the ledger would say, whatever is committed.
#include <catch2/catch.hpp>

#include <random>

#include "db/memory_ledger.h"
#include "dispatch/escalation.h"
#include "server/hands_board.h"
#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::server;
using namespace lamplight::tests;

namespace {

class Nobody final : public LiveFeed {
 public:
  void committed(const Changes&, const Committed&) override { ++told; }
  int told = 0;
};

// A town under way: presses, commands and deadlines in any order, told to the board as servers do.
struct UnderWay {
  explicit UnderWay(unsigned seed) : random(seed) {
    for (int i = 5; i <= 12; ++i) small.workers.push_back(small_worker("w" + std::to_string(10 + i), 100.0 * i));
    town = small.town();
  }

  void keep(const Changes& changes, LiveFeed& feed) {
    const auto committed = ledger.apply(changes, now);
    REQUIRE(committed.ok());
    feed.committed(changes, committed.value());
  }

  void press(LiveFeed& feed) {
    const char* const devices[] = {"pendant-li", "pendant-wang", "hub-li", "nobody's"};
    const AlarmKind kinds[] = {AlarmKind::sos, AlarmKind::bed_exit, AlarmKind::service, AlarmKind::smoke};
    const std::vector<Signal> signals{
        small_signal(devices[random() % 4], "a-" + std::to_string(presses++), kinds[random() % 4], now)};
    auto situation = ledger.situation(intake_query(signals, town, now));
    keep(take_in(signals, std::move(situation).value(), town, small.travel, now), feed);
  }

  void command(LiveFeed& feed) {
    if (tables->incidents().empty()) return;
    std::vector<IncidentId> ids;
    for (const auto& [id, incident] : tables->incidents()) ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    const IncidentId id = ids[random() % ids.size()];
    Command wish{.kind = static_cast<CommandKind>(random() % 13), .who = "u", .outcome = Outcome::helped};
    const WorkerId worker = small.workers[random() % small.workers.size()].id;
    if (wish.kind == CommandKind::accept || wish.kind == CommandKind::decline) wish.as_worker = worker;
    if (wish.kind == CommandKind::assign || wish.kind == CommandKind::offer) wish.worker = worker;
    SituationQuery query;
    query.incidents = {id};
    auto situation = ledger.situation(query).value();
    for (const IncidentId& other : also_concerned(wish, id, situation)) query.incidents.push_back(other);
    query.join_keys = also_joined(wish, tables->incidents().at(id));
    situation = ledger.situation(query).value();
    auto changes = carry_out(wish, id, std::move(situation), town, small.travel, now);
    if (changes && !changes.value().empty()) keep(changes.value(), feed);
  }

  void deadlines(LiveFeed& feed) {
    now += Seconds{20};
    Changes decided;
    const auto committed = ledger.act_on_due(now, 50, [&](const Situation& situation, const auto& due) {
      decided = act_on_deadlines(situation, due, town, small.travel, now);
      return decided;
    });
    REQUIRE(committed.ok());
    feed.committed(decided, committed.value());
  }

  std::mt19937 random;
  SmallTown small;
  Town town;
  Instant now = k_noon;
  int presses = 0;
  std::shared_ptr<db::MemoryTables> tables = std::make_shared<db::MemoryTables>();
  db::MemoryLedger ledger{tables};
};

}  // namespace

TEST_CASE("After every commit the board says what the ledger says, without reading it") {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    UnderWay way(seed);
    Nobody screens;
    HandsBoard board(way.ledger, screens);
    REQUIRE(board.commitments(k_noon).value().empty());
    for (int step = 0; step < 120; ++step) {
      switch (way.random() % 4) {
        case 0:
          way.press(board);
          break;
        case 1:
          way.deadlines(board);
          break;
        default:
          way.command(board);
          break;
      }
      INFO("seed " << seed << " step " << step);
      // Within the second of k_noon nothing is read anew: this is what the board was told.
      REQUIRE(board.commitments(k_noon).value() == way.ledger.situation({}).value().commitments);
    }
    CHECK(screens.told > 0);
  }
}

TEST_CASE("What another instance has committed is seen a second later") {
  UnderWay way(1);
  Nobody screens;
  HandsBoard board(way.ledger, screens);
  REQUIRE(board.commitments(k_noon).value().empty());
  way.press(screens);  // not told to the board
  while (way.ledger.situation({}).value().commitments.empty()) way.press(screens);
  CHECK(board.commitments(k_noon + Millis{999}).value().empty());
  CHECK(board.commitments(k_noon + k_hands_fresh).value() == way.ledger.situation({}).value().commitments);
}
