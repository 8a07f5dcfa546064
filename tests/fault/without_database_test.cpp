// The database is away: alarms are acknowledged from the journal, and are in the database once, and soon,
// when it is back (I1, I2, I3, I13).
#include <catch2/catch.hpp>

#include <signal.h>


#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

std::string pendant(int number) {
  return "p-" + std::to_string(number);
}

bool says_database_away(RunningTown& town, const std::string& server = "server") {
  return Web(town.http_port(server)).get("/metrics").text.find("\nlamplight_database_away 1") != std::string::npos;
}

std::int64_t alarms_like(RunningTown& town, const std::string& pattern) {
  return town.count("SELECT COUNT(*) FROM alarms WHERE alarm_id LIKE '" + pattern + "'");
}

// All of these presses are in the database, each once and each on one incident, within 30 s.
void check_reconciled(RunningTown& town, const std::string& pattern, std::int64_t presses) {
  REQUIRE(eventually([&] { return alarms_like(town, pattern) >= presses; }, 1'500));
  CHECK(alarms_like(town, pattern) == presses);
  CHECK(town.count("SELECT COUNT(*) FROM alarms LEFT JOIN incidents ON id = incident_id WHERE alarm_id LIKE '" +
                   pattern + "' AND id IS NULL") == 0);
  CHECK(town.count("SELECT COUNT(*) FROM evidence WHERE alarm_id LIKE '" + pattern + "'") == presses);
  CHECK(
      town.count(
          "SELECT COUNT(*) FROM incidents LEFT JOIN timers ON incident_id = id WHERE is_open = 1 AND due_ms IS NULL") ==
      0);
}

}  // namespace

TEST_CASE("With the database dead a press is acknowledged, and is in it once when it is back") {
  RunningTown town;
  town.start_server();
  Homes homes(town.broker());
  town.database().kill9();
  for (int i = 0; i < 8; ++i) homes.press(pendant(i), "j-1", "sos", "d-" + std::to_string(i % 4));
  std::vector<IncidentId> told;
  for (int i = 0; i < 8; ++i) {
    const auto ack = homes.heard(pendant(i), "j-1", AckState::received);
    REQUIRE(ack.has_value());
    REQUIRE(ack->incident.has_value());
    told.push_back(*ack->incident);
  }
  CHECK(eventually([&] { return says_database_away(town) && !town.ready(); }));

  town.database().restart();
  check_reconciled(town, "j-1", 8);
  for (const IncidentId& incident : told) {
    CHECK(town.count("SELECT COUNT(*) FROM incidents WHERE id = '" + incident.text() + "'") == 1);
  }
  const bool handed_back = eventually([&] { return !says_database_away(town); });
  INFO(town.log_of("server"));
  REQUIRE(handed_back);
  CHECK(eventually([&] { return town.ready(); }));
  // A repeat of then is a repeat now, and the ordinary way is the way again.
  homes.press(pendant(0), "j-1", "sos", "d-0");
  homes.press(pendant(9), "j-2", "sos", "d-1");
  REQUIRE(homes.heard(pendant(9), "j-2", AckState::received).has_value());
  CHECK(alarms_like(town, "j-%") == 9);
}

TEST_CASE("A frozen database is away as well: a press is acknowledged, and is in it once when it goes on") {
  RunningTown town;
  town.start_server();
  Homes homes(town.broker());
  town.database().freeze();
  homes.press(pendant(1), "j-1", "sos", "d-1");
  const auto ack = homes.heard(pendant(1), "j-1", AckState::received, Millis{30'000});
  town.database().thaw();
  REQUIRE(ack.has_value());
  check_reconciled(town, "j-1", 1);
}

// InnoDB shows a COMMIT before it is on the disk: a database that dies then has shown what it does not have.
TEST_CASE("What a database has shown and lost is in it again when its home has asked meanwhile") {
  RunningTown town;
  town.database().keep();
  town.start_server();
  Homes homes(town.broker());
  homes.press(pendant(1), "j-1", "sos", "d-1");
  REQUIRE(homes.heard(pendant(1), "j-1", AckState::received).has_value());
  town.database().die_and_lose();
  homes.press(pendant(2), "j-2", "sos", "d-2");
  REQUIRE(homes.heard(pendant(2), "j-2", AckState::received).has_value());  // from the journal

  const auto before = homes.acks(pendant(1), "j-1");
  homes.press(pendant(1), "j-1", "sos", "d-1");
  REQUIRE(eventually([&] { return homes.acks(pendant(1), "j-1").size() > before.size(); }));
  // Above any number under which the record may have told another state.
  CHECK(homes.acks(pendant(1), "j-1").back().seq > before.back().seq + 100);
  town.database().restart();
  check_reconciled(town, "j-_", 2);
}

TEST_CASE("Two servers journal the same presses, and the database has each of them once") {
  RunningTown town;
  town.start_server("one");
  town.start_server("two");
  Homes homes(town.broker());
  town.database().kill9();
  for (int i = 0; i < 12; ++i)
    homes.press(pendant(i), "j-1", i % 3 == 0 ? "fall" : "sos", "d-" + std::to_string(i % 4));
  for (int i = 0; i < 12; ++i) REQUIRE(homes.heard(pendant(i), "j-1", AckState::received).has_value());
  REQUIRE(eventually([&] { return says_database_away(town, "one") && says_database_away(town, "two"); }));
  town.database().restart();
  check_reconciled(town, "j-1", 12);
  REQUIRE(eventually([&] { return !says_database_away(town, "one") && !says_database_away(town, "two"); }, 1'500));
  CHECK(alarms_like(town, "j-1") == 12);
  CHECK(town.count("SELECT COUNT(*) FROM incidents") == 12);
}

TEST_CASE("A server killed while the database is away loses nothing that it has acknowledged") {
  RunningTown town;
  town.start_server();
  Homes homes(town.broker());
  town.database().kill9();
  for (int i = 0; i < 8; ++i) homes.press(pendant(i), "j-1", "sos", "d-" + std::to_string(i % 4));
  for (int i = 0; i < 8; ++i) REQUIRE(homes.heard(pendant(i), "j-1", AckState::received).has_value());
  town.stop("server", SIGKILL);
  town.database().restart();
  town.start_server();
  check_reconciled(town, "j-1", 8);
}

TEST_CASE("A server killed at a crash point of the journal loses no press and stores none twice") {
  const std::string point = GENERATE("standby.journalled", "intake.journalled", "reconciler.committed");
  INFO(point);
  RunningTown town;
  town.start_server("server", {"LAMPLIGHT_CRASH_AT=" + point});
  Homes homes(town.broker());
  town.database().kill9();
  homes.press(pendant(1), "j-1", "sos", "d-1");
  if (point == "reconciler.committed") {
    REQUIRE(homes.heard(pendant(1), "j-1", AckState::received).has_value());
    town.database().restart();
    REQUIRE(eventually([&] { return town.ended("server"); }, 1'500));
  } else {
    REQUIRE(eventually([&] { return town.ended("server"); }, 1'500));
    town.database().restart();
  }
  town.start_server();
  REQUIRE(eventually(
      [&] {
        homes.repeat_unheard(Millis{1'000});
        return homes.unheard() == 0;
      },
      1'500));
  check_reconciled(town, "j-1", 1);
  CHECK(town.count("SELECT COUNT(*) FROM incidents") == 1);
}
