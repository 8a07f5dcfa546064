// What intake reads before it judges: also what is open under the key of an incident that a known alarm belongs to.
#include <catch2/catch.hpp>

#include "db/memory_ledger.h"
#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// Li's fall takes two to lift her.
struct Lifted {
  Lifted() {
    small.registers.skills_for_two = {SkillCode{"lifting"}};
    small.workers[3].skills = {SkillCode{"lifting"}};
    town = small.town();
  }

  // The way of a signal through intake; whether it could be committed.
  bool take(Signal signal, Instant at) {
    signal.at = at;
    const std::vector<Signal> signals{std::move(signal)};
    auto situation = read_for_intake(ledger, intake_query(signals, town, k_noon));
    REQUIRE(situation.ok());
    return ledger.apply(take_in(signals, std::move(situation).value(), town, small.travel, k_noon), k_noon).ok();
  }

  SmallTown small;
  Town town;
  std::shared_ptr<db::MemoryTables> tables = std::make_shared<db::MemoryTables>();
  db::MemoryLedger ledger{tables};
};

}  // namespace

TEST_CASE("An id that is said again for another kind finds the second person's incident that is open") {
  Lifted lifted;
  REQUIRE(lifted.take(small_signal("pendant-li", "a-1", AlarmKind::fall), k_noon));
  REQUIRE(lifted.tables->incidents().size() == 2);
  CHECK(lifted.take(small_signal("pendant-li", "a-1", AlarmKind::service), k_noon + 5s));
  CHECK(lifted.tables->incidents().size() == 2);
}

TEST_CASE("An alarm of a pendant that hangs in another home now finds what is open in the home of before") {
  Lifted lifted;
  REQUIRE(lifted.take(small_signal("pendant-li", "a-1", AlarmKind::fall), k_noon));
  lifted.small.registers.devices[DeviceId{"pendant-li"}].resident = ResidentId{"r-wang"};
  lifted.town = lifted.small.town();
  CHECK(lifted.take(small_signal("pendant-li", "a-1", AlarmKind::fall), k_noon + 5s));
  CHECK(lifted.tables->incidents().size() == 2);
}
