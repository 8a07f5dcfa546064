// Writing accounts.
#include "server/http/account_views.h"

#include "db/sign_in_codes.h"
#include "server/http/json_views.h"
#include "server/http/second_factor.h"
#include "server/qr_code.h"

namespace lamplight::server::http {

std::string second_factor_view(const db::SecondFactorState& state) {
  return written({{"enabled", !state.sealed.empty()},
                  {"recovery_codes_left", state.codes_left},
                  {"has_password", state.has_password}});
}

std::string enrolment_view(const std::string& username, std::string_view secret) {
  const std::string uri = enrolment_uri(username, secret);
  return written({{"secret", base32(secret)}, {"uri", uri}, {"qr", qr_svg(uri)}});
}

std::string recovery_codes_view(const std::vector<std::string>& codes) {
  Json json;
  json["recovery_codes"] = view(codes);
  return written(json);
}

std::string session_id_of(const std::string& token_hash) {
  return token_hash.substr(0, 24);
}

std::string sessions_view(const std::vector<db::SessionLine>& lines, const std::string& own) {
  Json items = Json::array();
  for (const db::SessionLine& line : lines) {
    items.push_back({{"id", session_id_of(line.token_hash)},
                     {"client", line.client},
                     {"created_at", to_rfc3339(line.created_at)},
                     {"used_at", to_rfc3339(line.used_at)},
                     {"expires_at", to_rfc3339(line.expires_at)},
                     {"locked", line.locked},
                     {"own", line.token_hash == own}});
  }
  return written(page_view(std::move(items), std::nullopt));
}

std::string revoked_view(std::size_t sessions) {
  Json json;
  json["revoked"] = sessions;
  return written(json);
}

std::string invitation_view(const std::string& token, Instant expires_at) {
  return written({{"token", token}, {"link", "/signin/#invitation=" + token}, {"expires_at", to_rfc3339(expires_at)}});
}

std::string invited_view(const db::Invited& invited, const std::optional<std::string>& phone_end) {
  return written({{"username", invited.username},
                  {"name", invited.name},
                  {"role", name_of(invited.role)},
                  {"way", phone_end ? "code" : "password"},
                  {"phone_end", phone_end ? Json(*phone_end) : Json(nullptr)}});
}

std::string ways_view(bool by_code) {
  return written({{"password", true}, {"code", by_code}});
}

std::string code_ask_view(const std::string& ask) {
  const auto seconds = [](Millis span) { return std::chrono::duration_cast<Seconds>(span).count(); };
  return written(
      {{"ask", ask}, {"expires_in_s", seconds(db::k_code_holds)}, {"again_in_s", seconds(db::k_code_again_after)}});
}

std::string phone_view(const std::optional<std::string>& phone) {
  Json json;
  json["phone"] = phone ? Json(*phone) : Json(nullptr);
  return written(json);
}

std::string accepted_view(const std::string& username) {
  Json json;
  json["username"] = username;
  return written(json);
}

}  // namespace lamplight::server::http
