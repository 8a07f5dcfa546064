// All tables as a sequence of messages, and back into an empty schema.
//
// Used by `lamplight-server backup` and `restore` (server/backup_command); one thread, one session of
// Purpose::administration. Everything here throws DbFault, or std::runtime_error with a sentence.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "db/session.h"

namespace lamplight::db {

using RowCounts = std::map<std::string, std::int64_t>;  // by table

// Reads one consistent picture while others go on writing. `put` gets message after message, the last
// one with `last`.
using PutMessage = std::function<void(const std::string& message, bool last)>;
[[nodiscard]] RowCounts read_all_tables(Session& session, Instant now, const PutMessage& put);

// Writes what was read, in one transaction: all of it or nothing. Refuses a schema of another version
// and one in which there are residents, incidents or users already. `next` gives message after message,
// nothing at the end.
using NextMessage = std::function<std::optional<std::string>()>;
[[nodiscard]] RowCounts write_all_tables(Session& session, const NextMessage& next);

}  // namespace lamplight::db
