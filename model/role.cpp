// Names of roles.
#include "model/role.h"

#include "model/check.h"

namespace lamplight {

std::string_view name_of(Role role) {
  switch (role) {
    case Role::administrator:
      return "administrator";
    case Role::dispatcher:
      return "dispatcher";
    case Role::care_worker:
      return "care_worker";
    case Role::family:
      return "family";
  }
  LAMPLIGHT_CHECK(false && "a role outside the enumeration");
}

std::optional<Role> role_named(std::string_view name) {
  for (const Role r : {Role::administrator, Role::dispatcher, Role::care_worker, Role::family}) {
    if (name_of(r) == name) return r;
  }
  return std::nullopt;
}

}  // namespace lamplight
