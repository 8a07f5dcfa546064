// Expected outcomes: a value, or an error that the caller has to look at.
#pragma once

#include <utility>
#include <variant>

#include "model/check.h"

namespace lamplight {

template <class E>
struct Failure {
  E error;
};

template <class E>
Failure(E) -> Failure<E>;

struct Done {
  bool operator==(const Done&) const = default;
};

template <class T, class E>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: values and failures convert
  Result(Failure<E> failure) : held_(std::in_place_index<1>, std::move(failure.error)) {}  // NOLINT

  [[nodiscard]] bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }

  [[nodiscard]] const T& value() const& {
    LAMPLIGHT_CHECK(ok());
    return *std::get_if<0>(&held_);
  }
  [[nodiscard]] T& value() & {
    LAMPLIGHT_CHECK(ok());
    return *std::get_if<0>(&held_);
  }
  [[nodiscard]] T&& value() && {
    LAMPLIGHT_CHECK(ok());
    return std::move(*std::get_if<0>(&held_));
  }
  [[nodiscard]] const E& error() const {
    LAMPLIGHT_CHECK(!ok());
    return *std::get_if<1>(&held_);
  }

 private:
  std::variant<T, E> held_;
};

}  // namespace lamplight
