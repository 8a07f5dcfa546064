// `lamplight-server match FILE`: the assignment alone, for anyone who wants to check it (contracts §1).
//
// Called by main_server before anything is started; needs no settings, no database and no broker.
#pragma once

#include <iosfwd>
#include <string>

namespace lamplight::server {

// Reads the file, or `in` for "-", and writes one line of JSON to `out`, nothing else. What is wrong
// with the input is one sentence on `err` that names the place. Returns the exit code: 0, or 2.
[[nodiscard]] int run_match(const std::string& path, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace lamplight::server
