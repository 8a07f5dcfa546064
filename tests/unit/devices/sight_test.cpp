// What the monitor could not see is said once, and says nothing about devices.
#include "devices/sight.h"

#include <catch2/catch.hpp>

using namespace lamplight;
using namespace std::chrono_literals;

namespace {

const Instant k_noon = *from_rfc3339("2026-11-23T12:00:00.000Z");

// A monitor that looks twice a second.
struct Looking {
  explicit Looking(std::optional<Instant> seen_before) : sight(seen_before) {}

  // Looks until then; what it was told.
  std::vector<Blind> until(Instant end) {
    std::vector<Blind> told;
    for (; now < end; now += 500ms) {
      Outlook outlook{connected, reads ? now : stopped_at, std::nullopt};
      if (broker_speaks && ms_of(now) % 1000 == 0) spoke = now;
      outlook.broker_spoke = spoke;
      if (const auto blind = sight.look(now, outlook)) told.push_back(*blind);
    }
    return told;
  }

  Sight sight;
  Instant now = k_noon;
  bool connected = true;
  bool reads = true;
  bool broker_speaks = true;
  Instant stopped_at{};
  std::optional<Instant> spoke;
};

}  // namespace

TEST_CASE("the first start was blind for nothing; a restart was since it last saw") {
  CHECK(Looking(std::nullopt).until(k_noon + 10s).empty());
  CHECK(Looking(k_noon - 10min).until(k_noon + 10s) == std::vector{Blind{k_noon - 10min, k_noon, "restarted"}});
}

TEST_CASE("a broker that is away blinds until the connection is back") {
  Looking monitor(std::nullopt);
  CHECK(monitor.until(k_noon + 10s).empty());
  monitor.connected = false;
  CHECK(monitor.until(k_noon + 100s).empty());
  CHECK_FALSE(monitor.sight.sees());
  monitor.connected = true;
  const auto told = monitor.until(k_noon + 200s);
  REQUIRE(told.size() == 1);
  CHECK(told[0] == Blind{k_noon + 9s + 500ms, k_noon + 100s, "broker away"});
  CHECK(monitor.sight.sees());
}

TEST_CASE("a broker that stands still blinds before any device can seem silent") {
  Looking monitor(std::nullopt);
  CHECK(monitor.until(k_noon + 10s).empty());
  monitor.broker_speaks = false;
  CHECK(monitor.until(k_noon + 17s).empty());
  CHECK_FALSE(monitor.sight.sees());
  monitor.broker_speaks = true;
  const auto told = monitor.until(k_noon + 30s);
  REQUIRE(told.size() == 1);
  CHECK(told[0].why == "broker frozen");
}

TEST_CASE("a broker that never speaks of itself is not taken for frozen") {
  Looking monitor(std::nullopt);
  monitor.broker_speaks = false;
  monitor.until(k_noon + 1h);
  CHECK(monitor.sight.sees());
}

TEST_CASE("messages that wait unread blind, as with the database away") {
  Looking monitor(std::nullopt);
  CHECK(monitor.until(k_noon + 10s).empty());
  monitor.reads = false;
  monitor.stopped_at = k_noon + 10s;
  CHECK(monitor.until(k_noon + 60s).empty());
  CHECK_FALSE(monitor.sight.sees());
  monitor.reads = true;
  CHECK(monitor.until(k_noon + 61s).size() == 1);
}

TEST_CASE("a process that was frozen was blind meanwhile") {
  Looking monitor(std::nullopt);
  CHECK(monitor.until(k_noon + 10s).empty());
  monitor.now += 2h;
  const auto told = monitor.until(monitor.now + 2s);
  REQUIRE(told.size() == 1);
  CHECK(told[0].from == k_noon + 9s + 500ms);
  CHECK(told[0].why == "not running");
}
