// NEWS2 over time: no moment knows more than had been measured by then.
#include "devices/news2_course.h"

#include <catch2/catch.hpp>

using namespace lamplight;
using namespace std::chrono_literals;

namespace {

const Instant k_morning = *from_rfc3339("2026-11-23T08:00:00.000Z");

Reading reading(const std::string& name, Millis after, double value) {
  return {DeviceId{"home-1"}, {}, name, k_morning + after, value, k_morning + after};
}

std::vector<Instant> every_hour(int count) {
  std::vector<Instant> moments;
  for (int hour = 1; hour <= count; ++hour) moments.push_back(k_morning + std::chrono::hours{hour});
  return moments;
}

}  // namespace

TEST_CASE("The score of a moment knows what was measured until then, and nothing later") {
  const std::vector readings{reading("heart_rate", 10min, 70), reading("spo2", 90min, 91), reading("spo2", 150min, 97)};
  const auto course = news2_course(readings, Spo2Scale::one, every_hour(3));
  REQUIRE(course.size() == 3);
  CHECK(course[0].least == 0);  // the pulse alone, and that is well
  CHECK(course[0].most == 17);  // all but the pulse may be anything
  CHECK(course[1].least == 3);  // 91 %
  CHECK(course[1].most == 17);
  CHECK(course[2].least == 0);  // 97 %
  CHECK(course[2].most == 14);
  CHECK(course[2].response == Response::urgent);
}

TEST_CASE("A moment at which nothing was known is left out, before the first value and after the last has grown old") {
  const std::vector readings{reading("heart_rate", 90min, 70)};
  const auto course = news2_course(readings, Spo2Scale::one, every_hour(15));
  REQUIRE(course.size() == 12);  // a pulse speaks for twelve hours
  CHECK(course.front().at == k_morning + 2h);
  CHECK(course.back().at == k_morning + 13h);
}

TEST_CASE("The score of the last moment is the score of the present") {
  const std::vector readings{reading("respiratory_rate", 5min, 26), reading("temperature", 6min, 39.2),
                             reading("heart_rate", 7min, 115)};
  const Instant now = k_morning + 1h;
  const auto course = news2_course(readings, Spo2Scale::two, std::vector{now});
  const News2 present = news2_of(readings, Spo2Scale::two, now);
  REQUIRE(course.size() == 1);
  CHECK(course[0] == News2Moment{now, present.least, present.most, present.response});
}
