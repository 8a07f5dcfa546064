// The demo town's people who help: care workers, those who sign in, relatives. Pure.
//
// Used by db/demo_town only.
#pragma once

#include <vector>

#include "db/demo_town.h"

namespace lamplight::db {

[[nodiscard]] std::vector<DemoWorker> make_workers(std::uint64_t seed, Instant now);
[[nodiscard]] DemoUser make_administrator();
// One administrator, six dispatchers (two of them listed), every care worker, three relatives.
[[nodiscard]] std::vector<DemoUser> make_users(std::uint64_t seed, const std::vector<DemoWorker>& workers);
// The relatives belong to the residents of the first three devices, and see more or less.
[[nodiscard]] std::vector<DemoFamilyLink> make_family_links(const std::vector<DemoDevice>& devices);

}  // namespace lamplight::db
