// Writing sessions and tokens.
#include "server/http/session_views.h"

#include "server/http/json_views.h"

namespace lamplight::server::http {
namespace {

Json view(const db::TokenRow& token) {
  return {{"id", token.id},
          {"name", token.name},
          {"role", name_of(token.role)},
          {"scopes", http::view(token.scopes)},
          {"created_by", token.created_by.text()},
          {"created_at", to_rfc3339(token.created_at)},
          {"expires_at", to_rfc3339(token.expires_at)}};
}

}  // namespace

std::string session_view(const SessionShown& shown) {
  return written({{"user",
                   {{"id", shown.user.text()},
                    {"username", shown.username},
                    {"name", shown.name},
                    {"role", name_of(shown.role)},
                    {"person", shown.person.empty() ? Json(nullptr) : Json(shown.person)},
                    {"language", shown.language.empty() ? Json(nullptr) : Json(shown.language)}}},
                  {"csrf", shown.csrf.empty() ? Json(nullptr) : Json(shown.csrf)},
                  {"elsewhere_at", view(shown.elsewhere_at)},
                  {"locked", shown.locked}});
}

std::string tokens_view(const std::vector<db::TokenRow>& tokens, const std::optional<std::string>& next) {
  Json items = Json::array();
  for (const db::TokenRow& token : tokens) items.push_back(view(token));
  return written(page_view(std::move(items), next));
}

std::string token_view(const db::TokenRow& token) {
  return written(view(token));
}

std::string new_token_view(const db::TokenRow& token, const std::string& secret) {
  Json json = view(token);
  json["token"] = secret;
  return written(json);
}

}  // namespace lamplight::server::http
