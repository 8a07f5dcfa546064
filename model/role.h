// The roles of people who sign in (design §7). Stored with the user, judged by server/permission.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lamplight {

enum class Role : std::uint8_t { administrator, dispatcher, care_worker, family };

[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::optional<Role> role_named(std::string_view name);

}  // namespace lamplight
