// Proving who sits there: by password, by the code of an authenticator, by a recovery code.
//
// Used at sign-in and wherever somebody who is signed in has to show again that it is she. Request threads.
#pragma once

#include "server/http/api.h"

namespace lamplight::server::http {

// The user whom name, password and code prove; a wrong one costs as much time as an unknown one.
[[nodiscard]] Outcome<db::UserRow> prove_user(Api& api, const Call& call, const std::string& username,
                                              const std::string& password, const std::string& code);

// The account of whoever is signed in.
[[nodiscard]] Outcome<db::UserRow> own_account(Api& api, const Call& call);

// That she still has her password, or her second factor. Wrong ones count like failed sign-ins: 429 when there were
// too many. Without a second factor on the account no code fits.
[[nodiscard]] Outcome<Done> prove_password(Api& api, const Call& call, const db::UserRow& user,
                                           const std::string& password);
// Either: by the second factor where the account has one, else by the password.
[[nodiscard]] Outcome<Done> prove_present(Api& api, const Call& call, const db::UserRow& user,
                                          const std::string& secret);
[[nodiscard]] Outcome<Done> prove_code(Api& api, const Call& call, const db::UserRow& user, const std::string& code);

}  // namespace lamplight::server::http
