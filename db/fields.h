// Values as a row of fields, each as its length, a colon and its bytes (`4:fall`), and back.
//
// Exact for any text, nothing to escape, and damage is noticed. Used by the journal and by back-ups. Pure.
#pragma once

#include <charconv>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace lamplight::db {

class FieldWriter {
 public:
  FieldWriter& text(std::string_view value) {
    bytes_ += std::to_string(value.size());
    bytes_ += ':';
    bytes_ += value;
    return *this;
  }
  FieldWriter& number(std::int64_t value) { return text(std::to_string(value)); }
  // A double as its own bytes: a position comes back as it went.
  FieldWriter& real(double value) {
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    return text(bytes);
  }
  template <class T, class Put>
  FieldWriter& maybe(const std::optional<T>& value, const Put& put) {
    number(value ? 1 : 0);
    if (value) put(*value);
    return *this;
  }
  template <class Values, class Put>
  FieldWriter& each(const Values& values, const Put& put) {
    number(static_cast<std::int64_t>(values.size()));
    for (const auto& value : values) put(value);
    return *this;
  }
  [[nodiscard]] std::string take() { return std::exchange(bytes_, {}); }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }

 private:
  std::string bytes_;
};

// Reads on after a fault, but gives only empty values then; `whole` says whether all was there.
class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] std::string text() {
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), length);
    const auto digits = static_cast<std::size_t>(end - rest_.data());
    if (error != std::errc{} || digits >= rest_.size() || rest_[digits] != ':' || length > rest_.size() - digits - 1) {
      return torn();
    }
    std::string value(rest_.substr(digits + 1, length));
    rest_.remove_prefix(digits + 1 + length);
    return value;
  }
  [[nodiscard]] std::int64_t number() {
    const std::string digits = text();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) torn();
    return value;
  }
  [[nodiscard]] double real() {
    const std::string bytes = text();
    double value = 0;
    if (bytes.size() != sizeof value) {
      torn();
    } else {
      std::memcpy(&value, bytes.data(), sizeof value);
    }
    return value;
  }
  template <class I>
  [[nodiscard]] I id() {
    return I{text()};
  }
  template <class Get>
  [[nodiscard]] auto maybe(const Get& get) -> std::optional<decltype(get())> {
    if (number() == 0) return std::nullopt;
    return get();
  }
  template <class Get>
  void each(const Get& get) {
    for (std::int64_t left = number(); left > 0 && whole_; --left) get();
  }
  // All fields were there, and nothing else.
  [[nodiscard]] bool whole() const { return whole_ && rest_.empty(); }

 private:
  std::string torn() {
    whole_ = false;
    rest_ = {};
    return {};
  }

  std::string_view rest_;
  bool whole_ = true;
};

}  // namespace lamplight::db
