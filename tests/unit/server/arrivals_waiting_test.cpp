// Threads that offer and take at the waiting places of devices/arrivals.
#include <atomic>
#include <catch2/catch.hpp>

#include "devices/arrivals.h"
#include "server/thread.h"

using namespace lamplight;
using namespace lamplight::server;
using namespace std::chrono_literals;

namespace {

Signal pressed() {
  Signal signal;
  signal.kind = AlarmKind::sos;
  signal.id = AlarmId{"a-1"};
  return signal;
}

}  // namespace

TEST_CASE("a waiting taker is woken by the first signal") {
  SignalLanes lanes(100);
  std::vector<Signal> taken;
  {
    const Thread taker("taker", [&](const std::stop_token&) {
      const std::stop_token never;
      taken = lanes.take_batch(10, 1min, never);
    });
    CHECK(lanes.offer(pressed()));
  }
  REQUIRE(taken.size() == 1);
  CHECK(taken[0].id == AlarmId{"a-1"});
}

TEST_CASE("a waiting taker is woken by a stop") {
  Arrivals arrivals(10, 1000, Overflow::refuse);
  bool empty = false;
  {
    const Thread taker("taker",
                       [&](const std::stop_token& stop) { empty = arrivals.take_batch(10, 1min, stop).empty(); });
  }
  CHECK(empty);
}

TEST_CASE("many threads offer and take, and every message is counted once") {
  constexpr int k_each = 20'000;
  Arrivals arrivals(1000, 1 << 20, Overflow::refuse);
  std::atomic<std::int64_t> accepted{0};
  std::atomic<std::int64_t> taken{0};
  const auto offer = [&](const std::stop_token&) {
    for (int i = 0; i < k_each; ++i) accepted += arrivals.offer({"t", "x", false}) ? 1 : 0;
  };
  const auto take = [&](const std::stop_token& stop) {
    while (true) {
      const bool ending = stop.stop_requested();
      const std::size_t batch = arrivals.take_batch(50, 1min, stop).size();
      taken += static_cast<std::int64_t>(batch);
      if (ending && batch == 0) return;
    }
  };
  {
    const Thread one_taker("taker-1", take);
    const Thread other_taker("taker-2", take);
    const Thread one("offer-1", offer);
    const Thread other("offer-2", offer);
  }
  const QueueFigures figures = arrivals.figures();
  CHECK(figures.received == 2 * k_each);
  CHECK(figures.refused + taken == 2 * k_each);
  CHECK(taken == accepted);
  CHECK(figures.depth == 0);
  CHECK(figures.bytes == 0);
}
