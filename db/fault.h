// What an error of MySQL means to us: fight again, connect again, or a defect.
//
// Called by db/session on the session's thread. The numbers are those of the server (1000–1999, 3000–4999)
// and of the client library (2000–2999).
#pragma once

#include "db/session.h"

namespace lamplight::db {

// Where it happened decides as much as what happened.
enum class Moment : std::uint8_t { connecting, running, committing };

[[nodiscard]] FaultKind fault_kind_of(int code, Moment moment);

}  // namespace lamplight::db
