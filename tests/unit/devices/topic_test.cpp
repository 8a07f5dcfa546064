// Topics of a home, read and written.
#include "devices/topic.h"

#include <catch2/catch.hpp>

using namespace lamplight;

TEST_CASE("a topic is read and written back the same") {
  for (const std::string leaf : {"alarm", "readings", "status", "ack", "command", "result"}) {
    const std::string text = "lamplight/v1/gz-01/home_7/" + leaf;
    const auto topic = read_topic(text);
    REQUIRE(topic);
    CHECK(topic->district == DistrictId{"gz-01"});
    CHECK(topic->device == DeviceId{"home_7"});
    CHECK(name_of(topic->leaf) == leaf);
    CHECK(write_topic(*topic) == text);
  }
}

TEST_CASE("any other topic is nobody's") {
  const std::string long_name(65, 'a');
  for (const std::string& text :
       {std::string{}, std::string("lamplight/v1/"), std::string("lamplight/v1/d/h"), std::string("lamplight/v1/d/h/"),
        std::string("lamplight/v1/d/h/alarm/x"), std::string("lamplight/v2/d/h/alarm"),
        std::string("x/lamplight/v1/d/h/alarm"), std::string("lamplight/v1//h/alarm"),
        std::string("lamplight/v1/d//alarm"), std::string("lamplight/v1/d/h/Alarm"),
        std::string("lamplight/v1/d d/h/alarm"), std::string("lamplight/v1/d/h.1/alarm"),
        "lamplight/v1/" + long_name + "/h/alarm", "lamplight/v1/d/" + long_name + "/alarm",
        std::string("lamplight/v1/d/\xE5\x8E\xA8/alarm")}) {
    INFO(text);
    CHECK_FALSE(read_topic(text));
  }
}

TEST_CASE("names of 64 characters are allowed") {
  const std::string name(64, 'Z');
  CHECK(read_topic("lamplight/v1/" + name + "/" + name + "/ack"));
}
