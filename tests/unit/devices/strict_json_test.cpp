// The strict reader refuses what a convenient one would wave through.
#include "devices/strict_json.h"

#include <catch2/catch.hpp>

using namespace lamplight;

namespace {

constexpr std::size_t k_bytes_max = 4096;

std::string reason(std::string_view bytes) {
  const auto read = read_json(bytes, k_bytes_max);
  return read ? std::string{} : read.error();
}

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

}  // namespace

TEST_CASE("types are exact") {
  const auto read = read_json(R"({"text":"72","whole":72,"real":72.5,"yes":true,"none":null,"list":[1]})", k_bytes_max);
  REQUIRE(read);
  const Json& json = read.value();
  CHECK_FALSE(json.member("text")->number());
  CHECK_FALSE(json.member("text")->integer());
  CHECK(json.member("whole")->integer() == 72);
  CHECK(json.member("whole")->number() == 72.0);
  CHECK(json.member("whole")->text() == nullptr);
  CHECK(json.member("real")->number() == 72.5);
  CHECK_FALSE(json.member("real")->integer());
  CHECK(json.member("yes")->truth() == true);
  CHECK_FALSE(json.member("yes")->number());
  CHECK_FALSE(json.member("none")->truth());
  CHECK(json.member("list")->array()->size() == 1);
  CHECK(json.member("list")->member("x") == nullptr);
  CHECK(json.member("absent") == nullptr);
}

TEST_CASE("a key twice in one object is refused at any depth, the same key in two objects is not") {
  CHECK(reason(R"({"a":1,"a":1})") == "duplicate key");
  CHECK(reason(R"({"b":[{"c":{"a":1,"x":2,"a":3}}]})") == "duplicate key");
  CHECK(reason("{\"a\":1,\"\\u0061\":2}") == "duplicate key");
  CHECK(reason(R"([{"a":1},{"a":1,"b":{"a":2}}])").empty());
}

TEST_CASE("nesting is bounded") {
  CHECK(reason(nested(8)).empty());
  CHECK(reason(nested(9)) == "nested too deeply");
  CHECK(reason(std::string(4000, '[')) == "nested too deeply");
}

TEST_CASE("members of one object are bounded") {
  const auto object = [](int members) {
    std::string text = "{";
    for (int i = 0; i < members; ++i) text += (i ? ",\"" : "\"") + std::to_string(i) + "\":0";
    return text + "}";
  };
  CHECK(reason(object(256)).empty());
  CHECK(reason(object(257)) == "too many members in an object");
}

TEST_CASE("size is bounded, to the byte") {
  const std::string just(k_bytes_max - 2, ' ');
  CHECK(reason(just + "{}").empty());
  CHECK_FALSE(reason(just + " {}").empty());
}

TEST_CASE("what is not JSON to its last byte is refused") {
  for (const std::string_view bytes : {"",
                                       " ",
                                       "{",
                                       "{}x",
                                       "{} {}",
                                       "[1,]",
                                       "{\"a\":1,}",
                                       "{'a':1}",
                                       "{a:1}",
                                       "nul",
                                       "NaN",
                                       "-Infinity",
                                       "01",
                                       "+1",
                                       ".5",
                                       "1.",
                                       "1e",
                                       "1e999",
                                       "-1e400",
                                       "// x\n{}",
                                       "/* x */{}",
                                       "\"\t\"",
                                       "\"\\x41\"",
                                       "\"\\ud800\"",
                                       "\"\xff\"",
                                       "\"\xc0\xaf\"",
                                       "\"\xed\xa0\x80\"",
                                       "\"\xf5\x80\x80\x80\"",
                                       "\"open",
                                       "\xEF\xBB\xBF{}"}) {
    INFO(std::string(bytes));
    CHECK_FALSE(reason(bytes).empty());
  }
  CHECK_FALSE(reason(std::string_view("{}\0", 3)).empty());
}

TEST_CASE("the reason never quotes the message") {
  CHECK(reason("{\"name\": Mrs Li}").find("Mrs") == std::string::npos);
}

TEST_CASE("integers beyond 64 bits are numbers and no integers") {
  const auto read = read_json(
      "[18446744073709551615,9223372036854775807,-9223372036854775808,123456789012345678901234567890]", k_bytes_max);
  REQUIRE(read);
  const Json::Array& list = *read.value().array();
  CHECK_FALSE(list[0].integer());
  CHECK(list[0].number() == Approx(1.8446744073709552e19));
  CHECK(list[1].integer() == INT64_MAX);
  CHECK(list[2].integer() == INT64_MIN);
  CHECK(list[3].number() == Approx(1.2345678901234568e29));
}

TEST_CASE("text keeps its bytes, escapes resolved") {
  const auto read = read_json("[\"\\u53a4\\n\\u0000x\",\"\xE5\x8E\x85\"]", k_bytes_max);
  REQUIRE(read);
  CHECK(*(*read.value().array())[0].text() == std::string("\xE5\x8E\xA4\n\0x", 6));
  CHECK(*(*read.value().array())[1].text() == "\xE5\x8E\x85");
}
