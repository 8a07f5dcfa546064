// Servers on machines whose wall clocks are wrong: the database's time is the town's.
#include <catch2/catch.hpp>

#include <filesystem>

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// Debian's libfaketime for programs with threads; it leaves the steady clock alone, as a moved wall clock does.
std::vector<std::string> wall_clock_at(const std::string& fake) {
  for (const std::filesystem::path folder : {"/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"}) {
    const auto library = folder / "faketime" / "libfaketimeMT.so.1";
    if (!std::filesystem::exists(library)) continue;
    return {"LD_PRELOAD=" + library.string(), "FAKETIME=" + fake, "FAKETIME_DONT_FAKE_MONOTONIC=1"};
  }
  throw std::runtime_error("libfaketime is not installed");
}

std::string asked(RunningTown& town, const std::string& incident) {
  return Web(town.http_port(), town.sign_in("u-d-0")).get("/api/v1/incidents/" + incident).body["offers"].dump();
}

}  // namespace

TEST_CASE("A server whose wall clock is wrong dates alarms and acts on deadlines by the database's time") {
  const std::string fake = GENERATE("+1h", "-1h", "+1y", "@2028-02-29 23:59:30");
  INFO(fake);
  RunningTown town({.offer_wait = Millis{2'000}});
  town.start_server("server", wall_clock_at(fake));
  Homes homes(town.broker());
  const Instant before = RunningTown::now();
  homes.press("p-1", "a-1", "sos", "d-1");
  const auto ack = homes.heard("p-1", "a-1", AckState::received);
  REQUIRE(ack.has_value());
  CHECK(town.count("SELECT received_ms FROM alarms WHERE device_id = 'p-1'") >= ms_of(before) - 2'000);
  CHECK(town.count("SELECT received_ms FROM alarms WHERE device_id = 'p-1'") <= ms_of(RunningTown::now()) + 2'000);
  // Nobody answers: the next are asked, after the wait and not before.
  const std::string first = asked(town, ack->incident->text());
  REQUIRE(eventually([&] { return asked(town, ack->incident->text()) != first; }));
  CHECK(RunningTown::now() - before >= Millis{2'000});
  CHECK(town.count("SELECT COUNT(*) FROM offers WHERE state = 'expired' AND answered_ms < expires_ms") == 0);
}
