// Heartbeats that count themselves: what never arrived, what began anew, what only came late.
#include "devices/device_course.h"

#include <catch2/catch.hpp>

using namespace lamplight;
using namespace std::chrono_literals;

namespace {

const Instant k_noon = *from_rfc3339("2026-11-23T12:00:00.000Z");

void beat(DeviceCourse& course, std::optional<std::int64_t> seq, std::optional<std::int64_t> uptime_s, Millis after) {
  note_heartbeat(course, {std::nullopt, seq, uptime_s}, k_noon + after);
}

DeviceCourse course_of(const std::vector<std::int64_t>& numbers) {
  DeviceCourse course;
  for (std::size_t i = 0; i < numbers.size(); ++i) beat(course, numbers[i], {}, Seconds{900} * static_cast<int>(i));
  return course;
}

}  // namespace

TEST_CASE("numbers that are missing are words that never arrived; those that come late or twice are none") {
  struct Case {
    std::vector<std::int64_t> numbers;
    Turn turn;
  };
  const Case row = GENERATE(Case{{1, 2, 3, 4, 5}, Turn::stays}, Case{{1, 2, 7}, Turn::stays},  // four are no quarter
                            Case{{1, 2, 8}, Turn::begins},                                     // five are
                            Case{{1, 3, 5, 7, 9, 11}, Turn::begins}, Case{{5, 6, 6, 5, 7}, Turn::stays},
                            Case{{400, 1, 2, 3}, Turn::stays},    // it began anew
                            Case{{1, 2, 500, 501}, Turn::stays},  // that was silence
                            Case{{7}, Turn::stays});
  CHECK(judge_gaps(course_of(row.numbers), false).turn == row.turn);
}

TEST_CASE("a line that loses no more is good again only when twenty words have shown it") {
  DeviceCourse course = course_of({1, 2, 8});
  REQUIRE(judge_gaps(course, false).turn == Turn::begins);
  std::int64_t seq = 9;
  for (; judge_gaps(course, true).turn == Turn::stays; ++seq) {
    REQUIRE(seq < 100);
    beat(course, seq, {}, Seconds{seq});
  }
  CHECK(seq == 27);
  CHECK(judge_gaps(course, false).turn == Turn::stays);
}

TEST_CASE("three restarts within a day are a fault, which ends when a day passes without any") {
  DeviceCourse course;
  for (const auto& [uptime_s, after] :
       std::vector<std::pair<std::int64_t, Millis>>{{5'000, 0h}, {10, 1h}, {3'610, 2h}, {12, 3h}}) {
    beat(course, {}, uptime_s, after);
  }
  CHECK(course.restarts.size() == 2);
  CHECK(judge_restarts(course, k_noon + 3h, false).turn == Turn::stays);
  beat(course, {}, 3, 4h);
  CHECK(judge_restarts(course, k_noon + 4h, false).turn == Turn::begins);
  CHECK(judge_restarts(course, k_noon + 27h, true).turn == Turn::stays);
  CHECK(judge_restarts(course, k_noon + 29h, true).turn == Turn::ends);
}

TEST_CASE("an uptime that was on its way is no restart") {
  DeviceCourse course;
  beat(course, 10, 1'000, 0s);
  beat(course, 9, 999, 1s);
  beat(course, 11, 1'900, 900s);
  CHECK(course.restarts.empty());
  CHECK(course.lost == 0);
  // Its numbers begin anew with it, and nothing is missing for that.
  beat(course, 1, 4, 1'800s);
  CHECK(course.restarts.size() == 1);
  CHECK(course.lost == 0);
}

TEST_CASE("an opened case is a trouble until it is said to be shut; silence about it says nothing") {
  struct Case {
    std::optional<bool> tamper;
    bool open;
    Turn turn;
  };
  const Case row =
      GENERATE(Case{true, false, Turn::begins}, Case{true, true, Turn::stays}, Case{false, true, Turn::ends},
               Case{false, false, Turn::stays}, Case{{}, true, Turn::stays}, Case{{}, false, Turn::stays});
  CHECK(judge_tamper({row.tamper, {}, {}}, row.open).turn == row.turn);
}
