// Whose the certificates of these serial numbers are, also where they are void or the device is retired.
//
// Called by server/sign_in_keeper on its thread and on request threads.
#pragma once

#include <set>
#include <string>

#include "db/pool.h"

namespace lamplight::db {

// Serial numbers that nobody knows have no holder.
[[nodiscard]] Result<std::set<DeviceId>, StoreError> holders_of(Pool& pool, const std::set<std::string>& serials);

}  // namespace lamplight::db
