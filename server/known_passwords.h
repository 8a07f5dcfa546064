// Passwords that everybody knows: never accepted, and reason enough not to start.
#pragma once

#include <string>
#include <string_view>

#include "server/settings.h"

namespace lamplight::server {

// One of the list, in any capitals, or the user's own name, alone or with digits behind it.
[[nodiscard]] bool is_known_password(std::string_view password, std::string_view username = {});

// Throws std::runtime_error with the sentence to print when the settings, or an administrator's account, have one.
// An account is looked at once for each password it is given.
void refuse_known_passwords(const Settings& settings);

}  // namespace lamplight::server
