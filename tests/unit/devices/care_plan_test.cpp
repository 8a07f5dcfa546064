// A care plan is read whole, or its wrong member is named.
#include "devices/care_plan.h"

#include <catch2/catch.hpp>

using namespace lamplight;
using namespace std::chrono_literals;

TEST_CASE("an empty plan is the plan of everybody") {
  CHECK(decode_care_plan("{}").value() == CarePlan{});
}

TEST_CASE("a full plan is read whole") {
  const auto plan = decode_care_plan(R"({
    "news2":{"on":false,"lasting_s":30},
    "limits":[{"name":"heart_rate","low":50,"high":110,"hysteresis":5,"lasting_s":300},{"name":"spo2","low":88}],
    "trend":{"on":true,"names":["heart_rate","weight"],"spreads":3.5},
    "no_motion":{"on":true,"share":0.8,"late_min":90},
    "bed":{"on":true,"from":"21:30","to":"06:00","minutes":30},
    "door":{"on":false,"minutes":5},
    "room":{"cold":16,"hot":30,"lasting_s":600},
    "away":{"from":"2026-11-20T00:00:00Z","until":"2026-11-27T00:00:00Z"}})");
  REQUIRE(plan.ok());
  CHECK_FALSE(plan.value().news2.on);
  CHECK(plan.value().limits == std::vector<Limit>{{"heart_rate", 50, 110, 5, 300s}, {"spo2", 88, std::nullopt, 0, 0s}});
  CHECK(plan.value().trend.names.size() == 2);
  CHECK(plan.value().bed == CarePlan::BedRule{true, 21 * 60 + 30, 6 * 60, 30});
  CHECK(plan.value().room.lasting == 600s);
  const Instant then = *from_rfc3339("2026-11-23T12:00:00Z");
  CHECK_FALSE(plan.value().habits_count(then));
  CHECK(plan.value().habits_count(then + 5 * 24h));
}

TEST_CASE("a wrong member is named") {
  struct Case {
    const char* text;
    const char* fault;
  };
  const Case row = GENERATE(
      Case{R"({"news":{}})", "news"}, Case{R"({"news2":{"on":1}})", "news2.on"}, Case{R"({"news2":[]})", "news2"},
      Case{R"({"limits":{}})", "limits"}, Case{R"({"limits":[{"name":"pulse","low":1}]})", "limits.name"},
      Case{R"({"limits":[{"name":"spo2"}]})", "limits.low"},
      Case{R"({"limits":[{"name":"spo2","low":1}]})", "limits.low"},
      Case{R"({"limits":[{"name":"spo2","low":90,"high":95,"hysteresis":3}]})", "limits.hysteresis"},
      Case{R"({"bed":{"from":"25:00"}})", "bed.from"}, Case{R"({"bed":{"from":"9:00"}})", "bed.from"},
      Case{R"({"no_motion":{"share":1.1}})", "no_motion.share"}, Case{R"({"room":{"lasting_s":-1}})", "room.lasting_s"},
      Case{R"({"away":{"from":"2026-11-20T00:00:00Z"}})", "away.until"},
      Case{R"({"away":{"from":"2026-11-20T00:00:00Z","until":"2026-11-19T00:00:00Z"}})", "away.until"},
      Case{R"({"trend":{"names":["x"]}})", "trend.names"}, Case{"[]", "no object"});
  CAPTURE(row.text);
  const auto plan = decode_care_plan(row.text);
  REQUIRE_FALSE(plan.ok());
  CHECK(plan.error() == row.fault);
}

TEST_CASE("what is no JSON is no plan") {
  CHECK_FALSE(decode_care_plan("").ok());
  CHECK_FALSE(decode_care_plan(R"({"away":)").ok());
}
