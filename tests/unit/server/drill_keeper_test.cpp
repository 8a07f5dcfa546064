// What comes next in a drill, from how far its incident has come.
#include "server/drill_keeper.h"

#include <catch2/catch.hpp>

#include "model/limits_drills.h"

using namespace lamplight;
using namespace lamplight::server;
using db::DrillState;

namespace {

const Instant k_begun = instant_of_ms(1'795'420'000'000);

db::Drill running() {
  db::Drill drill{.id = "drill-1", .device = DeviceId{"p-1"}, .worker = WorkerId{"w-1"}, .due = k_begun, .who = "u-a"};
  drill.state = DrillState::running;
  drill.asked_at = k_begun;
  return drill;
}

db::DrillProgress received() {
  return {IncidentId{"i-1"}, k_begun + Millis{800}, {}, true, {}, {}};
}

}  // namespace

TEST_CASE("A home that does not press in time ends a drill at the home, and not before") {
  const auto waits = next_step(running(), std::nullopt, k_begun + limits::drill_home_wait - Millis{1});
  CHECK(waits.drill.state == DrillState::running);
  CHECK_FALSE(waits.command.has_value());
  const auto ends = next_step(running(), std::nullopt, k_begun + limits::drill_home_wait);
  CHECK(ends.drill.state == DrillState::failed);
  CHECK(ends.drill.failed_at == "home");
  CHECK(ends.drill.ended_at == k_begun + limits::drill_home_wait);
}

TEST_CASE("A drill asks its worker once somebody at the desk has seen it, and once only") {
  db::DrillProgress progress = received();
  CHECK_FALSE(next_step(running(), progress, k_begun + Millis{900}).command.has_value());
  progress.desk_at = k_begun + Millis{3'000};
  const auto asks = next_step(running(), progress, k_begun + Millis{3'100});
  REQUIRE(asks.command.has_value());
  CHECK(asks.command->kind == CommandKind::offer);
  CHECK(asks.command->worker == WorkerId{"w-1"});
  CHECK(asks.drill.desk_at == progress.desk_at);
  progress.offered_at = k_begun + Millis{3'200};
  CHECK_FALSE(next_step(running(), progress, k_begun + Millis{4'000}).command.has_value());
}

TEST_CASE("A yes passes a drill, an offer that lapsed fails it at the phone, a test nobody saw at the desk") {
  db::DrillProgress progress = received();
  progress.desk_at = k_begun + Millis{3'000};
  progress.offered_at = k_begun + Millis{3'200};
  progress.answered_at = k_begun + Millis{9'000};
  progress.said_yes = true;
  const auto passed = next_step(running(), progress, k_begun + Millis{9'100});
  CHECK(passed.drill.state == DrillState::passed);
  CHECK(passed.drill.phone_at == progress.answered_at);
  REQUIRE(passed.command.has_value());
  CHECK(passed.command->kind == CommandKind::close);

  progress.said_yes = false;
  progress.lapsed = true;
  const auto lapsed = next_step(running(), progress, k_begun + Millis{70'000});
  CHECK(lapsed.drill.state == DrillState::failed);
  CHECK(lapsed.drill.failed_at == "phone");
  CHECK_FALSE(lapsed.drill.phone_at.has_value());

  db::DrillProgress unseen = received();
  unseen.is_open = false;
  const auto ended = next_step(running(), unseen, k_begun + Millis{300'000});
  CHECK(ended.drill.failed_at == "desk");
}
