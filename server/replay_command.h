// `lamplight-server replay --from T --to T --weights FILE`: what other weights would have decided.
//
// Called by main_server before anything is started; reads the database and changes nothing.
#pragma once

#include <iosfwd>
#include <string>

#include "dispatch/replay.h"

namespace lamplight::server {

struct ReplayWish {
  std::string from;          // RFC 3339
  std::string to;
  std::string weights_file;  // TOML, the table [weights]
};

// Prints how many offers, minutes and misses would have changed. What is wrong is one sentence on `err`.
// Returns the exit code: 0, 1 (the database is away), 78 (a wrong setting, time or file).
[[nodiscard]] int run_replay(const std::string& config, const ReplayWish& wish, std::ostream& out, std::ostream& err);

// The sentences for the figures.
[[nodiscard]] std::string replay_text(const ReplayFigures& figures);

}  // namespace lamplight::server
