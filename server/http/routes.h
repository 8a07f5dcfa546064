// The table of all routes under /api/v1. A route can't be written without saying which action it is
// and what it is about, so none can forget to ask for permission.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/api.h"

namespace lamplight::server::http {

// What the first brace of the pattern names, and so how the caller's relation is found.
enum class About : std::uint8_t { nothing, incident, resident };

using Handler = Handled (*)(Api& api, const Call& call);

struct Route {
  Method method;
  std::string_view pattern;  // "/incidents/{id}/commands"
  Action action;
  About about;
  Handler handler;
};

[[nodiscard]] std::span<const Route> routes();

// The texts that stand for the braces, decoded; nothing if the path does not fit the pattern.
[[nodiscard]] std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path);

// Finds the route, signs the caller in, asks for permission, runs the handler. Fills in the call.
[[nodiscard]] Answer answer_to(Api& api, Call& call);

}  // namespace lamplight::server::http
