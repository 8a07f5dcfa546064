// Whether a JSON value is what a schema of docs/openapi.json says, and where it is not.
//
// Our own and small: no JSON-schema library with C++ headers is packaged by Debian. It knows the words
// that the file uses (type, required, properties, items, enum, $ref into the file, oneOf, anyOf, minimum,
// maximum, minLength, maxLength, minItems, maxItems, format date-time) and throws at any other that would
// be a demand, so that none is passed over in silence. Used by flow tests; pure.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace lamplight::tests {

class Schemas {
 public:
  // `document` is where references lead; it must live as long.
  explicit Schemas(const nlohmann::json& document) : document_(document) {}

  // One sentence a violation, each beginning with the place in the value; empty: all is as it should be.
  //
  // A member that the schema's `properties` don't name is a violation, unless it says additionalProperties:
  // true. The file leaves its objects open, since clients pass over what they don't know; what our own
  // server writes must stand in it.
  [[nodiscard]] std::vector<std::string> violations(const nlohmann::json& schema, const nlohmann::json& value) const;

 private:
  struct Walk;

  const nlohmann::json& document_;
};

}  // namespace lamplight::tests
