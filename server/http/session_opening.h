// Opening a session for somebody who has proven who she is: by password (session.cpp) or by a code (sign_in_codes.cpp).
#pragma once

#include "server/http/api.h"

namespace lamplight::server::http {

// The session and its cookie, as POST /session answers.
[[nodiscard]] Handled opened_session(Api& api, const Call& call, const db::UserRow& user);

}  // namespace lamplight::server::http
