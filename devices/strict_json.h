// JSON as our messages need it: exact types, no duplicate keys, bounded in every direction.
//
// Called by the decoders of devices/, on whichever thread decodes; pure. Parsers made for
// convenience take the last of two equal keys or turn "72" into 72; a pendant's message must not be
// read more generously than it was written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/result.h"

namespace lamplight {

class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;  // in the order written
  using Held = std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object>;

  Json() = default;
  explicit Json(Held held) : held_(std::move(held)) {}

  // Each answers nothing where the value has another type; a number is never a text, nor a truth value.
  [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&held_); }
  [[nodiscard]] const Array* array() const { return std::get_if<Array>(&held_); }
  [[nodiscard]] const Object* object() const { return std::get_if<Object>(&held_); }
  [[nodiscard]] std::optional<bool> truth() const;
  [[nodiscard]] std::optional<double> number() const;         // integers included
  [[nodiscard]] std::optional<std::int64_t> integer() const;  // written without point and exponent

  // The member of that name; nothing for other names and for what is no object.
  [[nodiscard]] const Json* member(std::string_view name) const;

 private:
  friend class JsonBuilder;
  Held held_ = nullptr;
};

// The one value that `bytes` spell, or the reason why they don't. Refused: more than `bytes_max`
// bytes, a byte order mark, anything but blanks after the value, a key twice in one object, nesting
// deeper than limits::json_depth_max, more than limits::json_members_max members in one object,
// invalid UTF-8, numbers beyond a double. Never throws.
[[nodiscard]] Result<Json, std::string> read_json(std::string_view bytes, std::size_t bytes_max);

}  // namespace lamplight
