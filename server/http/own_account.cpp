// A person's own second factor: set up with a QR code, confirmed by its first code, recovered, taken away.
#include "db/password.h"
#include "server/http/account_views.h"
#include "server/http/body_views.h"
#include "server/http/handlers.h"
#include "server/http/problem.h"
#include "server/http/proof.h"
#include "server/http/second_factor.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_password_bytes_max = 1024;
constexpr std::size_t k_code_bytes_max = 40;

AuditEntry audit_of(const Call& call, const std::string& what) {
  const std::string who = call.caller.user.text();
  return {call.now, who, "second-factor." + what, "user:" + who, ""};
}

std::vector<std::string> digests_of(const std::vector<std::string>& codes) {
  std::vector<std::string> digests;
  for (const std::string& code : codes) digests.push_back(digest_of_recovery_code(code));
  return digests;
}

Answer private_answer(std::string body) {
  Answer answer;
  answer.body = std::move(body);
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

// The account of whoever asks, once the code in the body has been found to be hers.
Outcome<db::UserRow> account_by_code(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const std::string code = body.value().text("code", k_code_bytes_max);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  auto user = own_account(api, call);
  if (!user) return user;
  if (const auto proven = prove_code(api, call, user.value(), code); !proven) return Failure{proven.error()};
  return user;
}

}  // namespace

Handled read_second_factor(Api& api, const Call& call) {
  const auto state = api.second_factors.state(call.caller.user);
  if (!state) return Failure{problem_of(state.error())};
  if (!state.value()) return Failure{not_found()};
  return private_answer(second_factor_view(*state.value()));
}

// Whoever finds an unlocked desk must not be able to make it his own: the password is asked for again.
Handled begin_second_factor(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const std::string password = body.value().text("password", k_password_bytes_max);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  const auto user = own_account(api, call);
  if (!user) return Failure{user.error()};
  if (const auto proven = prove_password(api, call, user.value(), password); !proven) return Failure{proven.error()};
  const std::string secret = new_secret();
  const std::string sealed =
      db::seal(api.parts.seal_key, secret, {"users", "totp_sealed", call.caller.user.text()});
  const auto begun = api.second_factors.begin(call.caller.user, sealed, audit_of(call, "begun"));
  if (!begun) return Failure{problem_of(begun.error())};
  return private_answer(enrolment_view(call.session.username, secret));
}

Handled confirm_second_factor(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const std::string code = body.value().text("code", k_code_bytes_max);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  const auto state = api.second_factors.state(call.caller.user);
  if (!state) return Failure{problem_of(state.error())};
  if (!state.value() || state.value()->pending_sealed.empty()) {
    return Failure{conflict("nothing-begun", "Nothing is being set up. Begin with POST /second-factor.")};
  }
  const auto secret = db::unseal(api.parts.seal_key, state.value()->pending_sealed,
                                 {"users", "totp_sealed", call.caller.user.text()});
  const auto step = secret ? step_of_code(secret.value(), code, call.now) : std::nullopt;
  if (!step) return Failure{proof_wrong()};
  const auto codes = new_recovery_codes();
  const auto confirmed =
      api.second_factors.confirm(call.caller.user, *step, digests_of(codes), audit_of(call, "confirmed"));
  if (!confirmed) return Failure{problem_of(confirmed.error())};
  return private_answer(recovery_codes_view(codes));
}

Handled renew_recovery_codes(Api& api, const Call& call) {
  const auto user = account_by_code(api, call);
  if (!user) return Failure{user.error()};
  const auto codes = new_recovery_codes();
  const auto renewed =
      api.second_factors.renew_codes(user.value().id, digests_of(codes), audit_of(call, "codes-renewed"));
  if (!renewed) return Failure{problem_of(renewed.error())};
  return private_answer(recovery_codes_view(codes));
}

Handled remove_second_factor(Api& api, const Call& call) {
  const auto user = account_by_code(api, call);
  if (!user) return Failure{user.error()};
  const auto removed = api.second_factors.remove(user.value().id, audit_of(call, "removed"));
  if (!removed) return Failure{problem_of(removed.error())};
  Answer answer;
  answer.status = 204;
  return answer;
}

}  // namespace lamplight::server::http
