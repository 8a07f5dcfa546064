// Identifiers: which texts may be one, and how they compare.
#include "model/ids.h"

#include <catch2/catch.hpp>
#include <unordered_set>

using namespace lamplight;

TEST_CASE("names of devices and districts are 1 to 64 of their letters") {
  CHECK(is_name("a"));
  CHECK(is_name("Guzhen_7-b"));
  CHECK(is_name(std::string(64, 'x')));
  CHECK_FALSE(is_name(""));
  CHECK_FALSE(is_name(std::string(65, 'x')));
  for (const char* text : {"a.b", "a:b", "a b", "a/b", "a+", "#", "古镇", "a\n"}) {
    INFO(text);
    CHECK_FALSE(is_name(text));
  }
}

TEST_CASE("alarm ids may have points and colons besides") {
  CHECK(is_alarm_id("a-7f3"));
  CHECK(is_alarm_id("m:silent.7:2026_1"));
  CHECK(is_alarm_id(std::string(64, '.')));
  CHECK_FALSE(is_alarm_id(""));
  CHECK_FALSE(is_alarm_id(std::string(65, 'x')));
  for (const char* text : {"a b", "a/b", "a,b", "\"", "é"}) {
    INFO(text);
    CHECK_FALSE(is_alarm_id(text));
  }
}

TEST_CASE("exactly the letters of the contract are allowed") {
  int in_names = 0;
  int in_alarm_ids = 0;
  for (int c = 0; c < 256; ++c) {
    const std::string text(1, static_cast<char>(c));
    in_names += is_name(text) ? 1 : 0;
    in_alarm_ids += is_alarm_id(text) ? 1 : 0;
  }
  CHECK(in_names == 26 + 26 + 10 + 2);
  CHECK(in_alarm_ids == in_names + 2);
}

TEST_CASE("ids compare by their text") {
  CHECK(WorkerId{"a"} < WorkerId{"b"});
  CHECK(WorkerId{"w10"} < WorkerId{"w9"});
  CHECK(WorkerId{} == WorkerId{""});
  CHECK(WorkerId{}.empty());
  const std::unordered_set<WorkerId> set{WorkerId{"a"}, WorkerId{"b"}, WorkerId{"a"}};
  CHECK(set.size() == 2);
}

TEST_CASE("an id of one kind is no id of another") {
  STATIC_REQUIRE_FALSE(std::is_convertible_v<WorkerId, ResidentId>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<WorkerId, ResidentId>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<std::string, WorkerId>);
}
