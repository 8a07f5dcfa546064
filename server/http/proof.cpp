// Passwords and codes compared, each code used once, failures counted.
#include "server/http/proof.h"

#include "db/password.h"
#include "server/http/problem.h"
#include "server/http/second_factor.h"

namespace lamplight::server::http {
namespace {

// A code counts once: whoever has watched it being typed can't use it again.
Outcome<bool> code_fits(Api& api, const Call& call, const db::UserRow& user, const std::string& code) {
  const auto secret = db::unseal(api.parts.seal_key, user.totp_sealed, {"users", "totp_sealed", user.id.text()});
  if (!secret) return false;
  if (const auto step = step_of_code(secret.value(), code, call.now)) {
    const auto used = api.second_factors.use_step(user.id, *step);
    if (!used) return Failure{problem_of(used.error())};
    return used.value();
  }
  const auto recovered = api.second_factors.use_recovery_code(
      user.id, digest_of_recovery_code(code),
      {call.now, user.id.text(), "second-factor.recovery-code-used", "user:" + user.id.text(), ""});
  if (!recovered) return Failure{problem_of(recovered.error())};
  return recovered.value();
}

// Whoever is signed in is known by her session: nobody else's failures keep her from unlocking her desk, nor do those
// of others at her address.
const std::string k_no_address;

std::string key_of(const Call& call) {
  return "session " + call.session.token_hash;
}

Outcome<Done> counted(Api& api, const Call& call, const db::UserRow& user, const Outcome<bool>& fits) {
  if (!fits) return Failure{fits.error()};
  if (fits.value()) {
    api.guard.succeeded(key_of(call), k_no_address);
    return Done{};
  }
  api.guard.failed(key_of(call), k_no_address, call.now);
  (void)api.accounts.record({call.now, user.id.text(), "proof.refused", "user:" + user.id.text(), call.address});
  return Failure{proof_wrong()};
}

}  // namespace

Outcome<db::UserRow> prove_user(Api& api, const Call& call, const std::string& username, const std::string& password,
                                const std::string& code) {
  const auto found = api.accounts.user_named(username);
  if (!found) return Failure{problem_of(found.error())};
  const auto& user = found.value();
  const auto fits = db::password_matches(user ? std::optional(user->password_hash) : std::nullopt, password);
  if (!fits) return Failure{unavailable()};
  if (!*fits || !user || user->disabled) return Failure{sign_in_failed()};
  if (user->totp_sealed.empty()) return *user;
  const auto proven = code_fits(api, call, *user, code);
  if (!proven) return Failure{proven.error()};
  if (!proven.value()) return Failure{sign_in_failed()};
  return *user;
}

Outcome<db::UserRow> own_account(Api& api, const Call& call) {
  const auto found = api.accounts.user_named(call.session.username);
  if (!found) return Failure{problem_of(found.error())};
  if (!found.value()) return Failure{not_found()};
  return *found.value();
}

Outcome<Done> prove_password(Api& api, const Call& call, const db::UserRow& user, const std::string& password) {
  if (const auto wait_s = api.guard.wait_s(key_of(call), k_no_address, call.now)) return Failure{too_many(*wait_s)};
  const auto fits = db::password_matches(user.password_hash, password);
  if (!fits) return Failure{unavailable()};
  return counted(api, call, user, *fits);
}

Outcome<Done> prove_present(Api& api, const Call& call, const db::UserRow& user, const std::string& secret) {
  return user.totp_sealed.empty() ? prove_password(api, call, user, secret) : prove_code(api, call, user, secret);
}

Outcome<Done> prove_code(Api& api, const Call& call, const db::UserRow& user, const std::string& code) {
  if (const auto wait_s = api.guard.wait_s(key_of(call), k_no_address, call.now)) return Failure{too_many(*wait_s)};
  return counted(api, call, user, user.totp_sealed.empty() ? Outcome<bool>(false) : code_fits(api, call, user, code));
}

}  // namespace lamplight::server::http
