// Brings a schema forward, file by file, and says which schema a database has.
//
// Called by lamplight-migrate, by the servers before they start, and by tests; on one thread.
// A migration is a file `NNNN_words.sql` with one statement; numbers run from 1 without a gap. What has
// been applied is never edited: its checksum is kept in schema_migrations.
#pragma once

#include <string>
#include <vector>

#include "db/session.h"
#include "model/result.h"

namespace lamplight::db {

struct Migration {
  int version = 0;
  std::string name;  // "incidents" of 0020_incidents.sql
  std::string sql;
  std::string checksum;  // of the file's bytes
};

// The files of the build, for programs that are told no other folder.
[[nodiscard]] std::string default_migrations_folder();

// All errors here are sentences for the person who runs the program.
[[nodiscard]] Result<std::vector<Migration>, std::string> read_migrations(const std::string& folder);

// Applies what is missing, up to `up_to` (0: everything), and returns the names of what it applied.
// Refuses an applied file that was edited, a database newer than the files, and a second migrator at
// the same time. A migration cut off by a crash is taken up again. The session is one for
// Purpose::administration.
[[nodiscard]] Result<std::vector<std::string>, std::string> migrate(Session& session,
                                                                    const std::vector<Migration>& migrations,
                                                                    Instant now, int up_to = 0);

// The newest migration that is applied whole; 0 for an empty database. Throws DbFault.
[[nodiscard]] int schema_version(Session& session);

// Whether a server built with these migrations may start on this database.
[[nodiscard]] Result<Done, std::string> check_schema(Session& session, const std::vector<Migration>& migrations);

}  // namespace lamplight::db
