// Signing in as a relative: a link or a name, a code on a telephone. Who gets none is never said, not even by the time.
#include "db/password.h"
#include "server/http/account_views.h"
#include "server/http/body_views.h"
#include "server/http/handlers.h"
#include "server/http/problem.h"
#include "server/http/session_opening.h"

namespace lamplight::server::http {
namespace {

bool sends_codes(const Api& api) {
  return !api.parts.notify.sms_url.empty();
}

}  // namespace

Handled read_ways(Api& api, const Call&) {
  Answer answer;
  answer.body = ways_view(sends_codes(api));
  return answer;
}

// One row is written, whoever is asked for; all else is the sender's.
Handled ask_for_code(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const auto username = body.value().maybe_text("username", 100);
  const auto token = body.value().maybe_text("token", 100);
  if (username.has_value() == token.has_value()) body.value().refuse("Either username or token is required.");
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (!sends_codes(api)) return Failure{conflict("no-codes", "This town sends no codes: sign in by password.")};

  const std::string invitation = token ? db::digest_of_token(*token) : std::string();
  const std::string key = username.value_or("invitation " + invitation);
  if (const auto wait_s = api.code_asks.wait_s(key, call.address, call.now)) return Failure{too_many(*wait_s)};
  api.code_asks.failed(key, call.address, call.now);
  const std::string ask = db::new_token();
  const std::string subject = username ? "user:" + *username : "invitation";
  const auto asked = api.codes.ask({db::digest_of_token(ask), username.value_or(""), invitation},
                                   {call.now, "nobody", "session.code-asked", subject, call.address});
  if (!asked) return Failure{problem_of(asked.error())};
  Answer answer;
  answer.status = 202;
  answer.body = code_ask_view(ask);
  return answer;
}

Handled sign_in_by_code(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const std::string ask = db::digest_of_token(body.value().text("ask", 100));
  const std::string code = body.value().text("code", 20);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (const auto wait_s = api.guard.wait_s("", call.address, call.now)) return Failure{too_many(*wait_s)};
  const auto proven = api.codes.prove(ask, code, call.now, call.address);
  if (!proven) return Failure{problem_of(proven.error())};
  if (!proven.value()) {
    api.guard.failed("sign-in code", call.address, call.now);
    (void)api.accounts.record({call.now, "nobody", "session.code-refused", "ask:" + ask.substr(0, 12), call.address});
    return Failure{sign_in_failed()};
  }
  api.code_asks.succeeded(proven.value()->username, call.address);
  api.sessions.forget_all();  // a link taken up has ended the others
  return opened_session(api, call, *proven.value());
}

}  // namespace lamplight::server::http
