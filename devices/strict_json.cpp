// The strict reader, on nlohmann's event interface: its lexer refuses invalid UTF-8, lone
// surrogates and infinities; this file adds what a message needs besides.
#include "devices/strict_json.h"

#include <nlohmann/json.hpp>

#include "model/limits.h"

namespace lamplight {

std::optional<bool> Json::truth() const {
  if (const bool* held = std::get_if<bool>(&held_)) return *held;
  return std::nullopt;
}

std::optional<double> Json::number() const {
  if (const double* real = std::get_if<double>(&held_)) return *real;
  if (const std::int64_t* whole = std::get_if<std::int64_t>(&held_)) return static_cast<double>(*whole);
  return std::nullopt;
}

std::optional<std::int64_t> Json::integer() const {
  if (const std::int64_t* held = std::get_if<std::int64_t>(&held_)) return *held;
  return std::nullopt;
}

const Json* Json::member(std::string_view name) const {
  const Object* members = object();
  if (members == nullptr) return nullptr;
  for (const auto& [key, value] : *members) {
    if (key == name) return &value;
  }
  return nullptr;
}

// Receives the events of one document. An event that returns false ends the reading.
class JsonBuilder {
 public:
  // The names are nlohmann's.
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  bool null() { return put(Json{}); }
  bool boolean(bool value) { return put(Json{value}); }
  bool number_integer(number_integer_t value) { return put(Json{static_cast<std::int64_t>(value)}); }
  bool number_unsigned(number_unsigned_t value) {
    if (value <= static_cast<number_unsigned_t>(INT64_MAX)) return put(Json{static_cast<std::int64_t>(value)});
    return put(Json{static_cast<double>(value)});
  }
  bool number_float(number_float_t value, const string_t&) { return put(Json{value}); }
  bool string(string_t& value) { return put(Json{std::move(value)}); }
  bool binary(binary_t&) { return fail("binary"); }

  bool start_object(std::size_t) { return open(Json{Json::Object{}}); }
  bool key(string_t& name) {
    const auto& members = std::get<Json::Object>(open_.back().held_);
    for (const auto& [known, value] : members) {
      if (known == name) return fail("duplicate key");
    }
    if (members.size() >= limits::json_members_max) return fail("too many members in an object");
    keys_.push_back(std::move(name));
    return true;
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(Json{Json::Array{}}); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) {
    // The parser's own words quote the message; a reason goes to logs and must not.
    return fail("no JSON from byte " + std::to_string(position));
  }

  [[nodiscard]] Json take() { return std::move(root_); }
  [[nodiscard]] const std::string& reason() const { return reason_; }

 private:
  bool fail(std::string reason) {
    reason_ = std::move(reason);
    return false;
  }

  bool open(Json container) {
    if (open_.size() >= limits::json_depth_max) return fail("nested too deeply");
    open_.push_back(std::move(container));
    return true;
  }

  bool close() {
    Json whole = std::move(open_.back());
    open_.pop_back();
    return put(std::move(whole));
  }

  bool put(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (auto* array = std::get_if<Json::Array>(&open_.back().held_)) {
      array->push_back(std::move(value));
    } else {
      std::get<Json::Object>(open_.back().held_).emplace_back(std::move(keys_.back()), std::move(value));
      keys_.pop_back();
    }
    return true;
  }

  Json root_;
  std::vector<Json> open_;         // containers begun and not ended, outermost first
  std::vector<std::string> keys_;  // of members whose value is still to come
  std::string reason_;
};

Result<Json, std::string> read_json(std::string_view bytes, std::size_t bytes_max) {
  if (bytes.size() > bytes_max) return Failure{std::string("longer than ") + std::to_string(bytes_max) + " bytes"};
  // nlohmann passes over a byte order mark; RFC 8259 forbids it in what is sent.
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") return Failure{std::string("begins with a byte order mark")};
  // To nlohmann a zero byte is the end, whatever stands behind it.
  if (bytes.find('\0') != std::string_view::npos) return Failure{std::string("holds a zero byte")};
  JsonBuilder builder;
  try {
    if (nlohmann::json::sax_parse(bytes, &builder)) return builder.take();
  } catch (const std::exception&) {
    return Failure{std::string("no JSON")};
  }
  return Failure{builder.reason()};
}

}  // namespace lamplight
