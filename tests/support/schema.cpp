// One function a word of the schema, over the value and its place.
#include "tests/support/schema.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string_view>

#include "model/time.h"

namespace lamplight::tests {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 16> k_demands{
    "$ref",    "type",    "required",  "properties", "items",    "enum",     "oneOf",  "anyOf",
    "minimum", "maximum", "minLength", "maxLength",  "minItems", "maxItems", "format", "additionalProperties"};
// Said for readers only; `pattern` stands at parameters, which the server itself refuses.
constexpr std::array<std::string_view, 4> k_remarks{"description", "contentEncoding", "pattern", "title"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// JSON Schema counts 5.0 as a whole number.
bool is_whole(const json& value) {
  if (value.is_number_integer()) return true;
  return value.is_number_float() && std::floor(value.get<double>()) == value.get<double>();
}

bool is_of_type(const std::string& type, const json& value) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "integer") return is_whole(value);
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.is_boolean();
  if (type == "null") return value.is_null();
  throw std::logic_error("a schema names the type " + type);
}

// Characters, not bytes: continuation bytes of UTF-8 don't count.
std::size_t length_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

struct Schemas::Walk {
  const json& document;
  std::vector<std::string> found;

  void say(const std::string& place, const std::string& sentence) {
    found.push_back((place.empty() ? "The whole" : place) + " " + sentence);
  }

  void check(const json& schema, const json& value, const std::string& place) {
    if (schema.contains("allOf")) return check(joined(schema), value, place);
    for (const auto& [word, demand] : schema.items()) {
      if (!is_one_of(k_demands, word) && !is_one_of(k_remarks, word)) {
        throw std::logic_error("a schema says " + word + ", which is not known here");
      }
    }
    if (schema.contains("$ref")) check(referred(schema.at("$ref").get<std::string>()), value, place);
    if (schema.contains("type")) check_type(schema.at("type"), value, place);
    if (schema.contains("enum")) check_enum(schema.at("enum"), value, place);
    if (schema.contains("oneOf")) check_alternatives(schema.at("oneOf"), value, place, true);
    if (schema.contains("anyOf")) check_alternatives(schema.at("anyOf"), value, place, false);
    if (value.is_object()) check_members(schema, value, place);
    if (value.is_array()) check_items(schema, value, place);
    if (value.is_number()) check_number(schema, value.get<double>(), place);
    if (value.is_string()) check_text(schema, value.get<std::string>(), place);
  }

  [[nodiscard]] const json& referred(const std::string& reference) const {
    if (!reference.starts_with("#/")) throw std::logic_error("a reference out of the file: " + reference);
    return document.at(json::json_pointer(reference.substr(1)));
  }

  // All parts of one object as one schema, so that a member which only one of them names is known.
  [[nodiscard]] json joined(const json& schema) const {
    json whole = schema;
    whole.erase("allOf");
    for (const json& part : schema.at("allOf")) {
      const json& named = referred(part.at("$ref").get<std::string>());
      for (const json& name : named.at("required")) whole["required"].push_back(name);
      whole["properties"].update(named.at("properties"));
    }
    return whole;
  }

  void check_type(const json& type, const json& value, const std::string& place) {
    const bool fits =
        type.is_array() ? std::any_of(type.begin(), type.end(), [&](const json& one) { return is_of_type(one, value); })
                        : is_of_type(type, value);
    if (!fits) say(place, "is " + std::string(value.type_name()) + ", not " + type.dump() + ".");
  }

  void check_enum(const json& words, const json& value, const std::string& place) {
    if (std::find(words.begin(), words.end(), value) == words.end()) {
      say(place, "is " + value.dump() + ", not one of " + words.dump() + ".");
    }
  }

  void check_alternatives(const json& alternatives, const json& value, const std::string& place, bool exactly_one) {
    std::size_t fitting = 0;
    std::string faults;
    for (const json& alternative : alternatives) {
      Walk walk{document, {}};
      walk.check(alternative, value, place);
      if (walk.found.empty()) {
        ++fitting;
      } else {
        faults += " " + walk.found.front();
      }
    }
    if (fitting == 0) say(place, "fits none of its alternatives:" + faults);
    if (exactly_one && fitting > 1) say(place, "fits more than one of its alternatives.");
  }

  void check_members(const json& schema, const json& value, const std::string& place) {
    if (schema.contains("required")) {
      for (const json& name : schema.at("required")) {
        if (!value.contains(name.get<std::string>())) say(place, "has no " + name.get<std::string>() + ".");
      }
    }
    if (!schema.contains("properties")) return;
    const json& properties = schema.at("properties");
    // false, true, or what every other member must be.
    const json others = schema.value("additionalProperties", json(false));
    for (const auto& [name, member] : value.items()) {
      const std::string where = place.empty() ? name : place + "." + name;
      if (properties.contains(name)) {
        check(properties.at(name), member, where);
      } else if (others.is_object()) {
        check(others, member, where);
      } else if (!others.get<bool>()) {
        say(where, "is a member that the schema does not name.");
      }
    }
  }

  void check_items(const json& schema, const json& value, const std::string& place) {
    if (value.size() < schema.value("minItems", std::size_t{0})) say(place, "has too few items.");
    if (value.size() > schema.value("maxItems", value.size())) say(place, "has too many items.");
    if (!schema.contains("items")) return;
    for (std::size_t i = 0; i < value.size(); ++i) {
      check(schema.at("items"), value.at(i), place + "[" + std::to_string(i) + "]");
    }
  }

  void check_number(const json& schema, double value, const std::string& place) {
    if (value < schema.value("minimum", value)) say(place, "is below its minimum.");
    if (value > schema.value("maximum", value)) say(place, "is above its maximum.");
  }

  void check_text(const json& schema, const std::string& text, const std::string& place) {
    const std::size_t length = length_of(text);
    if (length < schema.value("minLength", std::size_t{0})) say(place, "is too short.");
    if (length > schema.value("maxLength", length)) say(place, "is too long.");
    const std::string format = schema.value("format", "");
    if (format.empty()) return;
    if (format != "date-time") throw std::logic_error("a schema names the format " + format);
    if (!from_rfc3339(text)) say(place, "is " + text + ", no time of RFC 3339.");
  }
};

std::vector<std::string> Schemas::violations(const json& schema, const json& value) const {
  Walk walk{document_, {}};
  walk.check(schema, value, "");
  return std::move(walk.found);
}

}  // namespace lamplight::tests
