// Links by which people set their own passwords: a new account's first one, or one that was forgotten.
#include <algorithm>

#include "db/password.h"
#include "server/http/account_views.h"
#include "server/http/body_views.h"
#include "server/http/handlers.h"
#include "server/http/problem.h"
#include "server/known_passwords.h"
#include "server/notify/message_words.h"

namespace lamplight::server::http {
namespace {

constexpr std::chrono::hours k_invitation_holds{72};  // over a weekend
constexpr std::size_t k_password_bytes_min = 10;
constexpr std::size_t k_password_bytes_max = 1024;
constexpr std::size_t k_phone_digits_min = 6;
constexpr std::size_t k_phone_chars_max = 40;

bool is_phone(const std::string& text) {
  return text.find_first_not_of("0123456789 +-()") == std::string::npos &&
         bare_number(text).size() >= k_phone_digits_min;
}

// The telephone for codes that the administrator gives; nothing: the one that is known stays.
Outcome<std::optional<std::string>> phone_in(const Call& call, Role role) {
  if (call.body.empty()) return std::optional<std::string>();
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  auto phone = body.value().maybe_text("phone", k_phone_chars_max);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (!phone || phone->empty()) return phone;
  if (role != Role::family) return Failure{not_acceptable("Only relatives sign in by a code on their telephone.")};
  if (!is_phone(*phone)) return Failure{not_acceptable("phone must be a telephone number.")};
  return phone;
}

// Enough for her to know which telephone it is, too little for anybody else.
std::string last_digits(const std::string& phone) {
  const std::string number = bare_number(phone);
  return number.substr(number.size() - std::min<std::size_t>(2, number.size()));
}

// The account of the path, whatever its state.
Outcome<db::UserRow> account_of(Api& api, const Call& call) {
  const auto user = api.accounts.user_of_id(UserId{std::string(call.param(0))});
  if (!user) return Failure{problem_of(user.error())};
  if (!user.value()) return Failure{not_found()};
  return *user.value();
}

}  // namespace

Handled invite_user(Api& api, const Call& call) {
  const auto account = account_of(api, call);
  if (!account) return Failure{account.error()};
  const auto phone = phone_in(call, account.value().role);
  if (!phone) return Failure{phone.error()};
  std::optional<db::GivenPhone> given;
  if (phone.value()) given.emplace(db::GivenPhone{*phone.value(), api.parts.seal_key});
  const UserId& user = account.value().id;
  const std::string token = db::new_token();
  const Instant expires_at = call.now + k_invitation_holds;
  const auto invited = api.invitations.invite(
      user, db::digest_of_token(token), expires_at, given,
      {call.now, call.caller.user.text(), "user.invited", "user:" + user.text(), ""});
  if (!invited) return Failure{problem_of(invited.error())};
  Answer answer;
  answer.status = 201;
  answer.body = invitation_view(token, expires_at);
  return answer;
}

// Where her codes go; looking is recorded, as of all that is sealed.
Handled read_phone_of_user(Api& api, const Call& call) {
  const auto account = account_of(api, call);
  if (!account) return Failure{account.error()};
  const auto recorded = api.accounts.record({call.now, call.caller.user.text(), "user.phone-read",
                                             "user:" + account.value().id.text(), call.address});
  if (!recorded) return Failure{problem_of(recorded.error())};
  const auto phone = api.codes.phone(account.value().id);
  if (!phone) return Failure{problem_of(phone.error())};
  Answer answer;
  answer.body = phone_view(phone.value());
  return answer;
}

// Whom a link is for, and by which way she comes in. Whoever holds the link may know it.
Handled look_at_invitation(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const std::string token = body.value().text("token", 100);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (const auto wait_s = api.guard.wait_s("", call.address, call.now)) return Failure{too_many(*wait_s)};
  const auto invited = api.invitations.find(db::digest_of_token(token), call.now);
  if (!invited) return Failure{problem_of(invited.error())};
  if (!invited.value()) {
    api.guard.failed("invitation", call.address, call.now);
    return Failure{not_found()};
  }
  std::optional<std::string> phone;
  if (invited.value()->may_have_codes && !api.parts.notify.sms_url.empty()) {
    const auto known = api.codes.phone(invited.value()->user);
    if (!known) return Failure{problem_of(known.error())};
    phone = known.value();
  }
  Answer answer;
  answer.body = invited_view(*invited.value(), phone ? std::optional(last_digits(*phone)) : std::nullopt);
  return answer;
}

// Guesses are counted by address, as at sign-in; a link has 256 random bits.
Handled accept_invitation(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const std::string token = body.value().text("token", 100);
  const std::string password = body.value().text("password", k_password_bytes_max);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (const auto wait_s = api.guard.wait_s("", call.address, call.now)) return Failure{too_many(*wait_s)};
  const std::string digest = db::digest_of_token(token);
  const auto invited = api.invitations.find(digest, call.now);
  if (!invited) return Failure{problem_of(invited.error())};
  if (!invited.value()) {
    api.guard.failed("invitation", call.address, call.now);
    return Failure{not_found()};
  }
  if (password.size() < k_password_bytes_min || is_known_password(password, invited.value()->username)) {
    return Failure{not_acceptable("password must have at least 10 bytes and be none that everybody knows.")};
  }
  const auto accepted =
      api.invitations.accept(digest, *invited.value(), db::hash_password(password),
                             {call.now, invited.value()->user.text(), "user.password-set",
                              "user:" + invited.value()->user.text(), call.address});
  if (!accepted) return Failure{problem_of(accepted.error())};
  if (!accepted.value()) return Failure{not_found()};
  api.sessions.forget_all();
  Answer answer;
  answer.body = accepted_view(invited.value()->username);
  return answer;
}

}  // namespace lamplight::server::http
