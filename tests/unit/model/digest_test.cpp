// The digest that names incidents: the same for ever, on every machine.
#include "model/digest.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

using lamplight::digest_of;

// Reckoned by another implementation, which was held against the published FNV-1a 128 of "a" and "foobar".
TEST_CASE("digests never change: they are in the database") {
  CHECK(digest_of({}) == "3a2e7fe057128b262410bb70");
  CHECK(digest_of({""}) == "e28316c907b21987fac8a15f");
  CHECK(digest_of({"a"}) == "f743dced97cbd6382285b888");
  CHECK(digest_of({"foobar"}) == "44b198fb34669e65a4b9560c");
  CHECK(digest_of({std::string(300, 'x')}) == "3da196097b6192917d10910c");
  CHECK(digest_of({"古镇"}) == "8defbd60d7b33605798956ea");
}

TEST_CASE("the parts of a digest do not run into each other") {
  CHECK(digest_of({"ab", "c"}) == "216f6982696dad7ad87ff4e7");
  CHECK(digest_of({"a", "bc"}) == "1ce9cb3d811d529ad87ff4bf");
  std::set<std::string> seen;
  for (const auto& digest :
       {digest_of({"abc"}), digest_of({"ab", "c"}), digest_of({"a", "bc"}), digest_of({"a", "b", "c"}),
        digest_of({"abc", ""}), digest_of({"", "abc"}), digest_of({"a\xff", "bc"}), digest_of({"abc\x01\xff"})}) {
    CHECK(seen.insert(digest).second);
  }
}

TEST_CASE("zero bytes count") {
  using namespace std::string_view_literals;
  CHECK(digest_of({"\0"sv}) == "6e96ac1687cbd6382285b81c");
  CHECK(digest_of({"\0\0"sv}) == "7d479284d98e608b77275774");
}

TEST_CASE("the alarms of a thousand devices have a hundred thousand digests of 24 digits") {
  std::set<std::string> seen;
  for (int device = 0; device < 1'000; ++device) {
    const std::string name = "pendant-" + std::to_string(device);
    for (int alarm = 0; alarm < 100; ++alarm) seen.insert(digest_of({name, "a-" + std::to_string(alarm), "0"}));
  }
  CHECK(seen.size() == 100'000);
  CHECK(std::all_of(seen.begin(), seen.end(), [](const std::string& digest) {
    return digest.size() == 24 && digest.find_first_not_of("0123456789abcdef") == std::string::npos;
  }));
}
