// `lamplight-server audit verify`: reads the whole chain and holds it to itself and to kept heads.
// `lamplight-server audit check FILE`: whether a dossier is what this town has signed.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "server/settings.h"

namespace lamplight::server {

struct VerifyWish {
  std::string heads_file;          // empty: the one of the settings, if there is one
  std::vector<std::string> heads;  // "SEQ:HASH", from elsewhere
};

// Exit codes: 0 the trail is whole, 1 it is not, each fault a line; 78 it can't be read.
[[nodiscard]] int run_audit_verify(const Settings& settings, const VerifyWish& wish, std::ostream& out,
                                   std::ostream& err);

// The same codes. `public_key` empty: that of the settings' master key.
[[nodiscard]] int run_audit_check(const Settings& settings, const std::string& file, const std::string& public_key,
                                  std::ostream& out, std::ostream& err);

}  // namespace lamplight::server
