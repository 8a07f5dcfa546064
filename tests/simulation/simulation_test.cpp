// Many seeds of a town in trouble, each judged by the checker; and the checker itself on bad records.
#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <exception>
#include <iostream>
#include <mutex>
#include <thread>

#include "server/thread.h"
#include "tests/simulation/checker.h"
#include "tests/simulation/world.h"
#include "tests/support/seed.h"

using namespace lamplight;
using namespace lamplight::simulation;
using namespace std::chrono_literals;

namespace {

// One town, run to its end and judged.
struct Judged {
  std::uint64_t seed = 0;
  std::size_t presses = 0;
  std::size_t by_day = 0;  // of them, in the twelve busy hours
  std::vector<std::string> violations;
};

Judged judged(std::uint64_t seed, const WorldSize& size) try {
  const Record record = World(seed, size).run();
  const auto is_by_day = [](const PressLine& line) {
    const auto hour = line.at.time_since_epoch() / 1h % 24;
    return hour >= 4 && hour < 16;
  };
  const auto by_day = std::count_if(record.presses.begin(), record.presses.end(), is_by_day);
  return {seed, record.presses.size(), static_cast<std::size_t>(by_day), violations(record)};
} catch (const std::exception& thrown) {
  return {.seed = seed, .violations = {std::string("thrown: ") + thrown.what()}};
}

// In the order of their seeds. Towns share nothing, so as many are run at a time as there are processors;
// after a bad one no more are begun.
std::vector<Judged> judged(std::uint64_t first, std::uint64_t seeds, const WorldSize& size) {
  std::atomic<std::uint64_t> next = first;
  std::mutex mutex;
  std::vector<Judged> all;
  const auto run_some = [&] {
    for (std::uint64_t seed = next++; seed < first + seeds; seed = next++) {
      Judged one = judged(seed, size);
      if (!one.violations.empty()) next = first + seeds;
      const std::scoped_lock lock(mutex);
      all.push_back(std::move(one));
    }
  };
  {
    std::vector<server::Thread> threads;
    const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < processors; ++i) threads.emplace_back("towns", [&](const std::stop_token&) { run_some(); });
  }
  std::sort(all.begin(), all.end(), [](const Judged& a, const Judged& b) { return a.seed < b.seed; });
  return all;
}

void require_no_violation(const std::vector<Judged>& towns) {
  for (const Judged& town : towns) {
    INFO("replay with --seed " << town.seed);
    for (const std::string& violation : town.violations) UNSCOPED_INFO(violation);
    REQUIRE(town.violations.empty());
  }
}

}  // namespace

TEST_CASE("Whatever is lost, repeated, reordered, restarted or silent: I1, I3 to I6 and I14 hold") {
  const auto chosen = tests::number_from_environment("LAMPLIGHT_SEED", 0);
  const auto first = chosen == 0 ? 1 : chosen;
  const auto seeds = chosen == 0 ? tests::number_from_environment("LAMPLIGHT_SEEDS", 1'000) : 1;
  const auto towns = judged(first, seeds, {});
  require_no_violation(towns);
  REQUIRE(towns.size() == seeds);
  std::size_t presses = 0;
  for (const Judged& town : towns) presses += town.presses;
  std::cout << seeds << " seeds from " << first << ", " << presses << " presses" << std::endl;
}

TEST_CASE("A town of two thousand homes holds the same over a day in which presses come by chance and by the hour") {
  const auto chosen = tests::number_from_environment("LAMPLIGHT_SEED", 0);
  const auto first = chosen == 0 ? 1 : chosen;
  const auto small_towns = tests::number_from_environment("LAMPLIGHT_SEEDS", 1'000);
  const auto seeds = chosen == 0 ? std::max<std::uint64_t>(1, small_towns / 500) : 1;
  const auto towns = judged(first, seeds, large_town());
  require_no_violation(towns);
  REQUIRE(towns.size() == seeds);
  std::size_t by_day = 0;
  std::size_t presses = 0;
  for (const Judged& town : towns) {
    REQUIRE(town.presses > 200);
    by_day += town.by_day;
    presses += town.presses;
  }
  CHECK(by_day > 2 * (presses - by_day));
  std::cout << seeds << " large towns from " << first << ", " << presses << " presses" << std::endl;
}

TEST_CASE("One seed gives one story") {
  const Record once = World(7, {}).run();
  const Record again = World(7, {}).run();
  CHECK(once.alarms == again.alarms);
  CHECK(once.ended_at == again.ended_at);
  CHECK(once.heard.size() == again.heard.size());
}

namespace {

// A record in which everything held: one press, closed after a minute.
Record good() {
  Record record;
  const IncidentId id{"i-1"};
  record.presses = {{tests::k_noon, DeviceId{"p"}, AlarmId{"a"}, AlarmKind::sos}};
  record.alarms = {{.device = DeviceId{"p"}, .id = AlarmId{"a"}, .incident = id}};
  Incident incident{.id = id, .state = IncidentState::closed};
  record.incidents = {incident};
  Ack closed{.device = DeviceId{"p"}, .alarm = AlarmId{"a"}, .state = AckState::closed, .seq = 5};
  record.heard = {{tests::k_noon + Seconds{60}, closed, true}};
  incident.state = IncidentState::assigned;
  incident.worker = WorkerId{"w"};
  incident.deadline = Deadline{tests::k_noon + Seconds{90}, DeadlineWhat::depart};
  record.states = {{tests::k_noon + Seconds{30}, incident, 0, true}};
  record.acted = {{tests::k_noon + Seconds{45}, id, {tests::k_noon + Seconds{45}, DeadlineWhat::offer_answer}}};
  return record;
}

}  // namespace

TEST_CASE("The checker finds each kind of violation in a record made bad by hand") {
  REQUIRE(violations(good()).empty());
  Record bad = good();
  std::string expected;
  SECTION("acknowledged, not stored") { bad.heard[0].stored = false; expected = "I1"; }
  SECTION("a press is gone") { bad.alarms.clear(); expected = "I2"; }
  SECTION("no incident") { bad.alarms[0].incident.reset(); expected = "I2"; }
  SECTION("an incident that is not there") { bad.incidents.clear(); expected = "I2"; }
  SECTION("stored twice") { bad.alarms.push_back(bad.alarms[0]); expected = "I3"; }
  SECTION("two alarms of one press") {
    bad.alarms.push_back(bad.alarms[0]);
    bad.alarms[1].generation = 1;
    expected = "I3";
  }
  SECTION("never pressed") { bad.alarms.push_back({.device = DeviceId{"q"}, .id = AlarmId{"a"}, .incident = IncidentId{"i-1"}}); expected = "I3"; }
  SECTION("answered after minutes in a healthy town") {
    bad.heard[0].at = tests::k_noon + Seconds{300};
    bad.ended_at = tests::k_noon + Seconds{600};
    expected = "I2";
  }
  SECTION("decided again and again") { bad.store_calls = 2'000; expected = "P2"; }
  SECTION("two emergencies") {
    bad.states.push_back(bad.states[0]);
    bad.states[1].incident.id = IncidentId{"i-2"};
    expected = "I4";
  }
  SECTION("held by nobody") { bad.states[0].incident.worker.reset(); expected = "I4"; }
  SECTION("no deadline") { bad.states[0].incident.deadline.reset(); expected = "I5"; }
  SECTION("no timer") { bad.states[0].has_timer = false; expected = "I5"; }
  SECTION("a deadline passed by") {
    bad.healed_at = tests::k_noon;
    bad.states[0].at = tests::k_noon + Seconds{100};
    expected = "I5";
  }
  SECTION("held and offered") { bad.states[0].pending_offers = 1; expected = "I5"; }
  SECTION("early") { bad.acted[0].at -= Millis{1}; expected = "I6"; }
  SECTION("twice") { bad.acted.push_back(bad.acted[0]); expected = "I6"; }
  SECTION("never ended") { bad.incidents[0].state = IncidentState::offered; expected = "I14"; }
  SECTION("the home heard nothing") { bad.heard.clear(); expected = "I14"; }
  SECTION("the home still waits") { bad.heard[0].ack.state = AckState::assigned; expected = "I14"; }
  const auto found = violations(bad);
  if (!expected.empty()) {
    REQUIRE(!found.empty());
    CHECK(found[0].substr(0, found[0].find(':')) == expected);
  }
}
