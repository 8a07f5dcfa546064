// Looking things up in the server's answers without believing that they are there.
//
// Included by the simulator's own readers only.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace lamplight::simulator {

[[nodiscard]] inline const nlohmann::json* member(const nlohmann::json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

// Empty when there is none.
[[nodiscard]] inline std::string text_in(const nlohmann::json& object, const char* name) {
  const nlohmann::json* found = member(object, name);
  return found != nullptr && found->is_string() ? found->get<std::string>() : std::string{};
}

[[nodiscard]] inline std::optional<double> number_in(const nlohmann::json& object, const char* name) {
  const nlohmann::json* found = member(object, name);
  return found != nullptr && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

[[nodiscard]] inline bool truth_in(const nlohmann::json& object, const char* name) {
  const nlohmann::json* found = member(object, name);
  return found != nullptr && found->is_boolean() && found->get<bool>();
}

// An empty list when there is none.
[[nodiscard]] inline const nlohmann::json& list_in(const nlohmann::json& object, const char* name) {
  static const nlohmann::json k_nothing = nlohmann::json::array();
  const nlohmann::json* found = member(object, name);
  return found != nullptr && found->is_array() ? *found : k_nothing;
}

}  // namespace lamplight::simulator
