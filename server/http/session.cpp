// Signing in and out, and the start of an event stream.
#include "db/password.h"
#include "server/http/body_views.h"
#include "server/http/handlers.h"
#include "server/http/problem.h"
#include "server/http/proof.h"
#include "server/http/session_opening.h"
#include "server/http/session_views.h"

namespace lamplight::server::http {
namespace {

// The client name of simulated people; whoever uses an account with another is a real one.
constexpr std::string_view k_simulator = "lamplight-simulator";
constexpr std::size_t k_client_bytes_max = 200;
constexpr std::size_t k_password_bytes_max = 1024;

// A desk is manned in shifts; a phone in a pocket and a relative should not have to sign in each day.
Seconds lifetime_of(Role role) {
  switch (role) {
    case Role::administrator:
    case Role::dispatcher:
      return std::chrono::hours{12};
    case Role::care_worker:
    case Role::family:
      return std::chrono::hours{24 * 7};
  }
  return std::chrono::hours{12};
}

bool on_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

// The prefix makes browsers take it from this host only, over TLS and for all paths.
std::string cookie_of(const Api& api, const std::string& token, Seconds lifetime) {
  const bool secure = api.parts.settings.behind_proxy == 1 || !on_loopback(api.parts.settings.host);
  return std::string(secure ? "__Host-" : "") + "lamplight_session=" + token +
         "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(lifetime.count()) +
         (secure ? "; Secure" : "");
}

AuditEntry audit_of(const Call& call, const std::string& who, const std::string& what, const std::string& subject) {
  return {call.now, who, what, subject, call.address};
}

std::optional<Instant> used_elsewhere(Api& api, const UserId& user, const std::string& token_hash) {
  const auto at = api.accounts.used_elsewhere(user, token_hash, std::string(k_simulator));
  return at ? at.value() : std::nullopt;
}

Answer session_answer(const SessionShown& shown) {
  Answer answer;
  answer.body = session_view(shown);
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

}  // namespace

Handled sign_in(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const std::string username = body.value().text("username", 100);
  const std::string password = body.value().text("password", k_password_bytes_max);
  const auto code = body.value().maybe_text("code", 40);
  if (const auto fault = body.value().fault()) return Failure{*fault};

  if (const auto wait_s = api.guard.wait_s(username, call.address, call.now)) return Failure{too_many(*wait_s)};
  const auto proven = prove_user(api, call, username, password, code.value_or(""));
  if (!proven) {
    if (proven.error().status == 401) {
      api.guard.failed(username, call.address, call.now);
      (void)api.accounts.record(audit_of(call, "nobody", "session.refused", "user:" + username));
    }
    return Failure{proven.error()};
  }
  api.guard.succeeded(username, call.address);
  return opened_session(api, call, proven.value());
}

Handled opened_session(Api& api, const Call& call, const db::UserRow& user) {
  const std::string token = db::new_token();
  const Seconds lifetime = lifetime_of(user.role);
  const db::NewSession session{
      db::digest_of_token(token), user.id, db::new_token(), call.client.substr(0, k_client_bytes_max), call.now,
      call.now + lifetime};
  const auto opened =
      api.accounts.open_session(session, audit_of(call, user.id.text(), "session.opened", "user:" + user.id.text()));
  if (!opened) return Failure{problem_of(opened.error())};

  Answer answer = session_answer({user.id, user.username, user.name, user.role, user.person, user.language,
                                  session.csrf, used_elsewhere(api, user.id, session.token_hash)});
  answer.headers.emplace_back("Set-Cookie", cookie_of(api, token, lifetime));
  return answer;
}

Handled read_session(Api& api, const Call& call) {
  return session_answer({call.caller.user, call.session.username, call.session.name, *call.caller.role,
                         call.caller.person, call.session.language, call.session.csrf,
                         used_elsewhere(api, call.caller.user, call.session.token_hash), call.caller.locked});
}

Handled sign_out(Api& api, const Call& call) {
  const std::string who = call.caller.user.text();
  const auto ended =
      api.accounts.end_session(call.session.token_hash, audit_of(call, who, "session.ended", "user:" + who));
  if (!ended) return Failure{problem_of(ended.error())};
  api.sessions.forget(call.session.token_hash);
  api.parts.live.cut(call.session.token_hash);
  Answer answer;
  answer.status = 204;
  answer.headers.emplace_back("Set-Cookie", cookie_of(api, "", Seconds{0}));
  return answer;
}

Handled follow_live(Api&, const Call& call) {
  Answer answer;
  answer.live = Viewer{call.caller, call.session.token_hash};
  return answer;
}

}  // namespace lamplight::server::http
