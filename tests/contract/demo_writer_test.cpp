// The demo town in real tables: written once, opened with its key, kept at work without telephones.
#include "db/demo_writer.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "db/directory.h"
#include "db/password.h"
#include "tests/support/private_database.h"

namespace lamplight::db {
namespace {

using namespace std::chrono_literals;

constexpr Instant k_now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 8h;

SealKey key() {
  SealKey::Bytes bytes{};
  bytes.fill(7);
  return SealKey{bytes};
}

// One filled town for the whole file; each story moves on in time.
const Address& filled_town() {
  static const Address address = [] {
    Address made = tests::shared_database().create_migrated("demo_town");
    Session session{made, Purpose::administration};
    REQUIRE_FALSE(town_is_filled(session));
    write_town(session, make_demo_town(1, k_now), key(), DemoPasswords{key()}, k_now);
    return made;
  }();
  return address;
}

std::int64_t number(Session& session, std::string_view question) {
  std::int64_t answer = -1;
  session.query(question, {}, [&](const Row& row) { answer = row.integer(0); });
  return answer;
}

std::size_t fresh_on_duty(Directory& directory, Instant now) {
  std::size_t fresh = 0;
  const auto workers = directory.workers(now);
  REQUIRE(workers.ok());
  for (const WorkerCard& worker : workers.value()) {
    if (worker.on_duty && worker.position && worker.position_at > now - 5min) ++fresh;
  }
  return fresh;
}

TEST_CASE("The town that was written is the town that is read") {
  Pool pool{filled_town(), Purpose::requests, 2};
  MySqlDirectory directory{pool};
  const DemoTown town = make_demo_town(1, k_now);
  const auto registers = directory.registers(k_now);
  REQUIRE(registers.ok());
  for (const DemoResident& resident : town.residents) {
    REQUIRE(registers.value().residents.at(resident.card.id) == resident.card);
  }
  for (const DemoDevice& device : town.devices) REQUIRE(registers.value().devices.at(device.card.id) == device.card);
  REQUIRE(registers.value().policies == town.policies);
  CHECK(registers.value().skills_for_two == std::set<SkillCode>{SkillCode{"two_person_lift"}});
  Session session{filled_town(), Purpose::administration};
  REQUIRE(town_is_filled(session));
}

TEST_CASE("Whoever drives a vehicle of the town has what is on board") {
  Pool pool{filled_town(), Purpose::requests, 2};
  MySqlDirectory directory{pool};
  const auto workers = directory.workers(k_now);
  REQUIRE(workers.ok());
  const auto with = [&](const char* code) {
    return std::count_if(workers.value().begin(), workers.value().end(), [&](const WorkerCard& card) {
      return std::find(card.skills.begin(), card.skills.end(), SkillCode{code}) != card.skills.end();
    });
  };
  CHECK(with("vehicle_stretcher") == 3);
  CHECK(with("vehicle_car") == 1);
}

TEST_CASE("Whoever is in accounts.json gets in with that password") {
  Session session{filled_town(), Purpose::administration};
  const DemoTown town = make_demo_town(1, k_now);
  const DemoPasswords passwords{key()};
  for (const DemoUser& user : {town.users.front(), town.users.back()}) {
    std::string hash;
    session.query("SELECT password_hash FROM users WHERE username = ?", {user.username},
                  [&](const Row& row) { hash = row.text(0); });
    CHECK(password_matches(hash, passwords.of_user(user)) == true);
    CHECK(password_matches(hash, passwords.of_user(town.users[1])) == false);
  }
}

TEST_CASE("An address is not to be read in its column") {
  Session session{filled_town(), Purpose::administration};
  REQUIRE(number(session, "SELECT COUNT(*) FROM residents WHERE INSTR(address_sealed, '古镇') > 0") == 0);
  REQUIRE(number(session, "SELECT COUNT(*) FROM residents WHERE LENGTH(address_sealed) > 60") == 300);
}

TEST_CASE("A night without telephones leaves ten care workers on duty with fresh positions") {
  Pool pool{filled_town(), Purpose::requests, 2};
  MySqlDirectory directory{pool};
  Session session{filled_town(), Purpose::administration};
  const Instant morning = k_now + 14h;
  CHECK(fresh_on_duty(directory, morning) == 0);
  refresh_demo(session, morning);
  CHECK(fresh_on_duty(directory, morning) >= 10);
}

TEST_CASE("Whoever has just gone off duty is left alone, and others take the place") {
  Session session{filled_town(), Purpose::administration};
  const Instant now = k_now + 15h;
  session.change("UPDATE workers SET on_duty = 0, changed_ms = ? WHERE on_duty = 1 AND id < 'w-20'", {now - 1min});
  refresh_demo(session, now);
  CHECK(number(session, "SELECT COUNT(*) FROM workers WHERE on_duty = 1") >= 14);
  session.query("SELECT COUNT(*), SUM(on_duty) FROM workers WHERE changed_ms = ?", {now - 1min}, [&](const Row& row) {
    CHECK(row.integer(0) > 0);
    CHECK(row.integer(1) == 0);
  });
}

TEST_CASE("A position that a telephone has just reported is not dated anew") {
  Session session{filled_town(), Purpose::administration};
  const Instant now = k_now + 16h;
  refresh_demo(session, now);
  session.change(
      "UPDATE workers SET position_ms = ? WHERE id = (SELECT id FROM (SELECT MIN(id) AS id FROM workers WHERE "
      "on_duty = 1) AS first)",
      {now - 30s});
  refresh_demo(session, now);
  session.query("SELECT COUNT(*) FROM workers WHERE position_ms = ?", {now - 30s},
                [&](const Row& row) { CHECK(row.integer(0) == 1); });
}

TEST_CASE("The roster goes on for weeks, however long the town has run") {
  Session session{filled_town(), Purpose::administration};
  const Instant later = k_now + std::chrono::weeks{3};
  refresh_demo(session, later);
  session.query("SELECT MAX(end_ms) FROM shifts", {},
                [&](const Row& row) { CHECK(row.instant(0) > later + std::chrono::weeks{2}); });
  session.query("SELECT COUNT(*) FROM shifts WHERE start_ms <= ? AND end_ms > ?", {later, later},
                [&](const Row& row) { CHECK(row.integer(0) == 16); });
}

}  // namespace
}  // namespace lamplight::db
