// Where an account is signed in: listed, ended from afar, locked while nobody sits there.
#include <algorithm>

#include "server/http/account_views.h"
#include "server/http/body_views.h"
#include "server/http/handlers.h"
#include "server/http/problem.h"
#include "server/http/proof.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_secret_bytes_max = 1024;

AuditEntry audit_of(const Call& call, const std::string& what, const UserId& user) {
  return {call.now, call.caller.user.text(), what, "user:" + user.text(), ""};
}

Outcome<std::vector<db::SessionLine>> sessions_of(Api& api, const Call& call, const UserId& user) {
  auto lines = api.places.of(user, call.now);
  if (!lines) return Failure{problem_of(lines.error())};
  return std::move(lines).value();
}

Handled listed(Api& api, const Call& call, const UserId& user) {
  const auto lines = sessions_of(api, call, user);
  if (!lines) return Failure{lines.error()};
  Answer answer;
  answer.body = sessions_view(lines.value(), call.session.token_hash);
  return answer;
}

// Ended in the table, forgotten in memory, their streams cut.
Outcome<std::size_t> end_sessions(Api& api, const Call& call, const UserId& user,
                                  const std::vector<std::string>& hashes) {
  const auto ended = api.places.end(user, hashes, audit_of(call, "session.revoked", user));
  if (!ended) return Failure{problem_of(ended.error())};
  for (const std::string& hash : hashes) {
    api.sessions.forget(hash);
    api.parts.live.cut(hash);
  }
  return ended.value();
}

// Those of `user` that `fits` says, ended.
template <class Fits>
Handled revoked(Api& api, const Call& call, const UserId& user, const Fits& fits) {
  const auto lines = sessions_of(api, call, user);
  if (!lines) return Failure{lines.error()};
  std::vector<std::string> hashes;
  for (const db::SessionLine& line : lines.value()) {
    if (fits(line.token_hash)) hashes.push_back(line.token_hash);
  }
  const auto ended = end_sessions(api, call, user, hashes);
  if (!ended) return Failure{ended.error()};
  Answer answer;
  answer.body = revoked_view(ended.value());
  return answer;
}

// That it is she who ends her sessions, and not whoever found her desk open. A relative who signs in by codes has
// neither password nor second factor, and shows nothing.
Outcome<Done> prove_to_end(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const auto code = body.value().maybe_text("code", k_secret_bytes_max);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  const auto user = own_account(api, call);
  if (!user) return Failure{user.error()};
  if (user.value().totp_sealed.empty() && user.value().password_hash.empty()) return Done{};
  return prove_present(api, call, user.value(), code.value_or(""));
}

Outcome<UserId> user_named_in(Api& api, const Call& call) {
  const auto row = api.registers.one(db::Register::users, std::string(call.param(0)));
  if (!row) return Failure{problem_of(row.error())};
  if (!row.value()) return Failure{not_found()};
  return UserId{row.value()->id};
}

Handled set_lock(Api& api, const Call& call, bool locked) {
  const auto done = api.places.lock(call.session.token_hash, locked,
                                    audit_of(call, locked ? "session.locked" : "session.unlocked", call.caller.user));
  if (!done) return Failure{problem_of(done.error())};
  api.sessions.forget(call.session.token_hash);
  Answer answer;
  answer.status = 204;
  return answer;
}

}  // namespace

Handled list_sessions(Api& api, const Call& call) {
  return listed(api, call, call.caller.user);
}

Handled revoke_session(Api& api, const Call& call) {
  if (const auto proven = prove_to_end(api, call); !proven) return Failure{proven.error()};
  const std::string id(call.param(0));
  const auto lines = sessions_of(api, call, call.caller.user);
  if (!lines) return Failure{lines.error()};
  const bool there = std::any_of(lines.value().begin(), lines.value().end(),
                                 [&](const db::SessionLine& line) { return session_id_of(line.token_hash) == id; });
  if (!there) return Failure{not_found()};
  return revoked(api, call, call.caller.user, [&](const std::string& hash) { return session_id_of(hash) == id; });
}

Handled revoke_other_sessions(Api& api, const Call& call) {
  if (const auto proven = prove_to_end(api, call); !proven) return Failure{proven.error()};
  return revoked(api, call, call.caller.user, [&](const std::string& hash) { return hash != call.session.token_hash; });
}

Handled list_sessions_of_user(Api& api, const Call& call) {
  const auto user = user_named_in(api, call);
  if (!user) return Failure{user.error()};
  return listed(api, call, user.value());
}

Handled revoke_sessions_of_user(Api& api, const Call& call) {
  const auto user = user_named_in(api, call);
  if (!user) return Failure{user.error()};
  return revoked(api, call, user.value(), [](const std::string&) { return true; });
}

// For somebody whose phone is lost, and her recovery codes with it: she sets up a new one.
Handled remove_second_factor_of_user(Api& api, const Call& call) {
  const auto user = user_named_in(api, call);
  if (!user) return Failure{user.error()};
  const auto removed = api.second_factors.remove(user.value(), audit_of(call, "second-factor.removed", user.value()));
  if (!removed) return Failure{problem_of(removed.error())};
  Answer answer;
  answer.status = 204;
  return answer;
}

Handled lock_session(Api& api, const Call& call) {
  return set_lock(api, call, true);
}

// By the second factor where the account has one, else by the password.
Handled unlock_session(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const std::string code = body.value().text("code", k_secret_bytes_max);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  const auto user = own_account(api, call);
  if (!user) return Failure{user.error()};
  if (const auto proven = prove_present(api, call, user.value(), code); !proven) return Failure{proven.error()};
  return set_lock(api, call, false);
}

}  // namespace lamplight::server::http
