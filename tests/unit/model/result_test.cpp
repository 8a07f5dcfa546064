// A value, or an error that has to be looked at.
#include "model/result.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>

using namespace lamplight;

namespace {

enum class Wrong { a, b };

}  // namespace

TEST_CASE("a result is a value or a failure") {
  const Result<int, Wrong> value = 7;
  CHECK(value.ok());
  CHECK(value.value() == 7);
  const Result<int, Wrong> failure = Failure{Wrong::b};
  CHECK_FALSE(failure);
  CHECK(failure.error() == Wrong::b);
}

TEST_CASE("value and error may be of one type") {
  const Result<std::string, std::string> value = std::string("good");
  const Result<std::string, std::string> failure = Failure{std::string("bad")};
  CHECK(value.value() == "good");
  CHECK(failure.error() == "bad");
}

TEST_CASE("what can only be moved is moved out") {
  Result<std::unique_ptr<int>, Wrong> result = std::make_unique<int>(3);
  const std::unique_ptr<int> taken = std::move(result).value();
  CHECK(*taken == 3);
}
