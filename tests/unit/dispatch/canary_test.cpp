// A press of the canary is taken in, answered, and is nothing else.
#include <catch2/catch.hpp>

#include "model/canary.h"
#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

Changes taken(const SmallTown& small, const Signal& signal) {
  return take_in({&signal, 1}, {}, small.town(), small.travel, k_noon);
}

Signal canary_press() {
  Signal signal = small_signal("canary-monitor-1", "c-1");
  signal.test = true;
  return signal;
}

}  // namespace

TEST_CASE("A canary's press is one row of the inbox and one answer") {
  const SmallTown small;
  const Changes changes = taken(small, canary_press());
  REQUIRE(changes.alarms.size() == 1);
  CHECK(changes.alarms.front().kind_text == k_canary_kind);
  CHECK_FALSE(changes.alarms.front().incident.has_value());
  REQUIRE(changes.acks.size() == 1);
  CHECK(changes.acks.front().state == AckState::received);
  CHECK_FALSE(changes.acks.front().incident.has_value());
  CHECK(changes.opened.empty());
  CHECK(changes.history.empty());
  CHECK(changes.offers.empty());
  CHECK(changes.evidence.empty());
}

TEST_CASE("A device of the register that is called like a canary is a device") {
  SmallTown small;
  const DeviceId id{"canary-monitor-1"};
  small.registers.devices[id] = {id, DistrictId{"east"}, ResidentId{"r-li"}, "pendant", ""};
  const Changes changes = taken(small, canary_press());
  CHECK(changes.opened.size() == 1);
  CHECK(changes.opened.front().test);
}

TEST_CASE("What says it is no test is no canary's, whoever says it") {
  const SmallTown small;
  Signal signal = canary_press();
  signal.test = false;
  const Changes changes = taken(small, signal);
  REQUIRE(changes.opened.size() == 1);
  CHECK_FALSE(changes.opened.front().test);
}
