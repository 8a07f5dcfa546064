// API tokens for other systems: made and taken back by administrators.
#include "db/password.h"
#include "server/http/body_views.h"
#include "server/http/handlers.h"
#include "server/http/matching.h"
#include "server/http/paging.h"
#include "server/http/problem.h"
#include "server/http/session_views.h"

namespace lamplight::server::http {
namespace {

constexpr std::chrono::hours k_lifetime_default{24 * 90};
constexpr std::chrono::hours k_lifetime_max{24 * 366};

AuditEntry audit_of(const Call& call, const std::string& what, const std::string& id, std::string detail) {
  return {call.now, call.caller.user.text(), what, "token:" + id, std::move(detail)};
}

Outcome<db::TokenRow> token_wished(const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  db::TokenRow token;
  token.name = body.value().text("name", 200);
  const std::string role = body.value().text("role");
  token.scopes = body.value().maybe_texts("scopes", 20).value_or(std::vector<std::string>{});
  token.expires_at = body.value().maybe_instant("expires_at").value_or(call.now + k_lifetime_default);
  if (const auto fault = body.value().fault()) return Failure{*fault};

  const auto named = role_named(role);
  // A token has no person behind it, so it can hold no incident and have no relatives.
  if (!named || *named == Role::care_worker || *named == Role::family) {
    return Failure{not_acceptable("role must be administrator or dispatcher.")};
  }
  token.role = *named;
  for (const std::string& scope : token.scopes) {
    if (!is_scope(scope)) return Failure{not_acceptable("There is no scope " + scope + ".")};
  }
  if (token.expires_at <= call.now || token.expires_at > call.now + k_lifetime_max) {
    return Failure{not_acceptable("expires_at must lie within the next 366 days.")};
  }
  token.id = "t-" + db::random_hex(8);
  token.created_by = call.caller.user;
  token.created_at = call.now;
  return token;
}

}  // namespace

Handled list_tokens(Api& api, const Call& call) {
  const auto page = page_of(call, 1);
  if (!page) return Failure{page.error()};
  const auto& after = page.value().after;
  auto tokens = api.accounts.tokens(after.empty() ? "" : after[0], page.value().items_max + 1);
  if (!tokens) return Failure{problem_of(tokens.error())};
  std::optional<std::string> next;
  if (cut_to_page(tokens.value(), page.value())) next = cursor_of({tokens.value().back().id});
  Answer answer;
  answer.body = tokens_view(tokens.value(), next);
  return answer;
}

Handled make_token(Api& api, const Call& call) {
  const auto token = token_wished(call);
  if (!token) return Failure{token.error()};
  const std::string secret = "lamplight_" + db::new_token();
  const auto added = api.accounts.add_token(token.value(), db::digest_of_token(secret),
                                            audit_of(call, "token.made", token.value().id, token.value().name));
  if (!added) return Failure{problem_of(added.error())};
  Answer answer;
  answer.status = 201;
  answer.body = new_token_view(token.value(), secret);
  tag(answer, etag_of(1));
  answer.headers.emplace_back("Location", "/api/v1/tokens/" + token.value().id);
  return answer;
}

// A token never changes, so its mark is always the same.
Handled read_token(Api& api, const Call& call) {
  const auto token = api.accounts.token_of(std::string(call.param(0)));
  if (!token) return Failure{problem_of(token.error())};
  if (!token.value()) return Failure{not_found()};
  Answer answer;
  answer.body = token_view(*token.value());
  tag(answer, etag_of(1));
  return answer;
}

Handled remove_token(Api& api, const Call& call) {
  const std::string id(call.param(0));
  const auto token = api.accounts.token_of(id);
  if (!token) return Failure{problem_of(token.error())};
  if (!token.value()) return Failure{not_found()};
  if (const auto match = matched(call, etag_of(1)); !match) return Failure{match.error()};
  const auto removed = api.accounts.remove_token(id, audit_of(call, "token.removed", id, ""));
  if (!removed) return Failure{problem_of(removed.error())};
  if (!removed.value()) return Failure{not_found()};
  api.sessions.forget_all();
  Answer answer;
  answer.status = 204;
  return answer;
}

}  // namespace lamplight::server::http
