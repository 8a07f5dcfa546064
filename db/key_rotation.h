// A new master key: every small key is sealed anew with the one in use, while servers run on.
//
// Used by lamplight-migrate. May be cut off and run again.
#pragma once

#include "db/seal.h"
#include "db/session.h"

namespace lamplight::db {

struct Resealed {
  std::int64_t keys = 0;     // that are sealed with the first key now
  std::int64_t changed = 0;  // … since this run
  std::int64_t damaged = 0;  // that no key opens: not touched
};

[[nodiscard]] Resealed reseal_keys(Session& session, const MasterKeys& masters);

}  // namespace lamplight::db
