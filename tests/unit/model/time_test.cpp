// RFC 3339 in and out.
#include "model/time.h"

#include <catch2/catch.hpp>

using namespace lamplight;

namespace {

// The milliseconds read, or -1 where it is refused (no test uses that instant).
std::int64_t read(std::string_view text) {
  const auto at = from_rfc3339(text);
  return at ? ms_of(*at) : -1;
}

}  // namespace

TEST_CASE("instants are written in UTC with milliseconds") {
  CHECK(to_rfc3339(instant_of_ms(0)) == "1970-01-01T00:00:00.000Z");
  CHECK(to_rfc3339(instant_of_ms(1'795'421'730'123)) == "2026-11-23T08:15:30.123Z");
  CHECK(to_rfc3339(instant_of_ms(-1)) == "1969-12-31T23:59:59.999Z");
  CHECK(to_rfc3339(instant_of_ms(951'782'400'000)) == "2000-02-29T00:00:00.000Z");
}

TEST_CASE("what is written is read again as the same instant") {
  // Steps of about 41 days and odd milliseconds, over the years 0000 to 9999.
  const std::int64_t first = read("0000-01-01T00:00:00Z");
  const std::int64_t last = read("9999-12-31T23:59:59.999Z");
  int mismatches = 0;
  int instants = 0;
  for (std::int64_t ms = first; ms <= last; ms += 3'546'123'457, ++instants) {
    if (read(to_rfc3339(instant_of_ms(ms))) != ms) ++mismatches;
  }
  CHECK(instants > 80'000);
  CHECK(mismatches == 0);
}

TEST_CASE("offsets are taken off") {
  CHECK(read("2026-11-23T16:15:30.123+08:00") == 1'795'421'730'123);
  CHECK(read("2026-11-23T03:45:30.123-04:30") == 1'795'421'730'123);
  CHECK(read("2026-11-23T08:15:30.123-00:00") == 1'795'421'730'123);
  CHECK(read("2026-11-24T08:14:30.123+23:59") == 1'795'421'730'123);
  CHECK(read("1970-01-01T00:00:00+01:00") == -3'600'000);
}

TEST_CASE("fractions are cut to milliseconds") {
  CHECK(read("1970-01-01T00:00:00.1Z") == 100);
  CHECK(read("1970-01-01T00:00:00.12Z") == 120);
  CHECK(read("1970-01-01T00:00:00.1239Z") == 123);
  CHECK(read("1970-01-01T00:00:00.999999999Z") == 999);
  CHECK(read("1970-01-01T00:00:00.0000000001Z") == -1);
}

TEST_CASE("a leap second counts as the second before") {
  CHECK(read("2016-12-31T23:59:60Z") == read("2016-12-31T23:59:59Z"));
  CHECK(read("2016-12-31T23:59:60.500Z") == read("2016-12-31T23:59:59.500Z"));
  CHECK(read("2016-12-31T23:59:61Z") == -1);
}

TEST_CASE("lower case and a blank instead of T are read, as RFC 3339 allows") {
  CHECK(read("2026-11-23t08:15:30.123z") == 1'795'421'730'123);
  CHECK(read("2026-11-23 08:15:30.123Z") == 1'795'421'730'123);
}

TEST_CASE("days that no calendar has are refused") {
  for (const char* text :
       {"2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-00-10T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z"}) {
    INFO(text);
    CHECK_FALSE(from_rfc3339(text));
  }
  CHECK(from_rfc3339("2024-02-29T00:00:00Z"));
  CHECK(from_rfc3339("2000-02-29T00:00:00Z"));
}

TEST_CASE("anything else is refused") {
  for (const char* text : {"",
                           "now",
                           "2026-11-23",
                           "2026-11-23T08:15:30",
                           "2026-11-23T08:15Z",
                           "2026-11-23T24:00:00Z",
                           "2026-11-23T08:60:00Z",
                           "2026-11-23T08:15:30.Z",
                           "2026-11-23T08:15:30,1Z",
                           "2026-11-23T08:15:30ZZ",
                           "2026-11-23T08:15:30Z ",
                           " 2026-11-23T08:15:30Z",
                           "2026-11-23T08:15:30+0800",
                           "2026-11-23T08:15:30+08",
                           "2026-11-23T08:15:30+24:00",
                           "2026-11-23T08:15:30+08:60",
                           "2026/11/23T08:15:30Z",
                           "2026-11-23X08:15:30Z",
                           "-026-11-23T08:15:30Z",
                           "+2026-11-23T08:15:30Z",
                           "20a6-11-23T08:15:30Z",
                           "2026-11-23T08-15-30Z",
                           "2026-11-23T 8:15:30Z",
                           "12026-11-23T08:15:30Z"}) {
    INFO(text);
    CHECK_FALSE(from_rfc3339(text));
  }
  CHECK_FALSE(from_rfc3339(std::string_view("2026-11-23T08:15:30Z\0", 21)));
}
