// The signed-in user and API tokens as JSON. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/accounts.h"
#include "server/http/exchange.h"

namespace lamplight::server::http {

struct SessionShown {
  UserId user;
  std::string username;
  std::string name;
  Role role = Role::family;
  std::string person;
  std::string language;
  std::string csrf;
  std::optional<Instant> elsewhere_at;  // last use of this account by somebody else's session
  bool locked = false;
};

[[nodiscard]] std::string session_view(const SessionShown& shown);

[[nodiscard]] std::string tokens_view(const std::vector<db::TokenRow>& tokens, const std::optional<std::string>& next);
[[nodiscard]] std::string token_view(const db::TokenRow& token);
// With the token itself, which is shown this once.
[[nodiscard]] std::string new_token_view(const db::TokenRow& token, const std::string& secret);

}  // namespace lamplight::server::http
