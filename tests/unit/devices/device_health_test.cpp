// Tables of what a heartbeat says about the device: where a trouble begins, where it ends, where it stays.
#include "devices/device_health.h"

#include <catch2/catch.hpp>

using namespace lamplight;
using namespace std::chrono_literals;

namespace {

const HealthRules k_rules;

DeviceStatus with_battery(std::optional<int> pct) {
  DeviceStatus status;
  status.battery_pct = pct;
  return status;
}

DeviceStatus with_mains(std::optional<bool> mains) {
  DeviceStatus status;
  status.mains = mains;
  return status;
}

}  // namespace

TEST_CASE("a battery is low at 15 %, and good again at 25") {
  struct Case {
    std::optional<int> pct;
    bool open;
    Turn turn;
  };
  const Case row = GENERATE(Case{100, false, Turn::stays}, Case{16, false, Turn::stays}, Case{15, false, Turn::begins},
                            Case{0, false, Turn::begins}, Case{15, true, Turn::stays}, Case{24, true, Turn::stays},
                            Case{25, true, Turn::ends}, Case{{}, false, Turn::stays}, Case{{}, true, Turn::stays});
  const HealthVerdict verdict = judge_battery(with_battery(row.pct), row.open, k_rules);
  CAPTURE(row.pct.value_or(-1), row.open);
  CHECK(verdict.turn == row.turn);
  CHECK(verdict.text.empty() == (row.turn == Turn::stays));
}

TEST_CASE("mains are lost when a heartbeat says so, and back when one says so; silence about them says nothing") {
  struct Case {
    std::optional<bool> mains;
    bool open;
    Turn turn;
  };
  const Case row =
      GENERATE(Case{true, false, Turn::stays}, Case{false, false, Turn::begins}, Case{false, true, Turn::stays},
               Case{true, true, Turn::ends}, Case{{}, true, Turn::stays}, Case{{}, false, Turn::stays});
  CHECK(judge_mains(with_mains(row.mains), row.open).turn == row.turn);
}

TEST_CASE("a clock is wrong when two heartbeats agree on it; a late message is late once") {
  struct Case {
    std::optional<Millis> before;
    std::optional<Millis> skew;
    bool open;
    Turn turn;
  };
  const Case row =
      GENERATE(Case{{}, Millis{2h}, false, Turn::stays},               // the first of its kind
               Case{Millis{2h}, Millis{2h}, false, Turn::begins},      // again the same
               Case{Millis{-1h}, Millis{-50min}, false, Turn::stays},  // a queue that drains
               Case{Millis{0}, Millis{4min}, false, Turn::stays},
               Case{Millis{-6min}, Millis{-6min}, false, Turn::begins}, Case{Millis{2h}, {}, false, Turn::stays},
               Case{Millis{2h}, {}, true, Turn::stays}, Case{Millis{2h}, Millis{2h}, true, Turn::stays},
               Case{Millis{2h}, Millis{61s}, true, Turn::stays}, Case{Millis{2h}, Millis{60s}, true, Turn::ends});
  CHECK(judge_clock(row.before, row.skew, row.open, k_rules).turn == row.turn);
}

TEST_CASE("the skew is read from the time as it was sent, however wrong") {
  DeviceStatus status;
  CHECK_FALSE(clock_skew(status));
  status.received_at = *from_rfc3339("2026-11-23T12:00:00.000Z");
  status.at = status.received_at;  // replaced, because it could not be
  status.sent_at = status.received_at - 24h * 365;
  CHECK(clock_skew(status) == Millis{-24h * 365});
}
