// The watch over bounds: one warning when four fifths are used, the next one only after it was well again.
#include <catch2/catch.hpp>

#include <atomic>

#include "server/self_watch.h"

using namespace lamplight::server;

namespace {

double value_of(const SelfWatch& watch, const std::string& name) {
  for (const Metric& metric : watch.metrics()) {
    if (metric.name == name) return metric.value();
  }
  return -1;
}

}  // namespace

TEST_CASE("A bound that is four fifths full is warned of until it is below three fifths") {
  std::atomic<double> used{79};
  SelfWatch watch({{"queue", [&used] { return used.load(); }, 100}});
  CHECK(value_of(watch, "lamplight_bound_used") == 79);
  CHECK(value_of(watch, "lamplight_bound_max") == 100);
  CHECK(value_of(watch, "lamplight_bound_warned") == 0);
  watch.look();
  CHECK(value_of(watch, "lamplight_bound_warned") == 0);
  used = 80;
  watch.look();
  CHECK(value_of(watch, "lamplight_bound_warned") == 1);
  used = 60;
  watch.look();
  CHECK(value_of(watch, "lamplight_bound_warned") == 1);
  used = 59;
  watch.look();
  CHECK(value_of(watch, "lamplight_bound_warned") == 0);
}

TEST_CASE("What the broker says it has dropped is shown, and other words of it are passed over") {
  SelfWatch watch({});
  watch.broker_says(k_broker_dropped_topic, "17");
  CHECK(value_of(watch, "lamplight_broker_dropped_total") == 17);
  watch.broker_says("$SYS/broker/uptime", "99 seconds");
  watch.broker_says(k_broker_dropped_topic, "many");
  CHECK(value_of(watch, "lamplight_broker_dropped_total") == 17);
}

TEST_CASE("A line that stays down is warned of once, and what asks about it is asked at each look") {
  int asked = 0;
  bool up = false;
  SelfWatch watch({}, {{"line", "the line", [&] {
                          ++asked;
                          return up;
                        }}});
  for (int look = 0; look < 8; ++look) watch.look();
  up = true;
  watch.look();
  CHECK(asked == 9);
}
