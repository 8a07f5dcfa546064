// `lamplight-server backup` and `restore`: all tables into one sealed file, and back.
//
// Called by main_server before any thread. The file is sealed with the key of `[backup] key`, which is
// neither in the file nor in the database and must be kept apart from both; so must `[keys] column`,
// without which the sealed columns of a restored database stay shut.
#pragma once

#include <iosfwd>
#include <string>

#include "server/settings.h"

namespace lamplight::server {

// Exit 0 done, 1 refused or failed, with a sentence on `errors`. The file appears when it is whole.
[[nodiscard]] int run_backup(const Settings& settings, const std::string& file, std::ostream& said,
                             std::ostream& errors);
[[nodiscard]] int run_restore(const Settings& settings, const std::string& file, std::ostream& said,
                              std::ostream& errors);

}  // namespace lamplight::server
