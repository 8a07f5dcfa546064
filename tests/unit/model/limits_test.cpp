// Bounds that outsiders rely on (contracts §2), and bounds that only make sense together.
#include "model/limits.h"

#include <catch2/catch.hpp>

using namespace lamplight;
using namespace std::chrono_literals;

TEST_CASE("the bounds of the contract are the contract's") {
  CHECK(limits::alarm_bytes_max == 8'192);
  CHECK(limits::status_bytes_max == 8'192);
  CHECK(limits::readings_bytes_max == 65'536);
  CHECK(limits::pack_records_max == 500);
  CHECK(limits::clock_ahead_max == 10min);
  CHECK(to_rfc3339(limits::device_time_min) == "2000-01-01T00:00:00.000Z");
  CHECK(limits::repeat_after_close == 10min);
  CHECK(limits::unreadable_same_bytes == 10min);
  CHECK(limits::live_tick == 2s);
  CHECK(limits::storm_window == 1min);
}

TEST_CASE("a timer that is looked for in time is acted on within 250 ms") {
  CHECK(limits::timer_poll * 2 < 250ms);
}

TEST_CASE("the sweeper leaves a row to its committer before it takes it") {
  CHECK(limits::outbox_claim_age > 0ms);
  CHECK(limits::outbox_claim_age + limits::outbox_poll < 2s);  // a home repeats after 2 s
}

TEST_CASE("queues hold more than one batch") {
  CHECK(limits::arrivals_max >= 50'000);  // the storm that design names
  CHECK(limits::arrivals_max > limits::intake_batch_max);
  CHECK(limits::readings_batch_max >= limits::pack_records_max);
}

TEST_CASE("pages and texts have room for what they hold") {
  CHECK(limits::page_items_default <= limits::page_items_max);
  CHECK(limits::note_bytes_max < limits::body_bytes_max);
  CHECK(limits::alarm_text_bytes_max < limits::alarm_bytes_max);
}
